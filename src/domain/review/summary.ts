import { weekdayOf } from '../day/localTime.ts'

/** What was done with cases on one day, by the hall's clock. */
export interface DayOfCases {
  /** Handed in by those who served. */
  readonly handedIn: number
  readonly approved: number
  readonly handedOn: number
  /** Sent back, by the reason. */
  readonly returned: Readonly<Record<string, number>>
  /** Looked at by whom, and how long (ms) all of those had waited. */
  readonly reviewers: Readonly<Record<string, number>>
  readonly waitedMs: number
  /** Entered at the operator afterwards. */
  readonly entered: number
  /** How they ended, by outcome. */
  readonly ended: Readonly<Record<string, number>>
  /** Calls to customers, by result. */
  readonly calls: Readonly<Record<string, number>>
}

/** What was done with cases lately, by day: `2026-11-23`. */
export interface CaseDaysPart {
  readonly caseDays: ReadonlyMap<string, DayOfCases>
}

export const emptyDay: DayOfCases = {
  handedIn: 0,
  approved: 0,
  handedOn: 0,
  returned: {},
  reviewers: {},
  waitedMs: 0,
  entered: 0,
  ended: {},
  calls: {},
}

type Counts = Readonly<Record<string, number>>

/** One more of this key. */
export const oneMore = (counts: Counts, key: string, by = 1): Counts => ({ ...counts, [key]: (counts[key] ?? 0) + by })

/** All of them together. */
export const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, each) => sum + each, 0)

const together = (a: Counts, b: Counts): Counts =>
  Object.entries(b).reduce((sum, [key, count]) => oneMore(sum, key, count), a)

/** What was done on these days together: of a week, or of one day. */
export const summaryOf = ({ caseDays }: CaseDaysPart, days: readonly string[]): DayOfCases =>
  days
    .map((day) => caseDays.get(day) ?? emptyDay)
    .reduce(
      (sum, day) => ({
        handedIn: sum.handedIn + day.handedIn,
        approved: sum.approved + day.approved,
        handedOn: sum.handedOn + day.handedOn,
        returned: together(sum.returned, day.returned),
        reviewers: together(sum.reviewers, day.reviewers),
        waitedMs: sum.waitedMs + day.waitedMs,
        entered: sum.entered + day.entered,
        ended: together(sum.ended, day.ended),
        calls: together(sum.calls, day.calls),
      }),
      emptyDay,
    )

/** The days of the week of a day, Monday first. */
export function weekOf(day: string): string[] {
  const monday = Date.parse(`${day}T00:00:00Z`) - (weekdayOf(day) - 1) * 86_400_000
  return Array.from({ length: 7 }, (_, n) => new Date(monday + n * 86_400_000).toISOString().slice(0, 10))
}
