/** What a case may not come to hold: what its tier forbids, and more cash than is safe. */
import { forbiddenHoldings, type Holding } from '../catalogue/tiers.ts'
import { commandsOf, type Refused } from '../command.ts'
import type { InterruptionsPart } from '../interruptions/interruptions.ts'
import { operatorOutOfReach, reachOf } from '../interruptions/outOfReach.ts'
import { cashExpected } from '../interruptions/queries.ts'
import type { OpenHall } from '../openHall.ts'
import type { CaseState, CasesPart } from './cases.ts'
import { formKept } from './queries.ts'

/** Why something is not kept. */
export const limitRefusals = ['cash-has-to-go-to-the-safe', 'cash-over-day-limit', 'not-kept-without-operator'] as const
type Why = (typeof limitRefusals)[number]
type Hall = OpenHall & CasesPart & InterruptionsPart
const { refuse } = commandsOf<object, Why>()()

/** Most cash a customer may give in a day, and the hall may hold before it goes to the safe, in fen; null: no limit. */
export interface MostCash {
  readonly perDay: number | null
  readonly inHall: number | null
}

/** What the tier forbids is not kept while the operator is out of reach. */
export function overTier(hall: Hall, found: CaseState, holds: readonly Holding[]): Refused<Why> | null {
  const forbidden = forbiddenHoldings(found.tier, reachOf(hall))
  return holds.some((holding) => forbidden.includes(holding)) ? refuse('not-kept-without-operator') : null
}

/** Cash is limited by customer and day, and by what may lie in the hall before it has to go to the safe (plan-study §2.1). */
export function overCash(
  hall: Hall,
  found: CaseState,
  {
    cash,
    phone,
    mostCash,
  }: { readonly cash: number; readonly phone: { readonly number: string } | null; readonly mostCash?: MostCash },
): Refused<Why> | null {
  const running = operatorOutOfReach(hall)
  if (cash === 0 || !mostCash || !running) return null
  const before = formKept(found)?.cash ?? 0
  const { perDay, inHall } = mostCash
  const today = [...hall.cases.values()].filter(
    (each) => each.id !== found.id && each.day === found.day && formKept(each)?.phone?.number === phone?.number,
  )
  const given = phone === null ? 0 : today.reduce((sum, each) => sum + (formKept(each)?.cash ?? 0), 0)
  if (perDay !== null && given + cash > perDay) return refuse('cash-over-day-limit', { most: perDay / 100 })
  if (inHall !== null && cashExpected(hall, running) - before + cash > inHall)
    return refuse('cash-has-to-go-to-the-safe')
  return null
}
