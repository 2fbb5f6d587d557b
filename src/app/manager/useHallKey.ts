import { turnHallKey } from '#domain/keys/commands.ts'
import { keysSlice } from '#domain/keys/fold.ts'
import { useHall, usePerform, useTablet } from '../useTablet.ts'

/** The hall key as the manager's acts need it: made once, and made anew whenever somebody or some tablet leaves. */
export function useHallKey() {
  const { tablet } = useTablet()
  const hall = useHall(keysSlice)
  const { perform, busy, refusal } = usePerform()

  /** Makes the hall's first key. */
  async function found(): Promise<void> {
    const turn = await (await tablet.openSealed())?.vault.found()
    if (turn) await perform(turnHallKey, turn)
  }

  /** Brings in a new version. On a tablet whose vault is locked nothing happens: there is no key here to replace. */
  async function turn(): Promise<void> {
    const next = await (await tablet.openSealed())?.vault.turn(hall.value)
    if (next) await perform(turnHallKey, next)
  }

  /** The newest hall key as text for a sheet; null where the vault is locked or missing. */
  const keyText = async (): Promise<string | null> => (await (await tablet.openSealed())?.vault.keyText()) ?? null

  return { found, turn, keyText, busy, refusal }
}
