import * as v from 'valibot'
import { computed, ref } from 'vue'
import { kept } from '../kept.ts'
import { storageRisk, usedPercent } from '../storageRisk.ts'
import { useTablet } from '../useTablet.ts'

/** Whoever has read it is told again after so long (ms), as long as it is so. */
const AGAIN_MS = 24 * 60 * 60_000

/** What may cost this tablet what it has saved, told to whoever works at it once a day until it is put right. */
export function useStorageNews() {
  const { tablet, status, now } = useTablet()
  const keptSeen = kept('storageSeen', v.object({ risk: v.string(), at: v.number() }))
  const seen = ref(keptSeen.read())
  /** The browser was asked here, and has not promised anything. */
  const isRefused = ref(false)

  const news = computed(() => {
    const risk = storageRisk(status.value.storage)
    const isSeen = seen.value?.risk === risk && now.value - (seen.value?.at ?? 0) < AGAIN_MS
    return risk === null || isSeen ? null : risk
  })
  const percent = computed(() => usedPercent(status.value.storage))

  async function ask(): Promise<void> {
    isRefused.value = !(await tablet.askPersistence())
  }
  function see(): void {
    if (news.value === null) return
    seen.value = { risk: news.value, at: now.value }
    keptSeen.keep(seen.value)
  }
  return { news, percent, isRefused, ask, see }
}
