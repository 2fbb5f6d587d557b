import { computed } from 'vue'
import { casesSlice } from '#domain/cases/fold.ts'
import { sealedCount } from '#domain/cases/queries.ts'
import { turnHallKey } from '#domain/keys/commands.ts'
import { hallKeys } from '#domain/keys/queries.ts'
import { papersSlice } from '#domain/papers/fold.ts'
import { useHall, usePerform, useTablet } from '../useTablet.ts'

/** The hall key as the manager sees it: made once, and turned by hand or, where that is due, by itself. */
export function useHallKey() {
  const { tablet, hall, status, session } = useTablet()
  const all = useHall(casesSlice, papersSlice)
  const { perform, busy, refusal } = usePerform()

  const told = computed(() => hallKeys(hall.value.authority))

  /** Makes the hall's first key, or a first one again where nobody has the one before. */
  async function found(): Promise<void> {
    const turn = await (await tablet.openSealed())?.vault.found()
    if (turn) await perform(turnHallKey, turn)
  }

  /** Brings in a new version. On a tablet whose vault is locked nothing happens: there is no key here to replace. */
  async function turn(): Promise<void> {
    const next = await (await tablet.openSealed())?.vault.turn()
    if (next) await perform(turnHallKey, next)
  }

  /** The newest hall key as text for a sheet; null where the vault is locked or missing. */
  const keyText = async (): Promise<string | null> => (await (await tablet.openSealed())?.vault.keyText()) ?? null

  /** The root key has named who is signed in here, and this tablet has no key: they may begin anew. */
  const mayBeginAnew = computed(
    () => status.value.vault === 'no-key' && told.value.mayBeginAnew.includes(session.value?.staff ?? ''),
  )
  /** How many papers of cases are sealed with keys of until now. */
  const sealedPapers = computed(() => sealedCount(all.value))

  return { told, mayBeginAnew, sealedPapers, turn, found, keyText, busy, refusal }
}
