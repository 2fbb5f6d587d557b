/** 断网日报 and reconciliation: what became of every case of an interruption, and which one is missing where (1.1.16). */
import type { CaseState, CasesPart } from '../cases/cases.ts'
import type { CaseOutcome } from '../cases/events.ts'
import { formKept } from '../cases/queries.ts'
import { readLane, readReceipt, writeReceipt } from '../cases/receipt.ts'
import { businessDay } from '../day/businessDay.ts'
import { lastClosedDay } from '../day/queries.ts'
import type { OpenHall } from '../openHall.ts'
import type { Interruption, InterruptionsPart } from './interruptions.ts'
import { casesDuring } from './queries.ts'

type Hall = OpenHall & InterruptionsPart & CasesPart

/** A receipt that a tablet must have given and whose case has not arrived here, or that lies on paper alone. */
export interface MissingReceipt {
  readonly number: string
  /** The tablet that gave it, if it is known. */
  readonly tablet: string | null
}

/** How the hall's cases, its receipts on paper and the operator's list agree: what does not, by the side that lacks it. */
export interface Reconciliation {
  /** Cases that are not settled yet. */
  readonly open: readonly CaseState[]
  /** Given by a tablet, from the first of its day on, and not here: the lane of the tablet has later ones. */
  readonly missing: readonly MissingReceipt[]
  /** The next receipt of each tablet of which something may still come: from there on nobody knows of any. */
  readonly awaited: readonly MissingReceipt[]
  /** On paper, and no case of the hall has it. */
  readonly onPaperOnly: readonly MissingReceipt[]
  /** On paper as it was typed, and no receipt's number: a digit is wrong. */
  readonly wrongOnPaper: readonly string[]
  /** Here, and not on paper. */
  readonly notOnPaper: readonly CaseState[]
  /** Entered here, not on the operator's list. */
  readonly notAtOperator: readonly CaseState[]
  /** On the operator's list, not entered here. */
  readonly notHere: readonly string[]
  /** Entered twice, ended twice, given one number twice. */
  readonly conflicts: readonly CaseState[]
  /** Everything agrees: tablets = hall server = operator, and paper where that was brought. */
  readonly zero: boolean
}

/** What is compared with the cases of an interruption. */
export interface Compared {
  /** The operator's list of serial numbers; null: nobody has brought it. */
  readonly serials: readonly string[] | null
  /** Numbers of the receipts that lie on paper, as they were typed; null: nobody has brought them. */
  readonly papers: readonly string[] | null
  /** Whether some tablet still has lines that the hall server has not. */
  readonly toCome: boolean
  /** Tablets that may have such lines: known to have some, or not heard now. */
  readonly from: readonly string[]
}

/** Compares the cases of an interruption with the operator's list and with what lies on paper. */
export function reconcile(
  hall: Hall,
  interruption: Interruption,
  { serials, papers, toCome, from }: Compared,
): Reconciliation {
  const cases = casesDuring(hall, interruption)
  const entered = cases.filter(({ end }) => end?.serial)
  const listed = new Set(serials ?? [])
  const ours = new Set(entered.map(({ end }) => end?.serial ?? ''))
  const typed = (papers ?? []).map((text) => ({ text, number: readReceipt(text) }))
  const onPaper = new Set(typed.map(({ number }) => number))
  const held = receiptsHeld(hall)
  const found = {
    open: cases.filter(({ status }) => status !== 'ended'),
    missing: missingReceipts(hall, interruption),
    awaited: awaitedReceipts(hall, interruption, from),
    onPaperOnly: [...onPaper].flatMap((number) =>
      number === null || held.has(number) ? [] : [{ number, tablet: tabletOfLane(hall, readLane(number)) }],
    ),
    wrongOnPaper: typed.flatMap(({ text, number }) => (number === null ? [text] : [])),
    notOnPaper: papers === null ? [] : cases.filter(({ receipt }) => receipt !== null && !onPaper.has(receipt.number)),
    notAtOperator: serials === null ? [] : entered.filter(({ end }) => !listed.has(end?.serial ?? '')),
    notHere: [...listed].filter((serial) => !ours.has(serial)),
    conflicts: cases.filter(({ conflicts }) =>
      conflicts.some(({ kind }) => kind !== 'over-tier' && kind !== 'late-paper'),
    ),
  }
  const apart = Object.values(found).some((list) => list.length > 0)
  return { ...found, zero: serials !== null && !toCome && !apart }
}

const receiptsHeld = (hall: Hall): ReadonlySet<string> =>
  new Set([...hall.cases.values()].flatMap(({ receipt }) => (receipt ? [receipt.number] : [])))

/** The lane of each tablet that gave receipts while it lasted, with its day and the last count that was heard of. */
function lanesDuring(hall: Hall, interruption: Interruption): { day: string; lane: number; last: number }[] {
  const from = businessDay(hall, interruption.beganAt)
  const to = interruption.endedAt === null ? null : businessDay(hall, interruption.endedAt)
  // Cases that ended before the day closed last are forgotten: nobody can say any more whether they were here.
  const closed = lastClosedDay(hall) ?? ''
  return [...hall.receipts]
    .map(([key, last]) => ({ day: key.slice(0, 10), lane: Number(key.slice(11)), last }))
    .filter(({ day }) => day >= from && day >= closed && (to === null || day <= to))
}

/** Receipts count up by lane from the first of the day: whatever is not here up to the last one is a case that was not sent. */
function missingReceipts(hall: Hall, interruption: Interruption): MissingReceipt[] {
  const held = receiptsHeld(hall)
  const { code } = hall.settings
  return lanesDuring(hall, interruption).flatMap(({ day, lane, last }) =>
    Array.from({ length: last }, (_, at) => writeReceipt({ code, day, lane, count: at + 1 }))
      .filter((number) => !held.has(number))
      .map((number) => ({ number, tablet: tabletOfLane(hall, lane) })),
  )
}

/** Behind the last receipt of a tablet of which something may still come nobody knows of another one. */
function awaitedReceipts(hall: Hall, interruption: Interruption, from: readonly string[]): MissingReceipt[] {
  const { code } = hall.settings
  return lanesDuring(hall, interruption).flatMap(({ day, lane, last }) => {
    const tablet = tabletOfLane(hall, lane)
    if (tablet === null || !from.includes(tablet)) return []
    return [{ number: writeReceipt({ code, day, lane, count: last + 1 }), tablet }]
  })
}

const tabletOfLane = (hall: Hall, lane: number): string | null =>
  [...hall.journals.values()].find((journal) => journal.lane === lane)?.tablet ?? null

/** What an interruption came to. */
export interface InterruptionReport {
  readonly cases: readonly CaseState[]
  readonly byService: readonly { readonly service: string; readonly taken: number; readonly settled: number }[]
  readonly outcomes: Readonly<Record<CaseOutcome | 'open', number>>
  /** Cash taken and given back, in fen. */
  readonly cash: { readonly taken: number; readonly refunded: number }
  /** From the operator's return to the last case settled, in ms; null while one is open or nothing has ended. */
  readonly settledAfterMs: number | null
  readonly monthEnd: number
}

/** Adds up an interruption. */
export function interruptionReport(hall: Hall, interruption: Interruption): InterruptionReport {
  const cases = casesDuring(hall, interruption)
  const outcomes = { done: 0, cancelled: 0, refunded: 0, complaint: 0, referred: 0, open: 0 }
  const services = new Map<string, { taken: number; settled: number }>()
  let taken = 0
  let refunded = 0
  for (const found of cases) {
    outcomes[found.end?.outcome ?? 'open']++
    const line = services.get(found.service) ?? { taken: 0, settled: 0 }
    services.set(found.service, { taken: line.taken + 1, settled: line.settled + (found.end ? 1 : 0) })
    const cash = formKept(found)?.cash ?? 0
    taken += cash
    if (found.end?.outcome === 'refunded') refunded += cash
  }
  const { endedAt } = interruption
  const settled = endedAt !== null && cases.length > 0 && outcomes.open === 0
  return {
    cases,
    byService: [...services].map(([service, line]) => ({ service, ...line })),
    outcomes,
    cash: { taken, refunded },
    settledAfterMs: settled ? Math.max(0, ...cases.map(({ end }) => (end?.at ?? 0) - endedAt)) : null,
    monthEnd: cases.filter((found) => formKept(found)?.monthEnd).length,
  }
}
