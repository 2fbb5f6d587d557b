import type { CaseState } from '../cases/cases.ts'
import type { caseKinds } from '../cases/events.ts'
import { casesSlice } from '../cases/fold.ts'
import { type CommonRefusal, commandsOf, type NewEventOf, type Refused, type Situation } from '../command.ts'
import { interruptionsSlice } from '../interruptions/fold.ts'
import { operatorOutOfReach } from '../interruptions/outOfReach.ts'
import { papersSlice } from '../papers/fold.ts'
import { mayAct, needLeave } from '../permissions.ts'
import { secondPerson, serialRefusal } from '../review/commands.ts'
import type { reviewKinds } from '../review/events.ts'
import type { HallWith } from '../shelf.ts'
import type { CallBack, lateEntryKinds } from './events.ts'
import { type Dropped, droppedAs, LEASE_MS, lateStage } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  'serial-does-not-fit',
  'serial-is-taken',
  'case-is-entered',
  'case-is-in-hand',
  'case-is-not-entered',
  'case-is-not-open',
  'case-unknown',
  'money-is-here',
  'no-money-is-here',
  'not-without-operator',
  'own-case',
  'reason-is-missing',
] as const
type Why = (typeof refusals)[number]

const needs = [casesSlice, interruptionsSlice, papersSlice] as const
type Hall = HallWith<typeof needs>
const { command, accept, refuse } = commandsOf<typeof caseKinds & typeof reviewKinds & typeof lateEntryKinds, Why>()(
  ...needs,
)

/** Takes a case in hand: nobody else enters it meanwhile. */
export const takeLateEntry = command<{ case: string }>('takeLateEntry', (hall, ask, situation) => {
  const found = deferred(hall, ask.case, situation)
  if ('ok' in found) return found
  const until = new Date(situation.now + LEASE_MS).toISOString()
  return accept({ kind: 'LateEntryTaken', subject: found.id, body: { until } })
})

/** Puts a case back for others. */
export const putLateEntryBack = command<{ case: string }>('putLateEntryBack', (hall, ask, situation) => {
  const found = deferred(hall, ask.case, situation)
  if ('ok' in found) return found
  return found.late.lease ? accept({ kind: 'LateEntryPutBack', subject: found.id, body: {} }) : accept()
})

/**
 * Entered at the operator, under the operator's serial number. `confirmHours`: the customer has to confirm by a message
 * of the operator's own, within so many hours; otherwise the case is 已办结, if another person entered it than took it.
 */
export const enterCase = command<{ case: string; serial: string; confirmHours: number | null; second?: string }>(
  'enterCase',
  (hall, ask, situation) => {
    const found = deferred(hall, ask.case, situation)
    if ('ok' in found) return found
    if (found.late.serial !== null) return refuse('case-is-entered')
    const refusal = serialRefusal(hall, ask.serial)
    if (refusal) return refusal
    const confirmUntil =
      ask.confirmHours === null ? null : new Date(situation.now + ask.confirmHours * 3_600_000).toISOString()
    const entered = { kind: 'CaseEntered', subject: found.id, body: { serial: ask.serial, confirmUntil } } as const
    if (confirmUntil !== null) return accept(entered)
    const own = ownCase(hall, found, ask, situation)
    return own ?? accept(entered, ...done(found, ask, situation, ask.serial))
  },
)

/** The customer has confirmed: the case is 已办结. */
export const settleLateEntry = command<{ case: string; second?: string }>('settleLateEntry', (hall, ask, situation) => {
  const found = deferred(hall, ask.case, situation)
  if ('ok' in found) return found
  if (found.late.serial === null) return refuse('case-is-not-entered')
  const own = ownCase(hall, found, ask, situation)
  return own ?? accept(...done(found, ask, situation, found.late.serial))
})

/** Conditions differ from what the customer agreed to: back to the customer, nothing is changed for them (plan-study §2.1). */
export const returnLateEntry = command<{ case: string; reason: string }>('returnLateEntry', (hall, ask, situation) => {
  const found = deferred(hall, ask.case, situation)
  if ('ok' in found) return found
  if (ask.reason === '') return refuse('reason-is-missing')
  const reviewer = situation.by ?? ''
  const body = { decision: 'returned', reviewer, lent: false, reason: ask.reason, to: null } as const
  return accept({ kind: 'CaseReviewed', subject: found.id, body })
})

/** Ends a deferred case without entering it: withdrawn, refunded, made a complaint. */
export const dropLateEntry = command<{
  case: string
  outcome: Dropped
  reason: string
}>('dropLateEntry', (hall, ask, situation) => {
  const refusal = ask.outcome === 'refunded' ? needLeave(hall, situation, 'refund-case') : null
  if (refusal) return refusal
  const found = deferred(hall, ask.case, situation)
  if ('ok' in found) return found
  if (ask.reason === '') return refuse('reason-is-missing')
  const cash = found.forms.at(-1)?.cash ?? 0
  if (!droppedAs(cash).includes(ask.outcome)) return refuse(cash > 0 ? 'money-is-here' : 'no-money-is-here')
  const body = { outcome: ask.outcome, reason: ask.reason, serial: found.late.serial, tell: true }
  return accept({ kind: 'CaseEnded', subject: found.id, body })
})

/** 回访: notes how telling the customer the result went. */
export const callBack = command<{ case: string; result: CallBack }>('callBack', (hall, ask, situation) => {
  const refusal = needLeave(hall, situation, 'take-case')
  if (refusal) return refusal
  if (hall.cases.get(ask.case)?.status !== 'ended') return refuse('case-is-not-entered')
  return accept({ kind: 'CustomerCalledBack', subject: ask.case, body: { result: ask.result } })
})

/** A case that waits to be entered and is not in somebody else's hands, with the operator in reach again. */
function deferred(hall: Hall, id: string, situation: Situation): CaseState | Refused<Why | CommonRefusal> {
  const refusal = needLeave(hall, situation, 'enter-late')
  if (refusal) return refusal
  const found = hall.cases.get(id)
  if (!found) return refuse('case-unknown')
  if (found.status !== 'accepted') return refuse('case-is-not-open')
  if (operatorOutOfReach(hall)) return refuse('not-without-operator')
  const taken = lateStage(found, situation.now) === 'in-hand' && found.late.lease?.by !== situation.by
  return taken ? refuse('case-is-in-hand') : found
}

/** Who took a case does not close it alone: a second person looks at it, here or at the back office (1.1.8). */
function ownCase(
  hall: Hall,
  found: CaseState,
  ask: { second?: string },
  situation: Situation,
): Refused<Why | CommonRefusal> | null {
  if (ask.second !== undefined && !mayAct(hall, ask.second, 'take-case')) return refuse('not-your-role')
  return secondPerson(ask, situation) === found.submittedBy ? refuse('own-case') : null
}

function done(
  found: CaseState,
  ask: { second?: string },
  situation: Situation,
  serial: string,
): NewEventOf<typeof caseKinds & typeof reviewKinds>[] {
  const reviewer = secondPerson(ask, situation) ?? ''
  const approved = { decision: 'approved', reviewer, lent: ask.second !== undefined, reason: null, to: null } as const
  return [
    { kind: 'CaseReviewed', subject: found.id, body: approved, signer: reviewer },
    { kind: 'CaseEnded', subject: found.id, body: { outcome: 'done', reason: null, serial, tell: true } },
  ]
}
