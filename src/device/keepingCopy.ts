import { isFull } from '#device/basics/faults.ts'
import type { Nudged } from '#device/basics/latePump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { type IdlePorts, workInIdleTime } from './inIdleTime.ts'

/** So long (ms) after something happened it is copied, with whatever has happened meanwhile. */
const COPIED_AFTER_MS = 2_000
/** A full disk is tried again after this long (ms). */
const FULL_MS = 60_000

/** Keeps the second copy of the log in idle time, in the tab that writes. */
export function keepCopy(ports: IdlePorts & { readonly log: SyncedLog }): Nudged {
  const { log } = ports
  let hasChanged = true
  const copying = workInIdleTime(ports, {
    afterMs: COPIED_AFTER_MS,
    isNeeded: () => hasChanged,
    async work() {
      hasChanged = false
      try {
        await log.copyAside()
        return null
      } catch (fault) {
        hasChanged = true
        if (isFull(fault)) return FULL_MS
        throw fault
      }
    },
  })
  const nudge = () => {
    hasChanged = true
    copying.nudge()
  }
  const stop = log.onChange(nudge)
  return {
    nudge,
    async close() {
      stop()
      await copying.close()
    },
  }
}
