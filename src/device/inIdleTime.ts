import { isFull } from '#device/basics/faults.ts'
import type { Nudged } from '#device/basics/latePump.ts'
import type { Clock, OnFault } from '#device/basics/ports.ts'
import { createPump } from '#device/basics/pump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'

/** A full disk is tried again after this long (ms). */
const FULL_MS = 60_000

/** Does a piece of idle work; answers when it is to be tried again because the disk is full, and null when it is done. */
export async function whenThereIsRoom(piece: () => Promise<void>): Promise<number | null> {
  try {
    await piece()
    return null
  } catch (fault) {
    if (isFull(fault)) return FULL_MS
    throw fault
  }
}

/** What idle work needs of its tablet. */
export interface IdlePorts {
  readonly log: Pick<SyncedLog, 'pen' | 'onPen'>
  readonly clock: Clock
  readonly onFault: OnFault
}

/**
 * Does work that nobody waits for, in the tab that writes, and never at once. Nudged → `afterMs` → worked → asked again in
 * as many ms as `work` answers; null: it sleeps until it is nudged, and begins late again.
 */
export function workInIdleTime(
  { log, clock, onFault }: IdlePorts,
  {
    afterMs,
    isNeeded = () => true,
    work,
  }: {
    readonly afterMs: number
    readonly isNeeded?: () => boolean
    readonly work: () => Promise<number | null>
  },
): Nudged {
  let isDue = false

  async function run(): Promise<number | null> {
    if (!isNeeded() || log.pen !== 'this-tab') return null
    if (!isDue) {
      isDue = true
      return afterMs
    }
    const next = await work()
    if (next === null) isDue = false
    return next
  }

  const pump = createPump(clock, run, onFault)
  const stop = log.onPen(pump.nudge)
  return {
    nudge: pump.nudge,
    async close() {
      stop()
      await pump.close()
    },
  }
}
