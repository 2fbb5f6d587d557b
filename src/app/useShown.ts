import { businessDay } from '#domain/day/businessDay.ts'
import { localTime } from '#domain/day/localTime.ts'
import { useNamed } from './useNamed.ts'
import { useTablet } from './useTablet.ts'

/** Names in the language of this screen, and times of day in the time zone of the hall. */
export function useShown() {
  const { hall, now } = useTablet()
  return {
    ...useNamed(),
    /** 09:42 */
    timeOfDay: (ms: number): string => localTime(ms, hall.value.settings.rules.timeZone),
    /** 09:42, or with its day when that is not today: 11-28 09:42 */
    moment(ms: number): string {
      const day = businessDay(hall.value, ms)
      const time = localTime(ms, hall.value.settings.rules.timeZone)
      return day === businessDay(hall.value, now.value) ? time : `${day.slice(5)} ${time}`
    },
  }
}
