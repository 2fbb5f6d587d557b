import { isFull } from '#device/basics/faults.ts'
import type { Clock, OnFault } from '#device/basics/ports.ts'
import { createPump, type Pump } from '#device/basics/pump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'

/** So long (ms) after something happened it is copied, with whatever has happened meanwhile. */
const COPIED_AFTER_MS = 2_000
/** A full disk is tried again after this long (ms). */
const FULL_MS = 60_000

/** Keeps the second copy of the log in idle time, in the tab that writes. */
export function keepCopy({
  log,
  clock,
  onFault,
}: {
  readonly log: SyncedLog
  readonly clock: Clock
  readonly onFault: OnFault
}): Pick<Pump, 'close'> {
  let hasChanged = true
  let isDue = false

  async function run(): Promise<number | null> {
    if (!hasChanged || log.pen !== 'this-tab') return null
    if (!isDue) {
      isDue = true
      return COPIED_AFTER_MS
    }
    hasChanged = false
    try {
      await log.copyAside()
      isDue = false
      return null
    } catch (fault) {
      hasChanged = true
      if (isFull(fault)) return FULL_MS
      throw fault
    }
  }

  const pump = createPump(clock, run, onFault)
  const stop = log.onChange(() => {
    hasChanged = true
    pump.nudge()
  })
  const stopPen = log.onPen(pump.nudge)
  pump.nudge()
  return {
    async close() {
      stop()
      stopPen()
      await pump.close()
    },
  }
}
