import { computed } from 'vue'
import { businessDay } from '#domain/day/businessDay.ts'
import { openingAt } from '#domain/day/opening.ts'
import { isDayClosed } from '#domain/day/queries.ts'
import { awayTickets, missedTickets, queueBoard } from '#domain/tickets/queries.ts'
import { placesLeft } from '#domain/waits/placesLeft.ts'
import { whoWaits } from '#domain/waits/queries.ts'
import { inSteps } from '../spans.ts'
import { useTablet } from '../useTablet.ts'

/** What customers are told at the door: it follows the clock in steps of ten seconds, and every event at once. */
export function useDoorLines() {
  const { hall, now } = useTablet()
  const tenSeconds = computed(() => inSteps(now.value, 10))
  const lines = computed(() => {
    const at = tenSeconds.value
    const present = hall.value.settings.opening.length > 0 ? whoWaits(hall.value, at) : undefined
    return queueBoard(hall.value, at).map((line) => ({
      ...line,
      left: placesLeft(hall.value, line.queue.id, at, present),
    }))
  })
  const dayClosed = computed(() => isDayClosed(hall.value, businessDay(hall.value, tenSeconds.value)))
  /** Not at this hour: it is said before somebody taps; who vouches for the clock and who may decide is asked at the tap. */
  const shut = computed(() => {
    const opening = openingAt(hall.value.settings, tenSeconds.value)
    return opening === null || opening.isOpen || hall.value.emergencyDay !== null ? null : opening
  })
  /** Who may come back: the missed and those who have left for a while. */
  const missed = computed(() => missedTickets(hall.value).length + awayTickets(hall.value).length)
  return { tenSeconds, lines, dayClosed, shut, missed }
}
