import type { HallEvent } from './kinds.ts'

/** The same folds, each followed by what is to be remembered of every event of its subject, whatever the fold made of it. */
export function afterEachFold<Folds extends object, Draft>(
  folds: Folds,
  remember: (hall: Draft, event: HallEvent) => void,
): Folds {
  const all = Object.entries(folds) as [string, (hall: Draft, event: HallEvent) => void][]
  return Object.fromEntries(
    all.map(([kind, fold]) => [
      kind,
      (hall: Draft, event: HallEvent) => {
        fold(hall, event)
        remember(hall, event)
      },
    ]),
  ) as Folds
}
