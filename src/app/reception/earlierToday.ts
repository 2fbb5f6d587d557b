/**
 * The moment of a typed time of day, at or before now: typed `09:40` while the hall's clock shows `10:15` is 35
 * minutes ago. Undefined when it is not a time. The hall's own clock is the measure, so no time zone is needed here.
 */
export function earlierToday(now: number, typed: string, shownNow: string): number | undefined {
  const minute = minuteOf(typed)
  const present = minuteOf(shownNow)
  if (minute === undefined || present === undefined) return undefined
  return now - ((present - minute + DAY) % DAY) * 60_000
}

const DAY = 24 * 60

function minuteOf(time: string): number | undefined {
  const parts = /^\s*([01]?\d|2[0-3])\s*[:：.]\s*([0-5]\d)\s*$/.exec(time)
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : undefined
}
