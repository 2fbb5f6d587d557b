import { computed, type Ref } from 'vue'
import { businessDay } from '#domain/day/businessDay.ts'
import { percentKept, quotesKept } from '#domain/waits/quotesKept.ts'
import { stampTime } from '#log/stamp.ts'
import { useShown } from './useShown.ts'
import { useTablet } from './useTablet.ts'
import { useWords } from './words/words.ts'

/**
 * 承诺兑现率, as the hall publishes it: how many of today's customers were called within the wait that they were told, from
 * what this tablet has, and as of when it has it. Empty: nobody was told anything yet.
 */
export function useQuotesKept(at: Readonly<Ref<number>>) {
  const words = useWords('quotes')
  const { hall, status, now } = useTablet()
  const { timeOfDay } = useShown()
  /** While the server is heard it is so now; else as of when it told of all that is here, or of the newest that is. */
  const asOf = computed(() => {
    const { link, freshAt } = status.value
    if (link === 'connected') return at.value
    return freshAt ?? (hall.value.at === null ? now.value : stampTime(hall.value.at.stamp))
  })
  return computed(() => {
    const kept = quotesKept(hall.value, businessDay(hall.value, at.value), at.value)
    if (kept.quoted === 0) return ''
    return words.quotes.kept({ quoted: kept.quoted, percent: percentKept(kept), time: timeOfDay(asOf.value) })
  })
}
