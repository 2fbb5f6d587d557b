import * as v from 'valibot'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Clock, OnFault } from '#device/basics/ports.ts'
import { UNTIL_DESTROYED_MS } from '#domain/papers/papers.ts'
import type { Papers } from './papers.ts'

/** Papers whose bytes lie here and are to go: each a day of this tablet's running time after its destroying began to count. */
export interface Destroying {
  /** What is destroyed now: what is new begins its day, what a manager has stopped is forgotten, what is due goes. */
  follow(destroyed: ReadonlySet<string>): Promise<void>
  /** How long (ms) the bytes of these stay here at most; null: none of them lies here. */
  left(names: readonly string[]): number | null
  close(): Promise<void>
}

const NAME = 'destroying'
/** Running time, and of each paper how long this tablet had run when its destroying began to count. */
const Kept = v.object({ ran: v.number(), since: v.record(v.string(), v.number()) })
/** Running time is saved so often (ms): what a kill takes of it only puts things off. */
const SAVE_EVERY_MS = 60_000

/** Goes on with the running time of before. `elapsed`: ms since some moment, whatever the clock on the wall does. */
export async function openDestroying(of: {
  readonly keepsakes: Keepsakes
  readonly clock: Clock
  readonly elapsed: () => number
  readonly papers: Pick<Papers, 'held' | 'shred'>
  readonly onFault: OnFault
}): Promise<Destroying> {
  const { keepsakes, clock, elapsed, papers, onFault } = of
  const kept = await keepsakes.read(NAME, Kept)
  const startedAt = elapsed()
  const running = () => (kept?.ran ?? 0) + elapsed() - startedAt
  const since = new Map(Object.entries(kept?.since ?? {}))
  /** Destroyed papers that have been looked for here. */
  let known = new Set(since.keys())

  const save = () => keepsakes.write(NAME, { ran: running(), since: Object.fromEntries(since) })
  const leftOf = (name: string): number | null => {
    const from = since.get(name)
    return from === undefined ? null : Math.max(0, from + UNTIL_DESTROYED_MS - running())
  }

  async function carryOut(): Promise<void> {
    const due = [...since.keys()].filter((name) => leftOf(name) === 0)
    if (due.length === 0) return
    await papers.shred(due)
    for (const name of due) since.delete(name)
    await save()
  }

  let stop = () => {}
  function tick(): void {
    stop = clock.after(SAVE_EVERY_MS, () => {
      save().then(carryOut).catch(onFault)
      tick()
    })
  }
  tick()

  return {
    left(names) {
      const all = names.flatMap((name) => leftOf(name) ?? [])
      return all.length === 0 ? null : Math.max(...all)
    },
    async follow(destroyed) {
      const fresh = [...destroyed].filter((name) => !known.has(name))
      const gone = [...since.keys()].filter((name) => !destroyed.has(name))
      known = new Set(destroyed)
      for (const name of gone) since.delete(name)
      for (const name of fresh.length === 0 ? [] : await papers.held(fresh)) since.set(name, running())
      if (gone.length + fresh.length > 0) await save()
      await carryOut()
    },
    async close() {
      stop()
      await save().catch(onFault)
    },
  }
}
