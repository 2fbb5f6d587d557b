import type { KindBook } from './kind.ts'

/**
 * What becomes of every field of a slice when a day is closed: the reason why nothing of it is ever forgotten, or what is
 * left of it. All answers of a slice see the hall as it was before the closing; they know the day that is closed and what
 * events have said, and no clock, so that every tablet forgets the same.
 *
 * A tablet copies all of the hall whenever it writes a snapshot: what grows with the days has to go. The log keeps it all.
 */
export type Forgets<Part, Hall> = {
  readonly [F in keyof Part]: string | ((hall: Hall, closed: string) => Part[F])
}

/** So many days everything that is finished stands in the hall as it was. */
const DAYS_WHOLE = 60
/**
 * So many days a small row of it stands there: every plan is exercised at least once in three years and assessed every
 * three years (plan-study §4.1, §4.2), and whoever is a little late still has to see when it was last.
 */
export const DAYS_AS_ROW = 3 * 366 + 100

/** The oldest day that is remembered once this day is closed. */
export const keptSince = (closed: string, days = DAYS_WHOLE): string =>
  new Date(Date.parse(closed) - days * 86_400_000).toISOString().slice(0, 10)

/** Whether a moment (ms since 1970) lies before the oldest day that is remembered. */
export const isLongAgo = (at: number, closed: string, days = DAYS_WHOLE): boolean =>
  at < Date.parse(keptSince(closed, days))

/** The entries of a map that stay. */
export const those = <K, V>(map: ReadonlyMap<K, V>, stays: (value: V, key: K) => boolean): Map<K, V> =>
  new Map([...map].filter(([key, value]) => stays(value, key)))

type Forget = (hall: object, event: { readonly subject: string }) => void

/** The answers as a fold of the kinds at which it forgets, with these; nothing at all where nothing is ever forgotten. */
export function forgetting(
  at: KindBook,
  forgets: object,
): { readonly kinds: KindBook; readonly folds: readonly [string, Forget][] } {
  const answers = Object.entries(forgets).filter(([, answer]) => typeof answer === 'function')
  if (answers.length === 0) return { kinds: {}, folds: [] }
  const forget: Forget = (hall, { subject }) => {
    Object.assign(hall, Object.fromEntries(answers.map(([field, answer]) => [field, answer(hall, subject)])))
  }
  return { kinds: at, folds: Object.keys(at).map((kind) => [kind, forget] as const) }
}
