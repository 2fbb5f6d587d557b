import * as v from 'valibot'
import { isFull } from '#device/basics/faults.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Clock } from '#device/basics/ports.ts'

/**
 * Wrong PINs in a row, by person: counted in the database before a PIN is judged, one count for all tabs, so that neither
 * closing the app nor a second tab gives anybody a free try. The wait is measured in running time, never by the clock; it
 * starts again after a reload, and where another tab has counted meanwhile. Where there is no room to note the count
 * people sign in all the same: this tab counts, and every wrong PIN has to wait.
 */
export interface PinTries {
  /** Seconds until the next try for this person. */
  waitOf(staff: string): number
  /** Counts a try before it is judged. Null when one was counted elsewhere since: then its wait begins here as well. */
  count(staff: string): Promise<number | null>
  /** So many were wrong: answers how many seconds the next one has to wait. */
  wait(staff: string, count: number): number
  /** Takes tries back: the PIN was right, or none was tried. */
  forgive(staff: string, left: number): Promise<void>
  close(): void
}

/** Seconds until the next try after 1, 2, 3 … wrong PINs in a row; the last one stays. */
const WAITS = [0, 0, 5, 15, 30, 60, 120, 300] as const
/** A wrong PIN that could not be noted waits as long as this many. */
const UNNOTED = 4
const waitAfter = (count: number): number => WAITS[Math.min(count, WAITS.length) - 1] ?? 0

const Wrong = v.record(v.string(), v.pipe(v.number(), v.safeInteger(), v.minValue(0)))
type Counts = v.InferOutput<typeof Wrong>
const NAME = 'wrong-pins'

/** Makes the count of one tab, which knows of no try yet. */
export function createPinTries({ keepsakes, clock }: { keepsakes: Keepsakes; clock: Clock }): PinTries {
  /** What this tab has counted last. */
  const known = new Map<string, number>()
  const waits = new Map<string, number>()
  let isUnnoted = false
  let cancelTick: (() => void) | null = null

  async function note(to: (counts: Counts | null) => Counts | null): Promise<void> {
    try {
      await keepsakes.change(NAME, Wrong, to)
      isUnnoted = false
    } catch (fault) {
      if (!isFull(fault)) throw fault
      isUnnoted = true
    }
  }

  function wait(staff: string, count: number): number {
    const seconds = waitAfter(isUnnoted ? Math.max(count, UNNOTED) : count)
    if (seconds === 0) return 0
    waits.set(staff, seconds)
    cancelTick ??= clock.after(1_000, tick)
    return seconds
  }

  function tick(): void {
    for (const [staff, left] of waits) {
      if (left > 1) waits.set(staff, left - 1)
      else waits.delete(staff)
    }
    cancelTick = waits.size > 0 ? clock.after(1_000, tick) : null
  }

  return {
    waitOf: (staff) => waits.get(staff) ?? 0,
    wait,
    async count(staff) {
      const isNews = (count: number) => count > (known.get(staff) ?? 0) && waitAfter(count) > 0
      let before = 0
      let elsewhere = false
      await note((counts) => {
        before = counts?.[staff] ?? 0
        elsewhere = isNews(before)
        return elsewhere ? null : { ...counts, [staff]: before + 1 }
      })
      if (isUnnoted) before = Math.max(before, known.get(staff) ?? 0)
      known.set(staff, elsewhere ? before : before + 1)
      if (elsewhere) wait(staff, before)
      return elsewhere ? null : before + 1
    },
    async forgive(staff, left) {
      known.set(staff, left)
      await note((counts) => ({ ...counts, [staff]: left }))
    },
    close: () => cancelTick?.(),
  }
}
