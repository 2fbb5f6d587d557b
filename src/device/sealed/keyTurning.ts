import type { Clock, OnFault } from '#device/basics/ports.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { turnHallKey } from '#domain/keys/commands.ts'
import { hallKeys } from '#domain/keys/queries.ts'
import type { Vault } from './vault.ts'

/** So long (ms) a tablet leaves a turn to each that comes before it: two that turn at once would have to turn again. */
const LEFT_TO_OTHERS_MS = 2_000

/**
 * Turns the hall key where the list says that it is due, on a tablet that is open and on which a manager is signed in.
 * Nobody has to remember it.
 *
 * Walk: due, open, manager here → the tablets before this one have their time → still due → turned.
 */
export function openKeyTurning({
  log,
  tablet,
  vault,
  by,
  clock,
  onFault,
}: {
  readonly log: SyncedLog
  readonly tablet: string
  readonly vault: Vault
  readonly by: () => string | null
  readonly clock: Clock
  readonly onFault: OnFault
}): { look(): void; close(): void } {
  let cancel: (() => void) | null = null

  /** How many tablets come before this one; null where nothing is to be done here. */
  function place(): number | null {
    const { due, holders } = hallKeys(log.hall.authority)
    const isManager = log.hall.staff.get(by() ?? '')?.roles.includes('manager') === true
    if (due === null || vault.state !== 'unlocked' || !isManager) return null
    const at = holders
      .map((each) => each.tablet)
      .sort()
      .indexOf(tablet)
    return at < 0 ? null : at
  }

  async function turn(): Promise<void> {
    const next = place() === null ? null : await vault.turn()
    if (next) await log.perform(turnHallKey, { ...next, onlyIfDue: true })
  }

  function stop(): void {
    cancel?.()
    cancel = null
  }

  return {
    look() {
      const before = place()
      if (before === null) return stop()
      cancel ??= clock.after(before * LEFT_TO_OTHERS_MS, () => {
        cancel = null
        turn().catch(onFault)
      })
    },
    close: stop,
  }
}
