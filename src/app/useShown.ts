import { businessDay } from '#domain/day/businessDay.ts'
import { localDay, localTime } from '#domain/day/localTime.ts'
import { useNamed } from './useNamed.ts'
import { useTablet } from './useTablet.ts'

/** Names in the language of this screen, and times of day in the time zone of the hall. */
export function useShown() {
  const { hall, now } = useTablet()
  const { named, ...others } = useNamed()
  const timeOfDay = (ms: number): string => localTime(ms, hall.value.settings.rules.timeZone)
  const dayAndTime = (ms: number): string => `${localDay(ms, hall.value.settings.rules.timeZone)} ${timeOfDay(ms)}`
  return {
    ...others,
    named,
    /** What a service is called; one that the hall does not know any more keeps its code. */
    serviceNamed: (service: string): string =>
      named(hall.value.settings.services.find(({ id }) => id === service)?.name) || service,
    /** 09:42 */
    timeOfDay,
    /** What calendar and clock on the wall show, whichever day of business it is: 2026-12-01 01:42. */
    dayAndTime,
    /** 09:42, or with its day when that is not today: 11-28 09:42, and with its year when that is another one. */
    moment(ms: number): string {
      if (businessDay(hall.value, ms) === businessDay(hall.value, now.value)) return timeOfDay(ms)
      const [there, today] = [dayAndTime(ms), dayAndTime(now.value)]
      return yearOf(there) === yearOf(today) ? there.slice(5) : there
    },
  }
}

const yearOf = (moment: string): string => moment.slice(0, 4)
