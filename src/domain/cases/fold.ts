import type { LogEvent } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import { type AuthorityPart, authoritySlice } from '../authority/fold.ts'
import { forbiddenHoldings, type Holding } from '../catalogue/tiers.ts'
import { slice } from '../daily.ts'
import { businessDay, type ClockPart } from '../day/businessDay.ts'
import { keptSince, those } from '../forgetting.ts'
import { interruptionsSlice } from '../interruptions/fold.ts'
import type { InterruptionsPart } from '../interruptions/interruptions.ts'
import { operatorOutOfReach } from '../interruptions/outOfReach.ts'
import { lateEntryKinds } from '../lateEntry/events.ts'
import { foldLateEntry } from '../lateEntry/fold.ts'
import { isToBeTold } from '../lateEntry/isToBeTold.ts'
import { papersSlice } from '../papers/fold.ts'
import type { PapersPart } from '../papers/papers.ts'
import { queueSlice } from '../queue/fold.ts'
import { reviewKinds } from '../review/events.ts'
import { foldReview, mayEndAs } from '../review/fold.ts'
import { settingsSlice } from '../settings/fold.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { type CaseState, type CasesPart, type KeptPaper, type LateEntry, waitsForOperator } from './cases.ts'
import { changeCase, move, release, remembering, takeSerial, tell } from './change.ts'
import { caseKinds, type Receipt } from './events.ts'
import { filedAfter, fileLate } from './filed.ts'
import { receiptKey } from './receipt.ts'

type Reads = AuthorityPart & ClockPart & InterruptionsPart & PapersPart
type FoldingCases = Folding<CasesPart> & Reads

const nobodyYet: LateEntry = { lease: null, askedUntil: null, serial: null, callBacks: [] }

const foldCases: FoldOf<typeof caseKinds, FoldingCases> = remembering({
  CaseOpened(hall, event) {
    if (hall.cases.has(event.subject)) return
    const { body, subject, by, journal } = event
    const at = stampTime(event.stamp)
    hall.cases.set(subject, {
      id: subject,
      service: body.service,
      version: body.version,
      formHash: body.formHash ?? null,
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
      lost: [],
      seen: [],
      missing: [],
      until: null,
      confirmation: null,
      code: null,
      submittedBy: null,
      submittedAt: null,
      receipt: null,
      review: null,
      sentBack: null,
      twins: [],
      end: null,
      refund: null,
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
    if (!found) fileLate(hall, event, 'form')
    if (!found || paper === undefined) return
    const { holds, phone, monthEnd, cash, prices = null } = event.body
    // Between these two nothing is forbidden to one that the other may hold.
    const isFree = found.tier === 'T0' || found.tier === 'T1'
    const tier = isFree && !found.end ? (event.body.tier ?? found.tier) : found.tier
    const at = stampTime(event.stamp)
    const form = { paper, at, by: event.by, holds, phone, monthEnd, cash, prices }
    // Two tablets filled in the same case while apart: both forms are kept, the later one counts.
    changeCase(hall, found, { tier, forms: [...found.forms, form], ...(found.end ? {} : { journal: event.journal }) })
    watchTier(hall, event, holds, paper)
    watchShredded(hall, event)
  },

  CasePaperKept(hall, event) {
    const found = hall.cases.get(event.subject)
    const { kind, holds } = event.body
    if (!found) fileLate(hall, event, kind)
    if (!found) return
    const added = event.papers.map((paper) => ({ paper, kind, holds }))
    changeCase(hall, found, { papers: [...found.papers, ...added] })
    watchTier(hall, event, holds, event.papers[0] ?? null)
    watchShredded(hall, event)
  },

  CasePaperLost(hall, event) {
    const found = hall.cases.get(event.subject)
    const { paper } = event.body
    if (found && !found.lost.includes(paper)) changeCase(hall, found, { lost: [...found.lost, paper] })
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
    const code = found.code && { ...found.code, by: event.by, journal: event.journal }
    move(hall, found, event, 'open', { ticket, until: null, code, journal: event.journal })
  },

  PortingCodeGot(hall, event) {
    const found = hall.cases.get(event.subject)
    if (!found || found.end) return
    const until = stampTime(event.stamp) + event.body.minutes * 60_000
    changeCase(hall, found, { code: { until, by: event.by, journal: event.journal } })
  },

  CustomerConfirmed(hall, event) {
    const found = open(hall, event)
    if (!hall.cases.has(event.subject)) fileLate(hall, event, 'signature')
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

  RefundAsked(hall, event) {
    const found = hall.cases.get(event.subject)
    if (!found || found.end) return
    const refund = { reason: event.body.reason, at: stampTime(event.stamp), by: event.by, refused: null }
    changeCase(hall, found, { refund })
  },
  RefundRefused(hall, event) {
    const found = hall.cases.get(event.subject)
    if (!found?.refund || found.end) return
    const refused = { why: event.body.why, at: stampTime(event.stamp), by: event.by }
    changeCase(hall, found, { refund: { ...found.refund, refused } })
  },

  CaseEnded(hall, event) {
    const found = hall.cases.get(event.subject)
    if (!found) return
    const { outcome, reason, serial, tell: toTell } = event.body
    const end = { outcome, reason, serial, tell: toTell, at: stampTime(event.stamp), by: event.by }
    if (!found.end && !mayEndAs(hall, found, outcome)) return
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

  DuplicateJudged(hall, event) {
    const { subject, body, by } = event
    if (subject === body.other) return
    for (const [id, other] of [
      [subject, body.other],
      [body.other, subject],
    ] as const) {
      const found = hall.cases.get(id)
      const twin = { other, same: body.same, at: stampTime(event.stamp), by }
      if (found) changeCase(hall, found, { twins: [...found.twins.filter((each) => each.other !== other), twin] })
    }
  },

  // Reading and handing over leave the case as it is; the log remembers them.
  CaseRevealed() {},
  ReceiptGiven() {},
})

/** A case that is being worked on: what is said of one that went on meanwhile changes nothing. */
function open(hall: FoldingCases, event: LogEvent): CaseState | null {
  const found = hall.cases.get(event.subject)
  return found && (found.status === 'open' || found.status === 'returned' || found.status === 'put-off') ? found : null
}

function countReceipt(hall: FoldingCases, { day, lane, count }: Receipt): void {
  const key = receiptKey(day, lane)
  hall.receipts.set(key, Math.max(hall.receipts.get(key) ?? 0, count))
}

/** A tablet that had not heard of the interruption kept what the tier forbids: the back office has to shred it. */
function watchTier(hall: FoldingCases, event: LogEvent, holds: readonly Holding[], paper: string | null): void {
  const found = hall.cases.get(event.subject)
  if (!found || !operatorOutOfReach(hall)) return
  const forbidden = forbiddenHoldings(found.tier, 'out-of-reach')
  if (holds.some((holding) => forbidden.includes(holding))) tell(hall, event, 'over-tier', paper)
}

/** A paper of a case whose papers were destroyed came in afterwards, from a tablet that did not know: it has to go, too. */
function watchShredded(hall: FoldingCases, event: LogEvent): void {
  if (!hall.shreddings.some(({ subject }) => subject === event.subject)) return
  for (const paper of event.papers) tell(hall, event, 'late-paper', paper)
}

/** Cases that ended on an earlier day are history. What is not ended, or whose customer waits for a call, stays. */
const isLongOver = (hall: ClockPart, found: CaseState, closed: string): boolean =>
  found.end !== null && businessDay(hall, found.end.at) < closed && !isToBeTold(found)

export const casesSlice = slice<CasesPart>()('cases', {
  start: { cases: new Map(), filed: new Map(), receipts: new Map(), serials: new Map() },
  needs: [authoritySlice, queueSlice, settingsSlice, interruptionsSlice, papersSlice],
  kinds: { ...caseKinds, ...reviewKinds, ...lateEntryKinds },
  folds: { ...foldCases, ...foldReview, ...foldLateEntry },
  forgets: {
    cases: (hall, closed) => those(hall.cases, (found) => !isLongOver(hall, found, closed)),
    filed: (hall, closed) => filedAfter(hall, closed, (found) => isLongOver(hall, found, closed)),
    receipts: (hall, closed) => those(hall.receipts, (_, key) => key.slice(0, 10) >= closed),
    // So that nothing is entered twice at the operator.
    serials: (hall, closed) => those(hall.serials, (_, day) => day >= keptSince(closed)),
  },
})
