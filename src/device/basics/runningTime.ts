import * as v from 'valibot'
import type { Keepsakes } from './keepsakes.ts'
import type { Clock, OnFault } from './ports.ts'

/** How long this tablet has run since it was first opened, over all restarts. What a clock says plays no part. */
export interface RunningTime {
  /** Ms. */
  now(): number
  /** Calls back once a minute; the answer stops it. */
  onMinute(listener: () => void): () => void
  close(): Promise<void>
}

const NAME = 'running'
/** Saved so often (ms): what a kill takes of it only puts off what waits for it. */
const MINUTE = 60_000

/** Goes on where it was when the app was last closed. `elapsed`: ms since some moment. */
export async function openRunningTime(of: {
  readonly keepsakes: Keepsakes
  readonly clock: Clock
  readonly elapsed?: (() => number) | undefined
  readonly onFault: OnFault
}): Promise<RunningTime> {
  const { keepsakes, clock, elapsed = () => performance.now(), onFault } = of
  const before = (await keepsakes.read(NAME, v.number())) ?? 0
  const startedAt = elapsed()
  const listeners = new Set<() => void>()
  const now = () => before + elapsed() - startedAt
  const save = () => keepsakes.write(NAME, now())

  let stop = () => {}
  function tick(): void {
    stop = clock.after(MINUTE, () => {
      save().catch(onFault)
      for (const listener of listeners) listener()
      tick()
    })
  }
  tick()

  return {
    now,
    onMinute(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      stop()
      await save().catch(onFault)
    },
  }
}
