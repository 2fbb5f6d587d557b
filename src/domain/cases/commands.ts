import type { appointmentKinds } from '../appointments/events.ts'
import { appointmentFor, type PartOfDay } from '../appointments/fromCase.ts'
import type { Evidence } from '../catalogue/form.ts'
import type { Holding, Reach, Tier } from '../catalogue/tiers.ts'
import { type CommonRefusal, commandsOf, type Refused, type Situation } from '../command.ts'
import { businessDay, dayAfter } from '../day/businessDay.ts'
import { interruptionsSlice } from '../interruptions/fold.ts'
import { reachOf } from '../interruptions/outOfReach.ts'
import { papersSlice } from '../papers/fold.ts'
import { mayAct, needLeave } from '../permissions.ts'
import type { HallWith } from '../shelf.ts'
import type { stockKinds } from '../stock/events.ts'
import { stockSlice } from '../stock/fold.ts'
import type { StockLine } from '../stock/stock.ts'
import { take, takeRefusals } from '../stock/take.ts'
import { type CaseState, type KeptForm, waitsForOperator } from './cases.ts'
import { endingRefusals } from './ending.ts'
import type { CaseStep, caseKinds, PaperKind, Receipt } from './events.ts'
import { casesSlice } from './fold.ts'
import { limitRefusals, type MostCash, overCash, overTier } from './limits.ts'
import { papersOf, stepsLeft } from './queries.ts'
import { nextReceipt } from './receipt.ts'

export * from './ending.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  ...endingRefusals,
  ...limitRefusals,
  ...takeRefusals,
  'evidence-is-missing',
  'form-is-missing',
  'not-without-operator',
  'reach-has-changed',
  'service-unknown',
  'step-before-is-missing',
  'witness-is-missing',
] as const
type Why = (typeof refusals)[number]

const needs = [casesSlice, interruptionsSlice, papersSlice, stockSlice] as const
type Hall = HallWith<typeof needs>
type Kinds = typeof caseKinds & typeof appointmentKinds & typeof stockKinds
const { command, accept, refuse } = commandsOf<Kinds, Why>()(...needs)

/** What a case is opened for: all that the hall must know of the form, in both directions of the operator's reach. */
export interface CaseAsk {
  readonly service: string
  readonly version: number
  readonly tier: Tier
  /** The steps that are left with the operator in reach, and without. */
  readonly steps: Readonly<Record<Reach, readonly CaseStep[]>>
  readonly priority: CaseState['priority']
  readonly promiseHours: number
  readonly ticket: string | null
  readonly formHash?: string
}

/** Opens a case. While the operator is out of reach it is one of the offline tier; T3 has none (plan-study §2.1). */
export const openCase = command<CaseAsk & { readonly id?: string }>('openCase', (hall, ask, situation) => {
  const refusal = needLeave(hall, situation, 'take-case')
  if (refusal) return refusal
  if (!hall.settings.services.some(({ id }) => id === ask.service)) return refuse('service-unknown')
  const reach = reachOf(hall)
  if (ask.tier === 'T3' && reach === 'out-of-reach') return refuse('not-without-operator')
  const priority = ask.ticket === null ? null : (hall.tickets.get(ask.ticket)?.priority ?? null)
  const { service, version, tier, promiseHours, ticket } = ask
  return accept({
    kind: 'CaseOpened',
    subject: ask.id ?? situation.newId('c'),
    body: {
      service,
      version,
      tier,
      steps: plain(ask.steps[reach]),
      priority: ask.priority,
      promiseHours,
      reach,
      day: businessDay(hall, situation.now),
      ticket,
      care: priority !== null && priority !== 'military',
      ...(ask.formHash === undefined ? {} : { formHash: ask.formHash }),
    },
  })
})

/** The operator went out of reach or came back while the case was open: it goes on with the steps that are left. */
export const switchCase = command<{ case: string; steps: CaseAsk['steps'] }>('switchCase', (hall, ask, situation) => {
  const found = workable(hall, ask.case, situation)
  if ('ok' in found) return found
  const reach = reachOf(hall)
  if (found.reach === reach) return accept()
  if (found.tier === 'T3' && reach === 'out-of-reach') return refuse('not-without-operator')
  return accept({ kind: 'CaseSwitched', subject: found.id, body: { reach, steps: plain(ask.steps[reach]) } })
})

/** What a form is kept with. The paper is sealed and on the disk before this is asked. */
export interface FormAsk {
  readonly case: string
  readonly paper: string
  readonly holds: readonly Holding[]
  readonly phone: { readonly number: string; readonly tail: string } | null
  readonly monthEnd: boolean
  /** Cash taken, in fen. */
  readonly cash: number
  readonly mostCash?: MostCash
  readonly prices?: KeptForm['prices']
  readonly tier?: 'T0' | 'T1'
}

/** Keeps the form. Refused when it holds what the tier forbids while the operator is out of reach. */
export const keepForm = command<FormAsk>('keepForm', (hall, ask, situation) => {
  const found = workable(hall, ask.case, situation)
  if ('ok' in found) return found
  const refusal = overTier(hall, found, ask.holds) ?? overCash(hall, found, ask)
  if (refusal) return refusal
  const { holds, phone, monthEnd, cash, prices, tier } = ask
  const body = { holds: [...holds], phone, monthEnd, cash, ...(prices ? { prices } : {}), ...(tier ? { tier } : {}) }
  return accept({ kind: 'FormKept', subject: found.id, body, papers: [ask.paper] })
})

/** Keeps a photo or a note beside the form. */
export const keepCasePaper = command<{
  case: string
  kind: Exclude<PaperKind, 'form' | 'signature'>
  papers: readonly string[]
  holds: readonly Holding[]
}>('keepCasePaper', (hall, ask, situation) => {
  const found = workable(hall, ask.case, situation)
  if ('ok' in found) return found
  const refusal = overTier(hall, found, ask.holds)
  if (refusal) return refusal
  const body = { kind: ask.kind, holds: [...ask.holds] }
  return accept({ kind: 'CasePaperKept', subject: found.id, body, papers: ask.papers })
})

/** Says of a paper of a case that nobody has it any more. A tablet says it by itself; of another paper it says nothing. */
export const tellPaperLost = command<{ paper: string }>('tellPaperLost', (hall, { paper }) => {
  const found = [...hall.cases.values()].find(
    (each) => papersOf(each).includes(paper) || each.confirmation?.paper === paper,
  )
  if (!found || found.lost.includes(paper)) return accept()
  return accept({ kind: 'CasePaperLost', subject: found.id, body: { paper } })
})

/** Notes which documents were looked at. Looking keeps nothing of them. */
export const seeDocuments = command<{ case: string; seen: readonly string[]; missing: readonly string[] }>(
  'seeDocuments',
  (hall, ask, situation) => {
    const found = workable(hall, ask.case, situation)
    if ('ok' in found) return found
    const body = { seen: [...ask.seen], missing: [...ask.missing] }
    return accept({ kind: 'DocumentsSeen', subject: found.id, body })
  },
)

/** Marks the next step as done, with what shows it. Nothing is done with a step before it missing (1.1.12). */
export const finishStep = command<{ case: string; step: string; evidence: readonly Evidence[] }>(
  'finishStep',
  (hall, ask, situation) => {
    const found = workable(hall, ask.case, situation)
    if ('ok' in found) return found
    const [next] = stepsLeft(found)
    if (!next || next.id !== ask.step) return refuse('step-before-is-missing')
    if (next.needsOperator && reachOf(hall) === 'out-of-reach') return refuse('not-without-operator')
    const short = next.evidence.find((each) => !shows(found, each, ask.evidence))
    if (short) return refuse('evidence-is-missing', { evidence: short })
    const body = { step: ask.step, evidence: [...ask.evidence] }
    return accept({ kind: 'CaseStepDone', subject: found.id, body })
  },
)

/** 一次性告知单: everything that is missing said at once; the customer comes back without queueing again (1.1.13). */
export const putCaseOff = command<{ case: string; missing: readonly string[]; days: number }>(
  'putCaseOff',
  (hall, ask, situation) => {
    const found = workable(hall, ask.case, situation)
    if ('ok' in found) return found
    if (ask.missing.length === 0) return refuse('reason-is-missing')
    let until = businessDay(hall, situation.now)
    for (let day = 0; day < ask.days; day++) until = dayAfter(until)
    return accept({ kind: 'CasePutOff', subject: found.id, body: { missing: [...ask.missing], until } })
  },
)

/** The customer is back, on whatever tablet: the case goes on at the same step. */
export const takeCaseUp = command<{ case: string; ticket: string | null }>('takeCaseUp', (hall, ask, situation) => {
  const refusal = needLeave(hall, situation, 'take-case')
  if (refusal) return refusal
  const found = hall.cases.get(ask.case)
  if (!found) return refuse('case-unknown')
  if (found.status === 'ended' || found.status === 'review' || found.status === 'accepted')
    return refuse('case-is-not-open')
  return accept({ kind: 'CaseTakenUp', subject: found.id, body: { ticket: ask.ticket } })
})

/** Notes that the customer has just got a porting code, which lives so many minutes, on every tablet the same (SV04). */
export const notePortingCode = command<{ case: string; minutes: number }>('notePortingCode', (hall, ask, situation) => {
  const refusal = needLeave(hall, situation, 'take-case')
  if (refusal) return refusal
  const found = hall.cases.get(ask.case)
  if (!found) return refuse('case-unknown')
  if (found.end) return refuse('case-is-not-open')
  return accept({ kind: 'PortingCodeGot', subject: found.id, body: { minutes: ask.minutes } })
})

/** 客户确认: with a signature, or aloud before a witness who is somebody else. */
export const confirmCase = command<
  { case: string } & ({ how: 'signature'; paper: string } | { how: 'spoken'; witness: string })
>('confirmCase', (hall, ask, situation) => {
  const found = workable(hall, ask.case, situation)
  if ('ok' in found) return found
  if (ask.how === 'signature') {
    const body = { how: 'signature', witness: null } as const
    return accept({ kind: 'CustomerConfirmed', subject: found.id, body, papers: [ask.paper] })
  }
  if (ask.witness === situation.by || !mayAct(hall, ask.witness, 'take-case')) return refuse('witness-is-missing')
  return accept({ kind: 'CustomerConfirmed', subject: found.id, body: { how: 'spoken', witness: ask.witness } })
})

/**
 * Hands the case in: to review, or, while the operator is out of reach, as 预受理 with a receipt whose number is unique
 * without a server. What is sold with it is taken out of this tablet's own allotment. Refused while a step is missing, or
 * where less is left.
 */
export const submitCase = command<{
  case: string
  receipt: Receipt['kind']
  /** The day that the form gives, and which part of it: then the customer has an appointment. */
  comes?: { readonly day: string; readonly part: PartOfDay }
  /** The articles that the form sells or gives. */
  sells?: readonly StockLine[]
}>('submitCase', (hall, ask, situation) => {
  const found = workable(hall, ask.case, situation)
  if ('ok' in found) return found
  const [left] = stepsLeft(found)
  if (left) return refuse('step-before-is-missing')
  if (found.reach !== reachOf(hall)) return refuse('reach-has-changed')
  if (found.forms.length === 0) return refuse('form-is-missing')
  const taken = ask.sells ? take(hall, { case: found.id, lines: ask.sells }, situation) : null
  if (taken && 'ok' in taken) return taken
  const day = businessDay(hall, situation.now)
  const { lane } = situation.tablet
  const given = ask.receipt !== 'none' || waitsForOperator(found)
  // The customer of a returned case has a receipt already: its number stays good for all time of the case.
  const numbered = found.receipt ?? { ...nextReceipt(hall, day, lane), day, lane }
  const receipt = given ? { ...numbered, kind: ask.receipt } : null
  const submitted = { kind: 'CaseSubmitted', subject: found.id, body: { receipt } } as const
  const appointment = ask.comes && appointmentFor(hall, found, { ...ask.comes, receipt: receipt?.number ?? null })
  return accept(submitted, ...(appointment ? [appointment] : []), ...(taken ? [taken] : []))
})

function workable(hall: Hall, id: string, situation: Situation): CaseState | Refused<Why | CommonRefusal> {
  const refusal = needLeave(hall, situation, 'take-case')
  if (refusal) return refusal
  const found = hall.cases.get(id)
  if (!found) return refuse('case-unknown')
  return found.status === 'open' || found.status === 'returned' ? found : refuse('case-is-not-open')
}

/** Whether the case itself, or the person who did the step, shows this. */
function shows(found: CaseState, evidence: Evidence, told: readonly Evidence[]): boolean {
  switch (evidence) {
    case 'fields':
      return found.forms.length > 0
    case 'documents':
      return found.missing.length === 0 && told.includes('documents')
    case 'photos':
      // A photograph is a photograph: nobody's word stands for one.
      return found.papers.some(({ kind }) => kind === 'photo')
    case 'confirmation':
      return found.confirmation !== null
    default:
      return told.includes(evidence)
  }
}

const plain = (steps: readonly CaseStep[]): CaseStep[] =>
  steps.map(({ id, evidence, needsOperator }) => ({ id, evidence: [...evidence], needsOperator }))
