import type { LogEvent } from '#log/event.ts'

/** So many events wait at most: whoever names what nobody ever begins fills no tablet. */
const MOST_WAITING = 1_000

type Folding<Field extends string> = { [F in Field]: readonly LogEvent[] }

/**
 * The same folds, of events that may lie before what they are about in the order of the log: somebody's clock was wrong,
 * and what its lines were put in place behind is put in place later. Waiting in `field` → folded, in fold order, as soon as
 * what it is about is known → gone. So the set alone decides, in whatever order it comes.
 */
export function foldOnceKnown<Folds extends object, Field extends string, Hall extends Folding<Field>>(
  folds: Folds,
  field: Field,
  isEarly: (hall: Hall, event: LogEvent) => boolean,
): Folds {
  const all = Object.entries(folds) as [string, (hall: Hall, event: LogEvent) => void][]
  const byKind = new Map(all)
  const keep = (hall: Folding<Field>, waiting: readonly LogEvent[]): void => {
    hall[field] = waiting
  }
  function foldWaiting(hall: Hall): void {
    for (;;) {
      const due = hall[field].find((event) => !isEarly(hall, event))
      if (!due) return
      keep(
        hall,
        hall[field].filter((event) => event !== due),
      )
      byKind.get(due.kind)?.(hall, due)
    }
  }
  return Object.fromEntries(
    all.map(([kind, fold]) => [
      kind,
      (hall: Hall, event: LogEvent) => {
        if (isEarly(hall, event)) {
          keep(hall, [...hall[field].slice(1 - MOST_WAITING), event])
          return
        }
        fold(hall, event)
        foldWaiting(hall)
      },
    ]),
  ) as Folds
}
