/** Days of the calendar as text, `2026-02-28`: whether they exist, how old somebody is, how near the end of a month is. */
import { minutesOf } from '../day/localTime.ts'

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether a text is a day that exists, from 1900 on or from an earlier year. */
export function isDay(text: string, from = 1900): boolean {
  const [, year, month, day] = DAY.exec(text) ?? []
  if (year === undefined || Number(year) < from) return false
  const at = Number(month)
  return at >= 1 && at <= 12 && Number(day) >= 1 && Number(day) <= daysIn(Number(year), at)
}

/** Full years from a birthday to a day. Who is born on 29 February is a year older on 1 March. */
export function ageOn(day: string, born: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4))
  return day.slice(5) >= born.slice(5) ? years : years - 1
}

/** Days that are left in the month after this one: 0 on the last. */
export function daysLeftInMonth(day: string): number {
  return daysIn(Number(day.slice(0, 4)), Number(day.slice(5, 7))) - Number(day.slice(8))
}

/** The last days of a month, in which a change for the next one is easily entered too late (plan-study §2.1). */
export const isMonthEnd = (day: string): boolean => daysLeftInMonth(day) < MONTH_END_DAYS

const MONTH_END_DAYS = 3

/** Minutes from one time of day to a later one, over midnight if it has to be: `23:50` to `00:10` is 20. */
export function minutesBetween(from: string, to: string): number {
  return (minutesOf(to) - minutesOf(from) + 1440) % 1440
}

/** Whether a text is a time of day: `09:40`. */
export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
