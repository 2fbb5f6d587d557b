import * as v from 'valibot'
import { type CaseState, caseWithSerial } from '../cases/cases.ts'
import { type caseKinds, Serial } from '../cases/events.ts'
import { casesSlice } from '../cases/fold.ts'
import { type CommonRefusal, commandsOf, type NewEventOf, type Refused, type Situation } from '../command.ts'
import { mayAct } from '../permissions.ts'
import type { Role } from '../roles.ts'
import type { HallWith } from '../shelf.ts'
import type { reviewKinds } from './events.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  'case-is-not-in-review',
  'case-unknown',
  'own-case',
  'reason-is-missing',
  'serial-does-not-fit',
  'serial-is-taken',
] as const
type Why = (typeof refusals)[number]

const needs = [casesSlice] as const
type Hall = HallWith<typeof needs>
const { command, accept, refuse } = commandsOf<typeof caseKinds & typeof reviewKinds, Why>()(...needs)

/** How a case is reviewed. `second`: the reviewer gave the PIN on this tablet, whoever is signed in (1.1.8). */
export interface ReviewAsk {
  readonly case: string
  readonly second?: string
}

/** 复核通过: another person has looked at it; in reach of the operator it is 已办结 with that. */
export const approveCase = command<ReviewAsk & { serial?: string }>('approveCase', (hall, ask, situation) => {
  const found = reviewable(hall, ask, situation)
  if ('ok' in found) return found
  const serial = ask.serial ?? null
  const refusal = serialRefusal(hall, serial)
  if (refusal) return refusal
  return accept(reviewed(found, ask, situation, { decision: 'approved', reason: null, to: null }), {
    kind: 'CaseEnded',
    subject: found.id,
    body: { outcome: 'done', reason: null, serial, tell: false },
  })
})

/** 退回: back to the tablet it came from, with the reason. */
export const returnCase = command<ReviewAsk & { reason: string }>('returnCase', (hall, ask, situation) => {
  const found = reviewable(hall, ask, situation)
  if ('ok' in found) return found
  if (ask.reason === '') return refuse('reason-is-missing')
  return accept(reviewed(found, ask, situation, { decision: 'returned', reason: ask.reason, to: null }))
})

/** 转交: somebody else has to decide. */
export const handCaseOn = command<ReviewAsk & { reason: string; to: Role }>('handCaseOn', (hall, ask, situation) => {
  const found = reviewable(hall, ask, situation)
  if ('ok' in found) return found
  if (ask.reason === '') return refuse('reason-is-missing')
  return accept(reviewed(found, ask, situation, { decision: 'handed-on', reason: ask.reason, to: ask.to }))
})

/** Refuses a serial number of the operator that another case has already (plan-study §2.1). */
export function serialRefusal(
  hall: Hall,
  serial: string | null,
): Refused<'serial-does-not-fit' | 'serial-is-taken'> | null {
  if (serial === null) return null
  if (!v.is(Serial, serial)) return refuse('serial-does-not-fit')
  return caseWithSerial(hall, serial) !== null ? refuse('serial-is-taken', { serial }) : null
}

/** Who is the second person of a review or late entry: whoever lent the PIN, otherwise who is signed in. */
export const secondPerson = (ask: { readonly second?: string }, situation: Situation): string | null =>
  ask.second ?? situation.by

function reviewable(hall: Hall, ask: ReviewAsk, situation: Situation): CaseState | Refused<Why | CommonRefusal> {
  const reviewer = secondPerson(ask, situation)
  const lent = ask.second !== undefined
  // A colleague at the door may look over a case when a tablet is cut off and nobody else is there; it is flagged.
  if (!mayAct(hall, reviewer, lent ? 'take-case' : 'review-case')) {
    return refuse(situation.by === null ? 'sign-in-first' : 'not-your-role')
  }
  const found = hall.cases.get(ask.case)
  if (!found) return refuse('case-unknown')
  if (found.status !== 'review') return refuse('case-is-not-in-review')
  return reviewer === found.submittedBy ? refuse('own-case') : found
}

function reviewed(
  found: CaseState,
  ask: ReviewAsk,
  situation: Situation,
  said: { decision: 'approved' | 'returned' | 'handed-on'; reason: string | null; to: Role | null },
): NewEventOf<typeof reviewKinds> {
  const reviewer = secondPerson(ask, situation) ?? ''
  const body = { ...said, reviewer, lent: ask.second !== undefined }
  // Whoever lent the PIN signs it: whoever is signed in did not look it over.
  return { kind: 'CaseReviewed', subject: found.id, body, signer: reviewer }
}
