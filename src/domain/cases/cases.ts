import type { PriceState } from '../catalogue/offer.ts'
import type { Holding, Reach, Tier } from '../catalogue/tiers.ts'
import type { Role } from '../roles.ts'
import type { CaseOutcome, CaseStep, PaperKind, Receipt, RefundRefusal } from './events.ts'

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
  /** What the form said, as a hash; null: opened by a tablet that did not say. */
  readonly formHash: string | null
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
  /** Papers that nobody has any more. */
  readonly lost: readonly string[]
  readonly seen: readonly string[]
  readonly missing: readonly string[]
  /** Put off: until this day the customer need not queue again. */
  readonly until: string | null
  readonly confirmation: Confirmation | null
  /** The porting code that its customer got last; null: none. */
  readonly code: PortingCode | null
  readonly submittedBy: string | null
  readonly submittedAt: number | null
  readonly receipt: Receipt | null
  readonly review: Review | null
  /** How it stood when it was sent back last, also after it was handed in again. */
  readonly sentBack: SentBack | null
  /** Other cases with which it was compared, each once. */
  readonly twins: readonly Twin[]
  readonly end: CaseEnd | null
  /** A refund that a manager was asked for. */
  readonly refund: RefundAsked | null
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
  /** With which version of the price book it was taken down, and what the price is worth; null: with none. */
  readonly prices: { readonly version: number; readonly state: PriceState } | null
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
/** A refund that waits for a manager's word, or was refused. */
export interface RefundAsked {
  readonly reason: string
  readonly at: number
  readonly by: string | null
  readonly refused: { readonly why: RefundRefusal; readonly at: number; readonly by: string | null } | null
}
/** How long a porting code lives, and who sees to it that it is used in time. */
export interface PortingCode {
  /** Ms since 1970. */
  readonly until: number
  /** Whoever has taken the case up last. */
  readonly by: string | null
  /** … and the journal on which they did. */
  readonly journal: string
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
/** When, by whom and why a case was sent back, and what it had then: what is different since is what was changed. */
export interface SentBack {
  readonly at: number
  readonly by: string
  readonly reason: string | null
  readonly form: string | null
  readonly papers: readonly string[]
  readonly seen: readonly string[]
}
/** What somebody found who compared a case with another one. */
export interface Twin {
  readonly other: string
  readonly same: boolean
  readonly at: number
  readonly by: string | null
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

/** Whether the case, when it is submitted, waits for the operator: everything but what the hall finishes by itself. */
export const waitsForOperator = (found: Pick<CaseState, 'reach' | 'tier'>): boolean =>
  found.reach === 'out-of-reach' && found.tier !== 'T0'

/** What of a case that has ended is kept, once the hall has forgotten the case itself. */
export interface FiledPapers {
  /** The day on which it ended. */
  readonly day: string
  readonly papers: readonly Pick<KeptPaper, 'paper' | 'kind'>[]
}

/** Cases, and what was counted and taken for them. */
export interface CasesPart {
  /** Cases that are not ended, of whatever day, and those that ended on an open day or the day closed last, by id. */
  readonly cases: ReadonlyMap<string, CaseState>
  /** Papers of cases that have ended and are forgotten, by the case, until they are destroyed. */
  readonly filed: ReadonlyMap<string, FiledPapers>
  /** The last receipt of each lane by `day/lane`. */
  readonly receipts: ReadonlyMap<string, number>
  /**
   * Which case has a serial number of the operator, by the day on which the case was opened: two months of numbers lie here,
   * and whoever enters one more writes to that day alone.
   */
  readonly serials: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** The case that has this serial number of the operator, or null. */
export function caseWithSerial({ serials }: Pick<CasesPart, 'serials'>, serial: string): string | null {
  for (const ofDay of serials.values()) {
    const id = ofDay.get(serial)
    if (id !== undefined) return id
  }
  return null
}
