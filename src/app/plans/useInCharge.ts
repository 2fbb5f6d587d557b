import { computed } from 'vue'
import { rosterSlice } from '#domain/roster/fold.ts'
import { inCharge } from '#domain/roster/queries.ts'
import { inSteps } from '../spans.ts'
import { useShown } from '../useShown.ts'
import { useHall, useTablet } from '../useTablet.ts'
import { useWords } from '../words/words.ts'

/** Who is in charge by succession, worked out on this tablet alone. */
export function useInCharge() {
  const { status, now } = useTablet()
  const hall = useHall(rosterSlice)
  const { moment } = useShown()
  const words = useWords('organisation')
  // Shifts and days turn on the minute; who is noted as here counts at once.
  const minute = computed(() => inSteps(now.value, 60))
  const person = computed(() => inCharge(hall.value, minute.value))
  return {
    person,
    /** A line about them (null: nobody); on a tablet that is apart from the others with as of when. */
    withAge(say: (name: string | null) => string): string {
      const text = say(person.value?.callName ?? null)
      const { link, heardAt } = status.value
      return link === 'connected' || heardAt === null
        ? text
        : words.common.noted({ text, note: words.organisation.asOf({ time: moment(heardAt) }) })
    },
  }
}
