import { pause } from './pause.ts'
import type { Clock, OnFault } from './ports.ts'

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
 * run again, or null to sleep until somebody pokes. Neither a poke nor a nudge while running is ever lost. Between two
 * runs others have their turn: a run that is answered at once, and asks for the next, must not hold up the page.
 */
export function createPump(clock: Clock, run: () => Promise<number | null>, onFault: OnFault): Pump {
  let busy = false
  let running = Promise.resolve()
  let again = false
  let nudged = false
  let closed = false
  let cancelTimer: (() => void) | null = null

  const poke = () => {
    if (closed) return
    cancelTimer?.()
    cancelTimer = null
    if (busy) again = true
    else {
      busy = true
      running = work()
    }
  }

  async function work(): Promise<void> {
    let wait = await once()
    while (!closed && (again || (nudged && wait === null))) {
      await pause()
      if (!closed) wait = await once()
    }
    busy = false
    if (!closed && wait !== null) cancelTimer = clock.after(wait, poke)
  }

  async function once(): Promise<number | null> {
    again = false
    nudged = false
    try {
      return await run()
    } catch (fault) {
      onFault(fault)
      return AFTER_A_FAULT_MS
    }
  }

  return {
    poke,
    nudge() {
      if (busy) nudged = true
      else if (!cancelTimer) poke()
    },
    async close() {
      closed = true
      cancelTimer?.()
      await running
    },
  }
}
