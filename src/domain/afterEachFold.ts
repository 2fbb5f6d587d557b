import type { HallDraft } from './hall.ts'
import type { HallEvent } from './kinds.ts'

/** The same folds, each followed by what is to be remembered of every event of its subject, whatever the fold made of it. */
export function afterEachFold<Folds extends object>(
  folds: Folds,
  remember: (hall: HallDraft, event: HallEvent) => void,
): Folds {
  const all = Object.entries(folds) as [string, (hall: HallDraft, event: HallEvent) => void][]
  return Object.fromEntries(
    all.map(([kind, fold]) => [
      kind,
      (hall: HallDraft, event: HallEvent) => {
        fold(hall, event)
        remember(hall, event)
      },
    ]),
  ) as Folds
}
