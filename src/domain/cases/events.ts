import * as v from 'valibot'
import { EVIDENCE } from '../catalogue/form.ts'
import { PRICE_STATES } from '../catalogue/offer.ts'
import { HOLDINGS, TIERS } from '../catalogue/tiers.ts'
import { casePlaces, kind, type Writer } from '../kind.ts'
import { OWN_WORK, PaperName } from '../papers/events.ts'
import { ROLES_BY_ACTION } from '../roles.ts'
import { CaseId, Code, Count, Day, Id, Instant, Tag } from '../shapes.ts'

const caseWriters: readonly Writer[] = casePlaces

/** Whether the operator's systems answered. */
const Reach = v.picklist(['in-reach', 'out-of-reach'])

/** One step as its form version has it: all that a command needs to know of it, so that an old case stays valid. */
const Step = v.object({ id: Code, evidence: v.array(v.picklist(EVIDENCE)), needsOperator: v.boolean() })
/** One step of a case. */
export type CaseStep = Readonly<v.InferOutput<typeof Step>>
const Steps = v.pipe(v.array(Step), v.maxLength(30))

/** How a case can end. 已办结 / 已撤销 / 已退款 / 失败转投诉; `referred`: the customer goes another way. */
const OUTCOMES = ['done', 'cancelled', 'refunded', 'complaint', 'referred'] as const
/** How a case ended. */
export type CaseOutcome = (typeof OUTCOMES)[number]

/** Why a manager does not agree to a refund; each says what to do instead. */
export const REFUND_REFUSALS = ['see-me-first', 'count-first', 'go-on-with-it'] as const
/** Why a manager does not agree to a refund. */
export type RefundRefusal = (typeof REFUND_REFUSALS)[number]

/** The operator's serial number of an entry (流水号). */
export const Serial = v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{4,40}$/))

/** The number of a receipt, whatever its check digits say. */
export const ReceiptNumber = v.pipe(v.string(), v.regex(/^\d{2}-\d{6}-\d{2,5}-\d{4}-\d{2}$/))
/** What a receipt is. */
export const RECEIPT_KINDS = ['final', 'accepted', 'appointment', 'notice', 'none'] as const
/** What a receipt is. */
export type ReceiptKind = (typeof RECEIPT_KINDS)[number]

/** What the customer was given in writing. */
const Receipt = v.object({
  number: ReceiptNumber,
  day: Day,
  lane: Count,
  count: v.pipe(Count, v.minValue(1)),
  kind: v.picklist(RECEIPT_KINDS),
})
/** What the customer was given in writing. */
export type Receipt = Readonly<v.InferOutput<typeof Receipt>>

/** Kinds of papers besides the form: bound into the seal together with the case. */
const PAPER_KINDS = ['form', 'signature', 'photo', 'note'] as const
/** A kind of paper of a case. */
export type PaperKind = (typeof PAPER_KINDS)[number]

const ofCases = { subject: CaseId, keeps: 'case' } as const

/** What can happen to a case. The subject is the case: `c_…`. Names, numbers and pictures are in its papers only. */
export const caseKinds = {
  CaseOpened: kind({
    opens: true,
    body: v.object({
      service: Id,
      /** The form's version and what it says of the service, for all time of this case. */
      version: v.pipe(Count, v.minValue(1)),
      tier: v.picklist(TIERS),
      steps: Steps,
      priority: v.picklist(['P1', 'P2', 'P3', 'P4']),
      /** Hours after the operator's return within which the customer is promised an answer. */
      promiseHours: v.pipe(v.number(), v.minValue(0), v.maxValue(240)),
      reach: Reach,
      day: Day,
      ticket: v.nullable(Id),
      /** An older, disabled or otherwise vulnerable customer, whose case goes first among equals. */
      care: v.boolean(),
      /** SHA-256 of all that the form says, so that one that was changed without a new version is noticed. */
      formHash: v.optional(PaperName),
    }),
    ...ofCases,
    writers: caseWriters,
  }),
  /** The operator went out of reach, or came back, while the case was open: other steps are left. */
  CaseSwitched: kind({
    body: v.object({ reach: Reach, steps: Steps }),
    ...ofCases,
    writers: caseWriters,
  }),
  /** The form was sealed. Its paper is the event's only paper; a later one replaces it and the earlier one stays. */
  FormKept: kind({
    body: v.object({
      holds: v.array(v.picklist(HOLDINGS)),
      phone: v.nullable(v.object({ number: Tag, tail: Tag })),
      /** The change has to be in effect before the month ends, or the customer loses one. */
      monthEnd: v.boolean(),
      /** Cash taken while the operator is out of reach, in fen. */
      cash: Count,
      /** The version of the price book from which was chosen, and what the price is worth; none: nothing was chosen from one. */
      prices: v.optional(v.object({ version: Count, state: v.picklist(PRICE_STATES) })),
      /** How far it goes without the operator with these answers, where the form leaves that to them. */
      tier: v.optional(v.picklist(['T0', 'T1'])),
    }),
    ...ofCases,
    writers: caseWriters,
  }),
  /** Another paper of the case was sealed: a photo the service needs, a note. */
  CasePaperKept: kind({
    body: v.object({ kind: v.picklist(PAPER_KINDS), holds: v.array(v.picklist(HOLDINGS)) }),
    ...ofCases,
    writers: caseWriters,
  }),
  /** The one tablet that had this paper cannot read it any more, and nobody else has it: it is to be made again. */
  CasePaperLost: kind({
    body: v.object({ paper: PaperName }),
    ...ofCases,
    writers: caseWriters,
  }),
  /** Which documents were looked at, and which are missing (1.1.13). */
  DocumentsSeen: kind({
    body: v.object({ seen: v.array(Code), missing: v.array(Code) }),
    ...ofCases,
    writers: caseWriters,
  }),
  CaseStepDone: kind({
    body: v.object({ step: Code, evidence: v.array(v.picklist(EVIDENCE)) }),
    ...ofCases,
    writers: caseWriters,
  }),
  /** 待补件: the customer comes back with what is missing, until this day without queueing again (1.1.13). */
  CasePutOff: kind({
    body: v.object({ missing: v.array(Code), until: Day }),
    ...ofCases,
    writers: caseWriters,
  }),
  /** The customer is back, or a returned case is worked on again, perhaps on another tablet. */
  CaseTakenUp: kind({
    body: v.object({ ticket: v.nullable(Id) }),
    ...ofCases,
    writers: caseWriters,
  }),
  /** The customer got a porting code that lives so many minutes; the code itself is never noted (SV04). */
  PortingCodeGot: kind({
    body: v.object({ minutes: v.pipe(Count, v.minValue(1), v.maxValue(1_440)) }),
    ...ofCases,
    writers: caseWriters,
  }),
  /** 客户确认: signed (the signature is the event's paper), or said aloud before a witness. */
  CustomerConfirmed: kind({
    body: v.object({ how: v.picklist(['signature', 'spoken']), witness: v.nullable(Id) }),
    ...ofCases,
    writers: caseWriters,
  }),
  /** The person who served is finished: the case goes to review, or waits for the operator. */
  CaseSubmitted: kind({
    body: v.object({ receipt: v.nullable(Receipt) }),
    ...ofCases,
    writers: caseWriters,
    needs: ROLES_BY_ACTION['take-case'],
  }),
  /** 退款待同意: money that was taken is to go back, and a manager who is somewhere else is asked. */
  RefundAsked: kind({
    body: v.object({ reason: Code }),
    ...ofCases,
    writers: caseWriters,
    needs: ROLES_BY_ACTION['take-case'],
  }),
  /** A manager does not agree; whoever does ends the case. */
  RefundRefused: kind({
    body: v.object({ why: v.picklist(REFUND_REFUSALS) }),
    ...ofCases,
    writers: caseWriters,
    needs: ROLES_BY_ACTION['refund-case'],
  }),
  CaseEnded: kind({
    body: v.object({
      outcome: v.picklist(OUTCOMES),
      reason: v.nullable(Code),
      serial: v.nullable(Serial),
      /** The customer has left and is to be told the result. */
      tell: v.boolean(),
    }),
    ...ofCases,
    writers: caseWriters,
    needs: ({ body }) => ROLES_BY_ACTION[body.outcome === 'refunded' ? 'refund-case' : 'take-case'],
  }),
  /** Somebody read the sealed details of a case that they had not kept themselves, and why. */
  CaseRevealed: kind({
    body: v.object({ reason: Code }),
    ...ofCases,
    writers: caseWriters,
    needs: ({ body }) => ROLES_BY_ACTION[body.reason === OWN_WORK ? 'take-case' : 'reveal-case'],
  }),
  /** 疑似重复: somebody looked at this case and another one side by side. Both stay as they are, whatever was found. */
  DuplicateJudged: kind({
    body: v.object({ other: CaseId, same: v.boolean() }),
    ...ofCases,
    writers: caseWriters,
    needs: ROLES_BY_ACTION['review-case'],
  }),
  /** What the receipt looked like when it left the tablet: printed, photographed, written by hand. */
  ReceiptGiven: kind({
    body: v.object({ how: v.picklist(['printed', 'shown', 'written']), at: v.optional(Instant) }),
    ...ofCases,
    writers: caseWriters,
  }),
}
