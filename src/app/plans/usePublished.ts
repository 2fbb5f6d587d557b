import { businessDay } from '#domain/day/businessDay.ts'
import type { Plan } from '#domain/plans/plan.ts'
import { publishingSlice } from '#domain/publishing/fold.ts'
import { callNameOf } from '#domain/staff/queries.ts'
import { useHall } from '../useTablet.ts'
import { useWords } from '../words/words.ts'

/** Which version of a plan this tablet has, and which is in force in the hall, in a sentence. */
export function usePublished() {
  const hall = useHall(publishingSlice)
  const words = useWords('plans')

  return function publishedText({ id, version }: Plan): string {
    const published = hall.value.published.get(id)
    if (!published) return words.plans.notPublished
    const day = businessDay(hall.value, published.at)
    const by = callNameOf(hall.value, published.by)
    return published.version === version
      ? words.plans.published({ version, day, by })
      : words.plans.otherVersion({ here: version, published: published.version })
  }
}
