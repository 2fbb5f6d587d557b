import { commandsOf, needRole } from '../command.ts'
import { needLeave } from '../permissions.ts'
import { MOST_AT_ONCE, type stockKinds } from './events.ts'
import { stockSlice } from './fold.ts'
import { leftAt } from './queries.ts'
import type { StockLine } from './stock.ts'
import { nothingLeft, take, takeRefusals } from './take.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [...takeRefusals, 'pieces-do-not-fit', 'sells-nothing'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof stockKinds, Why>()(stockSlice)

const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 1 && count <= MOST_AT_ONCE

/** Gives a tablet so many more of an article of the price book; from then on it sells them without asking anybody. */
export const giveStock = command<{ tablet: string; article: string; name: string; count: number }>(
  'giveStock',
  (hall, { tablet, article, name, count }, situation) => {
    const refusal = needRole(hall, situation, 'manager')
    if (refusal) return refusal
    const found = hall.tablets.get(tablet)
    if (!found || found.revoked || found.place === 'wall') return refuse('sells-nothing')
    if (!isCount(count)) return refuse('pieces-do-not-fit', { most: MOST_AT_ONCE })
    return accept({ kind: 'StockGiven', subject: tablet, body: { article, name, count } })
  },
)

/** Asks whether this tablet has what a case is to be handed, before money is taken. Nothing is taken yet. */
export const askStock = command<{ case: string; lines: readonly StockLine[] }>('askStock', (hall, ask, situation) => {
  const taken = take(hall, ask, situation)
  return taken && 'ok' in taken ? taken : accept()
})

/** Gives back what this tablet does not sell. */
export const returnStock = command<{ article: string; count: number }>(
  'returnStock',
  (hall, { article, count }, situation) => {
    const refusal = needLeave(hall, situation, 'take-case')
    if (refusal) return refusal
    const { id: tablet } = situation.tablet
    if (!isCount(count)) return refuse('pieces-do-not-fit', { most: MOST_AT_ONCE })
    const left = leftAt(hall, tablet, article)
    if (situation.tablet.sub || count > left) return nothingLeft(hall, { article, left, tablet })
    return accept({ kind: 'StockReturned', subject: tablet, body: { article, count } })
  },
)
