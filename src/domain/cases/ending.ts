import { commandsOf } from '../command.ts'
import { mayAct, needLeave } from '../permissions.ts'
import type { CaseOutcome, caseKinds, RefundRefusal } from './events.ts'
import { casesSlice } from './fold.ts'
import { waitsForRefund } from './queries.ts'

/* What becomes of a case that was taken down: it ends, its money goes back, it is another one's twin, its receipt is given. */

/** Why one of these may refuse, besides what any command may. */
export const endingRefusals = [
  'case-is-not-open',
  'case-unknown',
  'money-is-here',
  'no-money-is-here',
  'reason-is-missing',
] as const

const { command, accept, refuse } = commandsOf<typeof caseKinds, (typeof endingRefusals)[number]>()(casesSlice)

/**
 * Ends a case that is not finished: withdrawn, refused, made a complaint, referred elsewhere. Money that was taken is
 * given back first, and that is a manager's decision: who is signed in, or who has given the PIN on this tablet (`second`).
 * A reason is always asked for.
 */
export const endCase = command<{
  case: string
  outcome: Exclude<CaseOutcome, 'done'>
  reason: string
  second?: string
}>('endCase', (hall, { second, ...ask }, situation) => {
  const found = hall.cases.get(ask.case)
  if (!found) return refuse('case-unknown')
  const action = ask.outcome === 'refunded' ? 'refund-case' : 'take-case'
  const refusal = second === undefined ? needLeave(hall, situation, action) : null
  if (refusal) return refusal
  if (second !== undefined && !mayAct(hall, second, action)) return refuse('not-your-role')
  if (found.status === 'ended') return refuse('case-is-not-open')
  if (ask.reason === '') return refuse('reason-is-missing')
  const cash = found.forms.at(-1)?.cash ?? 0
  if (cash > 0 && ask.outcome !== 'refunded') return refuse('money-is-here')
  if (cash === 0 && ask.outcome === 'refunded') return refuse('no-money-is-here')
  // Whoever has a receipt has left with it; everybody else stands at the counter.
  const body = { outcome: ask.outcome, reason: ask.reason, serial: null, tell: found.receipt !== null }
  return accept({
    kind: 'CaseEnded',
    subject: found.id,
    body,
    ...(second === undefined ? {} : { signer: second }),
  })
})

/** Asks a manager who is at another tablet to agree that money goes back. The case waits; work goes on. */
export const askRefund = command<{ case: string; reason: string }>('askRefund', (hall, ask, situation) => {
  const refusal = needLeave(hall, situation, 'take-case')
  if (refusal) return refusal
  const found = hall.cases.get(ask.case)
  if (!found) return refuse('case-unknown')
  if (found.status === 'ended') return refuse('case-is-not-open')
  if (ask.reason === '') return refuse('reason-is-missing')
  if ((found.forms.at(-1)?.cash ?? 0) === 0) return refuse('no-money-is-here')
  if (waitsForRefund(found)) return accept()
  return accept({ kind: 'RefundAsked', subject: found.id, body: { reason: ask.reason } })
})

/** A manager does not agree to a refund. */
export const refuseRefund = command<{ case: string; why: RefundRefusal }>('refuseRefund', (hall, ask, situation) => {
  const refusal = needLeave(hall, situation, 'refund-case')
  if (refusal) return refusal
  const found = hall.cases.get(ask.case)
  if (!found) return refuse('case-unknown')
  return waitsForRefund(found)
    ? accept({ kind: 'RefundRefused', subject: found.id, body: { why: ask.why } })
    : refuse('case-is-not-open')
})

/** 同一件, or not: what whoever compared two cases found. Both originals stay; what is to be done with one is another act. */
export const judgeDuplicate = command<{ case: string; other: string; same: boolean }>(
  'judgeDuplicate',
  (hall, { case: id, other, same }, situation) => {
    const refusal = needLeave(hall, situation, 'review-case')
    if (refusal) return refusal
    const found = hall.cases.get(id)
    if (!found || id === other || !hall.cases.has(other)) return refuse('case-unknown')
    if (found.twins.some((twin) => twin.other === other && twin.same === same)) return accept()
    return accept({ kind: 'DuplicateJudged', subject: id, body: { other, same } })
  },
)

/** Notes how the receipt left the tablet. */
export const giveReceipt = command<{ case: string; how: 'printed' | 'shown' | 'written' }>(
  'giveReceipt',
  (hall, ask, situation) => {
    const refusal = needLeave(hall, situation, 'take-case')
    if (refusal) return refusal
    if (!hall.cases.get(ask.case)?.receipt) return refuse('case-unknown')
    return accept({ kind: 'ReceiptGiven', subject: ask.case, body: { how: ask.how } })
  },
)
