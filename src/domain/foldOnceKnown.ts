import { eventId, type LogEvent } from '#log/event.ts'
import type { AuthorityPart } from './authority/fold.ts'
import { withOneMore } from './fairShare.ts'

/**
 * So many events of one tablet wait at most, its newest: whoever names what nobody ever begins fills no tablet, and puts nothing in
 * the place of what others have done.
 */
const MOST_WAITING = 200

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
      (hall: Hall & Readonly<AuthorityPart>, event: LogEvent) => {
        if (isEarly(hall, event)) {
          keep(hall, withOneMore(hall, hall[field], event, MOST_WAITING, eventId))
          return
        }
        fold(hall, event)
        foldWaiting(hall)
      },
    ]),
  ) as Folds
}
