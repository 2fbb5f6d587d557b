import type { Nudged } from '#device/basics/latePump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { type IdlePorts, whenThereIsRoom, workInIdleTime } from './inIdleTime.ts'

/** So long (ms) after something happened it is copied, with whatever has happened meanwhile. */
const COPIED_AFTER_MS = 2_000

/** Keeps the second copy of the log in idle time, in the tab that writes. */
export function keepCopy(ports: IdlePorts & { readonly log: SyncedLog }): Nudged {
  const { log } = ports
  let hasChanged = true
  const copying = workInIdleTime(ports, {
    afterMs: COPIED_AFTER_MS,
    isNeeded: () => hasChanged,
    work: () =>
      whenThereIsRoom(async () => {
        hasChanged = false
        await log.copyAside().catch((fault: unknown) => {
          hasChanged = true
          throw fault
        })
      }),
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
