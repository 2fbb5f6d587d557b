import type { Nudged } from '#device/basics/latePump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { SignedText } from '#log/signed.ts'
import { type IdlePorts, whenThereIsRoom, workInIdleTime } from './inIdleTime.ts'

/** So long (ms) after something was saved here its journal's end is signed, if no hall server has it by then. */
const SIGNED_AFTER_MS = 1_000

/** Signs in idle time what this tablet has written, in the tab that writes, and once more when the app is closed. */
export function keepSigned(
  ports: IdlePorts & { readonly log: SyncedLog; readonly sign: (text: SignedText) => Promise<string> },
): Nudged {
  const { log, sign } = ports
  const signing = workInIdleTime(ports, {
    afterMs: SIGNED_AFTER_MS,
    work: () => whenThereIsRoom(() => log.signEnds(sign)),
  })
  const stop = log.onChange(({ origin }) => {
    if (origin === 'own') signing.nudge()
  })
  return {
    nudge: signing.nudge,
    async close() {
      stop()
      await signing.close()
      // What cannot be signed now is signed after the next start.
      if (log.pen === 'this-tab') await log.signEnds(sign).catch(() => undefined)
    },
  }
}
