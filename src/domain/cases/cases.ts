import { eventId } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import { afterEachFold } from '../afterEachFold.ts'
import { forbiddenHoldings, type Holding, type Reach, type Tier } from '../catalogue/tiers.ts'
import type { FoldOf, HallDraft } from '../hall.ts'
import { operatorOutOfReach } from '../interruptions/queries.ts'
import type { HallEvent } from '../kinds.ts'
import type { Role } from '../staff/events.ts'
import type { CaseOutcome, CaseStep, caseKinds, PaperKind, Receipt } from './events.ts'
import { receiptKey } from './receipt.ts'

/**
 * Where a case stands. open → (put-off → open) → review → ended, or, while the operator is out of reach, open → accepted
 * (已预受理) → ended by late entry; review and late entry can send it back: returned → open.
 */
export type CaseStatus = 'open' | 'put-off' | 'review' | 'accepted' | 'returned' | 'ended'

/** A customer's business, from the first question to its end. */
export interface CaseState {
  readonly id: string
  readonly service: string
  readonly version: number
  readonly tier: Tier
  readonly reach: Reach
  readonly steps: readonly CaseStep[]
  readonly priority: 'P1' | 'P2' | 'P3' | 'P4'
  readonly promiseHours: number
  readonly ticket: string | null
  readonly care: boolean
  readonly day: string
  readonly openedAt: number
  readonly openedBy: string | null
  /** The journal that worked on it last, and so the tablet. */
  readonly journal: string
  /** Every journal on which somebody did something with it, in order: their tablets may hold copies of its papers (P12). */
  readonly journals: readonly string[]
  readonly status: CaseStatus
  readonly since: number
  /** Steps done, in the order in which they were. */
  readonly done: readonly StepDone[]
  /** Papers of the form, oldest first: the last one counts. */
  readonly forms: readonly KeptForm[]
  readonly papers: readonly KeptPaper[]
  readonly seen: readonly string[]
  readonly missing: readonly string[]
  /** Put off: until this day the customer need not queue again. */
  readonly until: string | null
  readonly confirmation: Confirmation | null
  readonly submittedBy: string | null
  readonly submittedAt: number | null
  readonly receipt: Receipt | null
  readonly review: Review | null
  readonly end: CaseEnd | null
  /** Late entry 补录, once the case waits for the operator. */
  readonly late: LateEntry
  /** What did not fit when tablets that were apart came together; shown to the back office. */
  readonly conflicts: readonly CaseConflict[]
}

/** A step that was done. */
export interface StepDone {
  readonly step: string
  readonly at: number
  readonly by: string | null
  readonly evidence: readonly string[]
}
/** A form as it was sealed once. */
export interface KeptForm {
  readonly paper: string
  readonly at: number
  readonly by: string | null
  readonly holds: readonly Holding[]
  readonly phone: { readonly number: string; readonly tail: string } | null
  readonly monthEnd: boolean
  readonly cash: number
}
/** Another sealed paper of a case. */
export interface KeptPaper {
  readonly paper: string
  readonly kind: PaperKind
  readonly holds: readonly Holding[]
}
/** How the customer confirmed. */
export interface Confirmation {
  readonly how: 'signature' | 'spoken'
  readonly paper: string | null
  readonly witness: string | null
  readonly at: number
}
/** What the second person said. */
export interface Review {
  readonly decision: 'approved' | 'returned' | 'handed-on'
  readonly reviewer: string
  readonly lent: boolean
  readonly reason: string | null
  readonly to: Role | null
  readonly at: number
}
/** How it ended. */
export interface CaseEnd {
  readonly outcome: CaseOutcome
  readonly reason: string | null
  readonly serial: string | null
  /** The customer is to be told. */
  readonly tell: boolean
  readonly at: number
  readonly by: string | null
}
/** 补录: who has it in hand, what the operator said, and whether the customer was told. */
export interface LateEntry {
  readonly lease: { readonly by: string; readonly until: number } | null
  /** 待客户确认: entered, the customer's own confirmation is awaited until then (ms). */
  readonly askedUntil: number | null
  readonly serial: string | null
  readonly callBacks: readonly { readonly at: number; readonly by: string | null; readonly result: string }[]
}
/** Something that happened twice, or that should not have. */
export interface CaseConflict {
  readonly kind: 'ended-twice' | 'entered-twice' | 'same-serial' | 'over-tier' | 'same-receipt' | 'late-paper'
  readonly event: string
  readonly at: number
  readonly by: string | null
  /** The other serial, receipt or paper. */
  readonly what: string | null
}

const nobodyYet: LateEntry = { lease: null, askedUntil: null, serial: null, callBacks: [] }

export const foldCases: FoldOf<keyof typeof caseKinds> = remembering({
  CaseOpened(hall, event) {
    if (hall.cases.has(event.subject)) return
    const { body, subject, by, journal } = event
    const at = stampTime(event.stamp)
    hall.cases.set(subject, {
      id: subject,
      service: body.service,
      version: body.version,
      tier: body.tier,
      reach: body.reach,
      steps: body.steps,
      priority: body.priority,
      promiseHours: body.promiseHours,
      ticket: body.ticket,
      care: body.care,
      day: body.day,
      openedAt: at,
      openedBy: by,
      journal,
      journals: [journal],
      status: 'open',
      since: at,
      done: [],
      forms: [],
      papers: [],
      seen: [],
      missing: [],
      until: null,
      confirmation: null,
      submittedBy: null,
      submittedAt: null,
      receipt: null,
      review: null,
      end: null,
      late: nobodyYet,
      conflicts: [],
    })
  },

  CaseSwitched(hall, event) {
    const found = open(hall, event)
    if (!found) return
    const { reach, steps } = event.body
    const kept = found.done.filter(({ step }) => steps.some(({ id }) => id === step))
    changeCase(hall, found, { reach, steps, done: kept })
  },

  FormKept(hall, event) {
    const found = hall.cases.get(event.subject)
    const [paper] = event.papers
    if (!found || paper === undefined) return
    const { holds, phone, monthEnd, cash } = event.body
    const at = stampTime(event.stamp)
    const form = { paper, at, by: event.by, holds, phone, monthEnd, cash }
    // Two tablets filled in the same case while apart: both forms are kept, the later one counts.
    changeCase(hall, found, { forms: [...found.forms, form], ...(found.end ? {} : { journal: event.journal }) })
    watchTier(hall, event, holds, paper)
    watchShredded(hall, event)
  },

  CasePaperKept(hall, event) {
    const found = hall.cases.get(event.subject)
    if (!found) return
    const { kind, holds } = event.body
    const added = event.papers.map((paper) => ({ paper, kind, holds }))
    changeCase(hall, found, { papers: [...found.papers, ...added] })
    watchTier(hall, event, holds, event.papers[0] ?? null)
    watchShredded(hall, event)
  },

  DocumentsSeen(hall, event) {
    const found = hall.cases.get(event.subject)
    if (found) changeCase(hall, found, { seen: event.body.seen, missing: event.body.missing })
  },

  CaseStepDone(hall, event) {
    const found = open(hall, event)
    const { step, evidence } = event.body
    if (!found || found.done.some((each) => each.step === step)) return
    const done = { step, evidence, at: stampTime(event.stamp), by: event.by }
    changeCase(hall, found, { done: [...found.done, done], journal: event.journal })
  },

  CasePutOff(hall, event) {
    const found = open(hall, event)
    if (!found) return
    const { missing, until } = event.body
    move(hall, found, event, 'put-off', { missing, until })
  },

  CaseTakenUp(hall, event) {
    const found = hall.cases.get(event.subject)
    if (!found || (found.status !== 'put-off' && found.status !== 'returned' && found.status !== 'open')) return
    const ticket = event.body.ticket ?? found.ticket
    move(hall, found, event, 'open', { ticket, until: null, journal: event.journal })
  },

  CustomerConfirmed(hall, event) {
    const found = open(hall, event)
    if (!found) return
    const { how, witness } = event.body
    const [paper = null] = event.papers
    const papers = event.papers.map((name): KeptPaper => ({ paper: name, kind: 'signature', holds: ['signature'] }))
    const confirmation = { how, witness, paper, at: stampTime(event.stamp) }
    changeCase(hall, found, { confirmation, papers: [...found.papers, ...papers] })
    watchShredded(hall, event)
  },

  CaseSubmitted(hall, event) {
    const { receipt } = event.body
    if (receipt) countReceipt(hall, receipt)
    const found = open(hall, event)
    if (!found) return
    const status = waitsForOperator(found) ? 'accepted' : 'review'
    const submitted = { submittedBy: event.by, submittedAt: stampTime(event.stamp), journal: event.journal }
    move(hall, found, event, status, { ...submitted, receipt: receipt ?? found.receipt, review: null })
  },

  CaseReviewed(hall, event) {
    const found = hall.cases.get(event.subject)
    if (!found || (found.status !== 'review' && found.status !== 'accepted')) return
    const review = { ...event.body, at: stampTime(event.stamp) }
    if (review.decision === 'returned') {
      move(hall, found, event, 'returned', { review, done: [], confirmation: null, late: release(found) })
    } else changeCase(hall, found, { review })
  },

  CaseEnded(hall, event) {
    const found = hall.cases.get(event.subject)
    if (!found) return
    const { outcome, reason, serial, tell: toTell } = event.body
    const end = { outcome, reason, serial, tell: toTell, at: stampTime(event.stamp), by: event.by }
    if (serial !== null) takeSerial(hall, event, serial)
    if (found.end) {
      // Two people finished it while apart: the earlier end stands. Entered twice at the operator is worse, and said so.
      const twice = serial !== null && found.end.serial !== null && serial !== found.end.serial
      if (twice || outcome !== found.end.outcome)
        tell(hall, event, twice ? 'entered-twice' : 'ended-twice', serial ?? outcome)
      return
    }
    move(hall, hall.cases.get(found.id) ?? found, event, 'ended', {
      end,
      late: { ...release(found), askedUntil: null, serial: serial ?? found.late.serial },
    })
  },

  // Reading and handing over leave the case as it is; the log remembers them.
  CaseRevealed() {},
  ReceiptGiven() {},
})

/** The same folds, and afterwards the case knows on which journal something was done with it. */
export function remembering<Folds extends object>(folds: Folds): Folds {
  return afterEachFold(folds, (hall, event) => {
    const found = hall.cases.get(event.subject)
    if (found && !found.journals.includes(event.journal)) {
      changeCase(hall, found, { journals: [...found.journals, event.journal] })
    }
  })
}

/** Whether the case, when it is submitted, waits for the operator: everything but what the hall finishes by itself. */
export const waitsForOperator = (found: Pick<CaseState, 'reach' | 'tier'>): boolean =>
  found.reach === 'out-of-reach' && found.tier !== 'T0'

/** Replaces a case by one that differs in some fields. */
export function changeCase(hall: HallDraft, found: CaseState, fields: Partial<CaseState>): void {
  hall.cases.set(found.id, { ...found, ...fields })
}

/** Remembers on a case what did not fit. */
export function tell(hall: HallDraft, event: HallEvent, kind: CaseConflict['kind'], what: string | null): void {
  const found = hall.cases.get(event.subject)
  if (!found) return
  const conflict = { kind, what, event: eventId(event), at: stampTime(event.stamp), by: event.by }
  changeCase(hall, found, { conflicts: [...found.conflicts.slice(-19), conflict] })
}

/** A serial number belongs to the case that had it first; another one with it was not entered, or was mistyped. */
export function takeSerial(hall: HallDraft, event: HallEvent, serial: string): void {
  const taken = hall.serials.get(serial)
  const found = hall.cases.get(event.subject)
  if (!taken && found) hall.serials.set(serial, { case: found.id, day: found.day })
  const told = found?.conflicts.some(({ kind, what }) => kind === 'same-serial' && what === serial)
  if (taken && taken.case !== event.subject && !told) tell(hall, event, 'same-serial', serial)
}

const release = ({ late }: CaseState): LateEntry => ({ ...late, lease: null })

function move(
  hall: HallDraft,
  found: CaseState,
  event: HallEvent,
  status: CaseStatus,
  fields: Partial<CaseState>,
): void {
  changeCase(hall, found, { ...fields, status, since: stampTime(event.stamp) })
}

/** A case that is being worked on: what is said of one that went on meanwhile changes nothing. */
function open(hall: HallDraft, event: HallEvent): CaseState | null {
  const found = hall.cases.get(event.subject)
  return found && (found.status === 'open' || found.status === 'returned' || found.status === 'put-off') ? found : null
}

function countReceipt(hall: HallDraft, { day, lane, count }: Receipt): void {
  const key = receiptKey(day, lane)
  hall.receipts.set(key, Math.max(hall.receipts.get(key) ?? 0, count))
}

/** A tablet that had not heard of the interruption kept what the tier forbids: the back office has to shred it. */
function watchTier(hall: HallDraft, event: HallEvent, holds: readonly Holding[], paper: string | null): void {
  const found = hall.cases.get(event.subject)
  if (!found || !operatorOutOfReach(hall)) return
  const forbidden = forbiddenHoldings(found.tier, 'out-of-reach')
  if (holds.some((holding) => forbidden.includes(holding))) tell(hall, event, 'over-tier', paper)
}

/** A paper of a case whose papers were destroyed came in afterwards, from a tablet that did not know: it has to go, too. */
function watchShredded(hall: HallDraft, event: HallEvent): void {
  if (!hall.shreddings.some(({ subject }) => subject === event.subject)) return
  for (const paper of event.papers) tell(hall, event, 'late-paper', paper)
}
