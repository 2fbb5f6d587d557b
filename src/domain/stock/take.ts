import { commandsOf, type NewEventOf, type Refused, type Situation } from '../command.ts'
import type { OpenHall } from '../openHall.ts'
import { nameOf } from '../tablets/tablets.ts'
import type { stockKinds } from './events.ts'
import { leftOf, othersWith, takingFor } from './queries.ts'
import type { StockLine, StockPart } from './stock.ts'

/** Why nothing can be taken. */
export const takeRefusals = ['nothing-left'] as const

const { refuse } = commandsOf<typeof stockKinds, (typeof takeRefusals)[number]>()()

/**
 * What taking for a case writes; null: nothing. Refused where this tablet has less, with who has some, whether the
 * operator and the other tablets are in reach or not.
 */
export function take(
  hall: OpenHall & StockPart,
  ask: { readonly case: string; readonly lines: readonly StockLine[] },
  { tablet }: Situation,
): NewEventOf<typeof stockKinds, 'StockTaken'> | Refused<'nothing-left'> | null {
  const { lines, short } = takingFor(hall, { ...ask, tablet: tablet.id })
  // Two copies of one tablet would both sell what it was given.
  const copied = tablet.sub ? lines.find(({ count }) => count > 0) : undefined
  if (short ?? copied) {
    const { article, left } = short ?? { article: copied?.article ?? '', left: 0 }
    return nothingLeft(hall, { article, left: tablet.sub ? 0 : left, tablet: tablet.id })
  }
  return lines.length === 0 ? null : { kind: 'StockTaken', subject: ask.case, body: { lines: [...lines] } }
}

/** That a tablet has only so many left of an article, with who has some: `3号窗口 5 · 5号窗口 2`. */
export function nothingLeft(
  hall: OpenHall & StockPart,
  { article, left, tablet }: { readonly article: string; readonly left: number; readonly tablet: string },
): Refused<'nothing-left'> {
  const others = othersWith(hall, article, tablet)
    .filter((each) => !hall.tablets.get(each.tablet)?.revoked)
    .map((each) => `${nameOf(hall, each.tablet, hall.tablets.get(each.tablet)?.name)} ${leftOf(each)}`)
  const name = [...hall.stock.values()].find((each) => each.article === article && each.name !== '')?.name ?? article
  return refuse('nothing-left', { name, left, others: others.slice(0, 4).join(' · ') })
}
