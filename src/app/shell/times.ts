import { computed } from 'vue'
import { useTablet } from '../useTablet.ts'

/** How a moment is written on the hall's clocks: `09:42`. */
export const clockTime = (moment: number, timeZone: string): string => formatFor(timeZone).format(moment)

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format is a hundred times the cost of using it, and a clock ticks every second. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  formats.set(timeZone, made)
  return made
}

/** The hall's clock now, and how it writes any other moment. */
export function useHallClock() {
  const { hall, now } = useTablet()
  const write = (moment: number) => clockTime(moment, hall.value.settings.rules.timeZone)
  return { time: computed(() => write(now.value)), write }
}
