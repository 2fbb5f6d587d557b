import * as v from 'valibot'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { OnFault } from '#device/basics/ports.ts'
import type { RunningTime } from '#device/basics/runningTime.ts'
import { UNTIL_DESTROYED_MS } from '#domain/papers/papers.ts'
import type { Papers } from './papers.ts'

/** Papers whose bytes lie here and are to go: each a day of this tablet's running time after its destroying began to count. */
export interface Destroying {
  /** What is destroyed now: what is new begins its day, what a manager has stopped is forgotten, what is due goes. */
  follow(destroyed: ReadonlySet<string>): Promise<void>
  /** How long (ms) the bytes of these stay here at most; null: none of them lies here. */
  left(names: readonly string[]): number | null
  close(): void
}

const NAME = 'destroying'
/** Of each paper how long this tablet had run when its destroying began to count. */
const Since = v.record(v.string(), v.number())

/** Goes on with what was to go when the app was last closed. */
export async function openDestroying(of: {
  readonly keepsakes: Keepsakes
  readonly running: Pick<RunningTime, 'now' | 'onMinute'>
  readonly papers: Pick<Papers, 'held' | 'shred'>
  readonly onFault: OnFault
}): Promise<Destroying> {
  const { keepsakes, running, papers, onFault } = of
  const since = new Map(Object.entries((await keepsakes.read(NAME, Since)) ?? {}))
  /** Destroyed papers that have been looked for here. */
  let known = new Set(since.keys())

  const save = () => keepsakes.write(NAME, Object.fromEntries(since))
  const leftOf = (name: string): number | null => {
    const from = since.get(name)
    return from === undefined ? null : Math.max(0, from + UNTIL_DESTROYED_MS - running.now())
  }

  async function carryOut(): Promise<void> {
    const due = [...since.keys()].filter((name) => leftOf(name) === 0)
    if (due.length === 0) return
    await papers.shred(due)
    for (const name of due) since.delete(name)
    await save()
  }

  const stop = running.onMinute(() => carryOut().catch(onFault))

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
      for (const name of fresh.length === 0 ? [] : await papers.held(fresh)) since.set(name, running.now())
      if (gone.length + fresh.length > 0) await save()
      await carryOut()
    },
    close: stop,
  }
}
