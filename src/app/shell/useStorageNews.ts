import * as v from 'valibot'
import { computed, ref } from 'vue'
import { savedAt } from '../carry/savedAt.ts'
import { kept } from '../kept.ts'
import { storageRisk, usedPercent } from '../storageRisk.ts'
import { useTablet } from '../useTablet.ts'
import { copyDue } from './copyDue.ts'

/** Whoever has read it is told again after so long (ms), as long as it is so. */
const AGAIN_MS = 24 * 60 * 60_000
/** What has been here so long (ms) and not at the hall server is not on its way. */
const ON_ITS_WAY_MS = 60_000

/** What may cost this tablet what it has saved, told to whoever works at it once a day until it is put right. */
export function useStorageNews() {
  const { tablet, status, now } = useTablet()
  const keptSeen = kept('storageSeen', v.object({ risk: v.string(), at: v.number() }))
  const seen = ref(keptSeen.read())
  /** The browser was asked here, and has not promised anything. */
  const isRefused = ref(false)

  /** A file that is due of what lies here alone: it is asked for until there is one. */
  const copy = computed(() => copyDue(status.value, now.value, savedAt.read))
  const risk = computed(() => {
    const found = storageRisk(status.value.storage)
    const isSeen = seen.value?.risk === found && now.value - (seen.value?.at ?? 0) < AGAIN_MS
    return isSeen ? null : found
  })
  /** Whether something lies on this tablet alone, and not for this moment only. */
  const lies = computed(() => {
    const { oldest } = status.value.unsent
    return oldest !== null && now.value - oldest >= ON_ITS_WAY_MS
  })
  const percent = computed(() => usedPercent(status.value.storage))

  async function ask(): Promise<void> {
    isRefused.value = !(await tablet.askPersistence())
  }
  function see(): void {
    if (risk.value === null) return
    seen.value = { risk: risk.value, at: now.value }
    keptSeen.keep(seen.value)
  }
  return { copy, risk, lies, percent, isRefused, ask, see }
}
