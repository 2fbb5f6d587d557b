import * as v from 'valibot'
import { computed, ref, watch } from 'vue'
import { casesSlice } from '#domain/cases/fold.ts'
import { type RefundAnswer, refundAnswers, refundsAsked } from '#domain/cases/queries.ts'
import { businessDay } from '#domain/day/businessDay.ts'
import { hasOpen } from '#domain/shelf.ts'
import { kept } from '../kept.ts'
import { useManager } from '../shell/useManager.ts'
import { useShelf, useTablet } from '../useTablet.ts'

/**
 * Refunds as far as somebody here has to know of them, whatever else lies open: to a manager, that a customer waits for
 * their word; to the clerk who asked and went on with other work, what the word was, until they have seen it here.
 */
export function useRefundNews() {
  const { hall, session, now } = useTablet()
  const shelf = useShelf()
  const isManager = useManager()
  const keptSeen = kept('refundsSeen', v.array(v.string()))
  const seen = ref<readonly string[]>(keptSeen.read() ?? [])
  // Not every place works with cases from its first screen on, and nobody is told of one before they sign in.
  watch(session, (here) => here && shelf.open(casesSlice), { immediate: true })

  const cases = computed(() => (hasOpen(hall.value, casesSlice) ? hall.value : null))
  const asked = computed(() => (cases.value && isManager.value ? refundsAsked(cases.value) : []))
  const all = computed(() => {
    const staff = session.value?.staff
    if (!cases.value || staff === undefined) return []
    return refundAnswers(cases.value, staff, businessDay(hall.value, now.value))
  })
  const answers = computed(() => all.value.filter((answer) => !seen.value.includes(keyOf(answer))))

  function see(): void {
    seen.value = all.value.map(keyOf)
    keptSeen.keep([...seen.value])
  }
  return { asked, answers, see }
}

const keyOf = ({ found, at }: RefundAnswer): string => `${found.id} ${at}`
