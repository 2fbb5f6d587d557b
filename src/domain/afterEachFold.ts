import type { LogEvent } from '#log/event.ts'

/** The same folds, each followed by what is to be remembered of every event of its subject, whatever the fold made of it. */
export function afterEachFold<Folds extends object, Hall>(
  folds: Folds,
  remember: (hall: Hall, event: LogEvent) => void,
): Folds {
  const all = Object.entries(folds) as [string, (hall: Hall, event: LogEvent) => void][]
  return Object.fromEntries(
    all.map(([kind, fold]) => [
      kind,
      (hall: Hall, event: LogEvent) => {
        fold(hall, event)
        remember(hall, event)
      },
    ]),
  ) as Folds
}
