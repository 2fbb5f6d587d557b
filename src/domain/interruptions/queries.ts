import type { CaseState, CasesPart } from '../cases/cases.ts'
import { figure, type Parameters } from '../catalogue/parameters.ts'
import { businessDay } from '../day/businessDay.ts'
import type { OpenHall } from '../openHall.ts'
import { waitsToday } from '../tickets/tickets.ts'
import type { Interruption, InterruptionsPart } from './interruptions.ts'

type Hall = OpenHall & InterruptionsPart & CasesPart
/** Every interruption the hall remembers, the latest first. */
export const interruptionList = (hall: Hall): Interruption[] =>
  [...hall.interruptions.values()].sort((a, b) => b.beganAt - a.beganAt)

/** Cases taken down while it lasted, oldest first. */
export function casesDuring(hall: Hall, { beganAt, endedAt }: Pick<Interruption, 'beganAt' | 'endedAt'>): CaseState[] {
  const to = endedAt ?? Number.POSITIVE_INFINITY
  return [...hall.cases.values()]
    .filter(({ receipt, submittedAt }) => receipt !== null && submittedAt !== null && submittedAt >= beganAt)
    .filter(({ submittedAt, reach }) => (submittedAt ?? 0) <= to || reach === 'out-of-reach')
    .filter(({ openedAt }) => openedAt <= to)
    .sort((a, b) => (a.submittedAt ?? 0) - (b.submittedAt ?? 0))
}

/** Cash that should lie in the drawer, in fen: taken in this interruption, less what was given back or is in the safe. */
export function cashExpected(hall: Hall, interruption: Interruption): number {
  const taken = casesDuring(hall, interruption)
    .filter(({ end }) => end?.outcome !== 'refunded')
    .reduce((sum, { forms }) => sum + (forms.at(-1)?.cash ?? 0), 0)
  const dropped = interruption.counts.reduce((sum, { dropped: away, counted }) => sum + (away ? counted : 0), 0)
  return Math.max(0, taken - dropped)
}

/** Whether so much cash (fen) lies in the drawer that it has to go to the safe before more is taken (plan-study §2.1). */
export function isDrawerFull(cash: number, parameters: Parameters): boolean {
  const most = figure(parameters, 'offlineCashHallCap')
  return most !== null && cash >= most * 100
}

/** In how many minutes the superior is to hear more: half an hour after the last report (1.1.16). 0: now. */
export function minutesToReport({ beganAt, reports }: Interruption, now: number): number {
  const due = (reports.at(-1)?.at ?? beganAt) + (reports.length === 0 ? 0 : REPORT_EVERY_MS)
  return Math.max(0, Math.ceil((due - now) / 60_000))
}

const REPORT_EVERY_MS = 30 * 60_000

/** What is reported when somebody says that they reported: the first time it is a first report, then an update. */
export const reportToMake = ({ reports }: Interruption): 'first' | 'update' =>
  reports.length === 0 ? 'first' : 'update'

/** So long (ms) after an interruption its last report is asked for. */
const FINAL_WITHIN_MS = 24 * 60 * 60_000

/**
 * The interruption that was over last, not longer than a day ago, if it was reported to somebody and nobody has said since that
 * its end was, too; null: there is none.
 */
export const awaitsFinal = (hall: Hall, now: number): Interruption | null =>
  interruptionList(hall).find(
    ({ endedAt, reports }) =>
      endedAt !== null &&
      now - endedAt < FINAL_WITHIN_MS &&
      reports.length > 0 &&
      !reports.some(({ report }) => report === 'final'),
  ) ?? null

/** The figures of a report, as they stand. */
export function interruptionFigures(hall: Hall, interruption: Interruption, now: number) {
  const cases = casesDuring(hall, interruption)
  const today = businessDay(hall, now)
  const waiting = [...hall.tickets.values()].filter((ticket) => waitsToday(ticket, today)).length
  return {
    waiting,
    accepted: cases.filter(({ receipt }) => receipt?.kind === 'accepted').length,
    appointments: cases.filter(({ receipt }) => receipt?.kind === 'appointment').length,
  }
}
