/** When customers got their porting codes (ms since 1970), by case. */
export type CodeTimes = Readonly<Record<string, number>>

/** Until when a code lives that was got then; null: nobody has got one. */
export const codeUntil = (began: number | null, minutes: number): number | null =>
  began === null ? null : began + minutes * 60_000

/** The times with this one, without those of codes that have run out. */
export const withCodeTime = (times: CodeTimes, of: string, now: number, minutes: number): CodeTimes => ({
  ...Object.fromEntries(Object.entries(times).filter(([, at]) => (codeUntil(at, minutes) ?? 0) >= now)),
  [of]: now,
})
