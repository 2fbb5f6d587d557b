import type { CaseState, CasesPart } from '../cases/cases.ts'
import type { CaseOutcome } from '../cases/events.ts'
import { formKept } from '../cases/queries.ts'
import { timeOn } from '../day/queries.ts'
import type { InterruptionsPart } from '../interruptions/interruptions.ts'
import { operatorOutOfReach } from '../interruptions/outOfReach.ts'
import type { OpenHall } from '../openHall.ts'
import { isToBeTold, triesAgainAt, triesOf } from './isToBeTold.ts'

type Hall = OpenHall & CasesPart & InterruptionsPart

/**
 * Where a deferred case stands: 待补录 → 补录中 → 待客户确认 → its end. `entered` is one whose entry is done and that
 * somebody still has to close.
 */
export type LateStage = 'to-enter' | 'in-hand' | 'to-confirm' | 'entered' | 'ended'

/** The stage of a deferred case at a moment (ms since 1970): a lease that ran out holds nothing. */
export function lateStage({ status, late }: CaseState, now: number): LateStage {
  if (status === 'ended') return 'ended'
  if (late.askedUntil !== null) return 'to-confirm'
  if (late.serial !== null) return 'entered'
  return late.lease && late.lease.until > now ? 'in-hand' : 'to-enter'
}

/** One person has a case in hand for a quarter of an hour (plan-study §2.1). */
export const LEASE_MS = 15 * 60_000

/** Minutes for which a case stays in hand; a tablet whose clock is behind gives nobody longer than a lease. */
export const minutesInHand = ({ until }: { readonly until: number }, now: number): number =>
  Math.max(1, Math.ceil(Math.min(until - now, LEASE_MS) / 60_000))

/** A deferred case that ends without being entered: money that is here goes back, or a complaint is made of it. */
export const droppedAs = (cash: number): readonly [Dropped, Dropped] => [
  cash > 0 ? 'refunded' : 'cancelled',
  'complaint',
]

/** How a deferred case ends that is not entered. */
export type Dropped = Exclude<CaseOutcome, 'done' | 'referred'>

/** The level a case is entered at: a change that has to be made before the month ends goes before P1. */
export const lateLevel = (found: CaseState): 'month-end' | CaseState['priority'] =>
  formKept(found)?.monthEnd ? 'month-end' : found.priority

const LEVELS = ['month-end', 'P1', 'P2', 'P3', 'P4'] as const

/** Cases that wait for the operator, in the order in which they are entered: level, vulnerable customers, time. */
export function lateEntryOrder(hall: Hall): CaseState[] {
  return [...hall.cases.values()]
    .filter(({ status }) => status === 'accepted')
    .sort(
      (a, b) =>
        LEVELS.indexOf(lateLevel(a)) - LEVELS.indexOf(lateLevel(b)) ||
        Number(b.care) - Number(a.care) ||
        (a.submittedAt ?? 0) - (b.submittedAt ?? 0) ||
        (a.id < b.id ? -1 : 1),
    )
}

/**
 * When a case is to be settled, ms since 1970: P1 within the hour and everything within a day of the operator's return,
 * month-end cases by 23:30 of the month's last day at the latest. Null while the operator is out of reach.
 */
export function dueAt(hall: Hall, found: CaseState): number | null {
  if (operatorOutOfReach(hall)) return null
  const submitted = found.submittedAt ?? found.openedAt
  const returned = [...hall.interruptions.values()]
    .filter(({ beganAt, endedAt }) => endedAt !== null && beganAt <= submitted)
    .reduce((latest, { endedAt }) => Math.max(latest, endedAt ?? 0), 0)
  const promised = Math.max(returned, submitted) + found.promiseHours * 3_600_000
  return formKept(found)?.monthEnd ? Math.min(promised, timeOn(hall, lastOfMonth(found.day), '23:30')) : promised
}

/** `2026-11-23` → `2026-11-30` */
const lastOfMonth = (day: string): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10)

/** A customer who waits to hear what became of a case. */
export interface ToTell {
  readonly found: CaseState
  /** Until when they should have heard, ms since 1970: a day after the case ended. */
  readonly dueAt: number
  readonly tries: number
  /** Nobody answered lately: not before then again, ms since 1970. Null: now. */
  readonly notBefore: number | null
}
const TELL_WITHIN_MS = 24 * 3_600_000

/**
 * Ended cases whose customer has not been told yet (1.1.19: each deferred case is followed up), those who can be called now
 * first, then by how long they wait.
 */
export const toCallBack = (hall: Hall, now: number): ToTell[] =>
  [...hall.cases.values()]
    .filter(isToBeTold)
    .map((found): ToTell => {
      const again = triesAgainAt(found.late)
      return {
        found,
        dueAt: (found.end?.at ?? 0) + TELL_WITHIN_MS,
        tries: triesOf(found.late).length,
        notBefore: again !== null && again > now ? again : null,
      }
    })
    .sort((a, b) => (a.notBefore ?? 0) - (b.notBefore ?? 0) || a.dueAt - b.dueAt)
