/** 断网日报 and reconciliation: what became of every case of an interruption, and which one is missing where (1.1.16). */
import type { CaseState, CasesPart } from '../cases/cases.ts'
import type { CaseOutcome } from '../cases/events.ts'
import { formKept } from '../cases/queries.ts'
import { writeReceipt } from '../cases/receipt.ts'
import type { OpenHall } from '../openHall.ts'
import type { Interruption, InterruptionsPart } from './interruptions.ts'
import { casesDuring } from './queries.ts'

type Hall = OpenHall & InterruptionsPart & CasesPart

/** A receipt that a tablet must have given and whose case has not arrived here. */
export interface MissingReceipt {
  readonly number: string
  readonly lane: number
  /** The tablet the lane belongs to, if it is known. */
  readonly tablet: string | null
}

/** How the hall's cases and the operator's list agree. */
export interface Reconciliation {
  /** Cases that are not settled yet. */
  readonly open: readonly CaseState[]
  /** Receipts between two that are here, on the lane of a tablet that still has to send them. */
  readonly missing: readonly MissingReceipt[]
  /** Entered here, not on the operator's list. */
  readonly notAtOperator: readonly CaseState[]
  /** On the operator's list, not entered here. */
  readonly notHere: readonly string[]
  /** Entered twice, ended twice, given one number twice. */
  readonly conflicts: readonly CaseState[]
  /** Everything agrees: tablets = hall server = operator. */
  readonly zero: boolean
}

/**
 * Compares the cases of an interruption with the operator's list of serial numbers; null while nobody has brought one.
 * `toCome`: whether some tablet still has lines that the hall server has not.
 */
export function reconcile(
  hall: Hall,
  interruption: Interruption,
  { serials, toCome }: { readonly serials: readonly string[] | null; readonly toCome: boolean },
): Reconciliation {
  const cases = casesDuring(hall, interruption)
  const entered = cases.filter(({ end }) => end?.serial)
  const listed = new Set(serials ?? [])
  const ours = new Set(entered.map(({ end }) => end?.serial ?? ''))
  const open = cases.filter(({ status }) => status !== 'ended')
  const missing = missingReceipts(hall, cases)
  const notAtOperator = serials === null ? [] : entered.filter(({ end }) => !listed.has(end?.serial ?? ''))
  const notHere = [...listed].filter((serial) => !ours.has(serial))
  const conflicts = cases.filter((found) =>
    found.conflicts.some(({ kind }) => kind !== 'over-tier' && kind !== 'late-paper'),
  )
  const apart = [open, missing, notAtOperator, notHere, conflicts].some((list) => list.length > 0)
  return { open, missing, notAtOperator, notHere, conflicts, zero: serials !== null && !toCome && !apart }
}

/** Receipts count up by lane: a gap is a case that its tablet has not sent. */
function missingReceipts(hall: Hall, cases: readonly CaseState[]): MissingReceipt[] {
  const lanes = new Map<string, { day: string; lane: number; counts: Set<number> }>()
  for (const { receipt } of cases) {
    if (!receipt) continue
    const key = `${receipt.day}/${receipt.lane}`
    const lane = lanes.get(key) ?? { day: receipt.day, lane: receipt.lane, counts: new Set<number>() }
    lanes.set(key, { ...lane, counts: lane.counts.add(receipt.count) })
  }
  const held = new Set([...hall.cases.values()].flatMap(({ receipt }) => (receipt ? [receipt.number] : [])))
  return [...lanes.values()].flatMap(({ day, lane, counts }) => {
    const tablet = [...hall.journals.values()].find((journal) => journal.lane === lane)?.tablet ?? null
    const first = Math.min(...counts)
    return Array.from({ length: Math.max(...counts) - first + 1 }, (_, at) => first + at)
      .filter((count) => !counts.has(count))
      .map((count) => ({ number: writeReceipt({ code: hall.settings.code, day, lane, count }), lane, tablet }))
      .filter(({ number }) => !held.has(number))
  })
}

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
