import type { Clock } from './ports.ts'

/** A task that runs again and again, never twice at a time. */
export interface Pump {
  /** Run now, or once more as soon as the present run ends. */
  poke(): void
  /** Run now if it sleeps without a plan, or once more if the present run ends without one; a planned wait is respected. */
  nudge(): void
  /** No further run; resolves when the present one has ended. */
  close(): Promise<void>
}

/** A run that throws is reported and tried again after this many ms: a full disk must not stop the others. */
const AFTER_A_FAULT_MS = 5_000

/**
 * Makes a pump. Sleeping → (poke, or the delay is over) → running → sleeping; `run` answers in how many ms it wants to
 * run again, or null to sleep until somebody pokes. Neither a poke nor a nudge while running is ever lost.
 */
export function createPump(clock: Clock, run: () => Promise<number | null>, report: (fault: unknown) => void): Pump {
  let running: Promise<void> | null = null
  let again = false
  let nudged = false
  let closed = false
  let cancelTimer: (() => void) | null = null

  const poke = () => {
    if (closed) return
    cancelTimer?.()
    cancelTimer = null
    if (running) again = true
    else running = turn()
  }

  async function turn(): Promise<void> {
    let wait: number | null = null
    nudged = false
    try {
      wait = await run()
    } catch (fault) {
      report(fault)
      wait = AFTER_A_FAULT_MS
    }
    running = null
    if (closed) return
    if (again || (nudged && wait === null)) {
      again = false
      running = turn()
    } else if (wait !== null) {
      cancelTimer = clock.after(wait, poke)
    }
  }

  return {
    poke,
    nudge() {
      if (running) nudged = true
      else if (!cancelTimer) poke()
    },
    async close() {
      closed = true
      cancelTimer?.()
      await running
    },
  }
}
