import { businessDay } from '#domain/day/businessDay.ts'
import { localDay, localTime } from '#domain/day/localTime.ts'
import { useNamed } from './useNamed.ts'
import { useTablet } from './useTablet.ts'

/** Names in the language of this screen, and times of day in the time zone of the hall. */
export function useShown() {
  const { hall, now } = useTablet()
  const { named, ...others } = useNamed()
  return {
    ...others,
    named,
    /** What a service is called; one that the hall does not know any more keeps its code. */
    serviceNamed: (service: string): string =>
      named(hall.value.settings.services.find(({ id }) => id === service)?.name) || service,
    /** 09:42 */
    timeOfDay: (ms: number): string => localTime(ms, hall.value.settings.rules.timeZone),
    /** 09:42, or with its day when that is not today: 11-28 09:42, and with its year when that is another one. */
    moment(ms: number): string {
      const { timeZone } = hall.value.settings.rules
      const [day, today] = [businessDay(hall.value, ms), businessDay(hall.value, now.value)]
      const time = localTime(ms, timeZone)
      if (day === today) return time
      return yearOf(day) === yearOf(today) ? `${day.slice(5)} ${time}` : `${localDay(ms, timeZone)} ${time}`
    },
  }
}

const yearOf = (day: string): string => day.slice(0, -6)
