import type { Nudged } from '#device/basics/latePump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { type IdlePorts, whenThereIsRoom, workInIdleTime } from './inIdleTime.ts'

/** So long (ms) after the last of what happened it is copied … */
const COPIED_AFTER_MS = 2_000
/** … and at the latest after so many times as long: while one thing follows another, it is copied with them. */
const LATEST = 10

/** Keeps the second copy of the log in idle time, in the tab that writes. */
export function keepCopy(ports: IdlePorts & { readonly log: SyncedLog }): Nudged {
  const { log } = ports
  let hasChanged = true
  /** Whether something has come since it was last looked whether all is quiet, and how often it was not. */
  let isBusy = false
  let waited = 0
  const copying = workInIdleTime(ports, {
    afterMs: COPIED_AFTER_MS,
    isNeeded: () => hasChanged,
    async work() {
      if (isBusy && waited < LATEST - 1) {
        isBusy = false
        waited += 1
        return COPIED_AFTER_MS
      }
      waited = 0
      return whenThereIsRoom(async () => {
        hasChanged = false
        await log.copyAside().catch((fault: unknown) => {
          hasChanged = true
          throw fault
        })
      })
    },
  })
  const nudge = () => {
    isBusy = hasChanged
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
