import type { Holding } from '../catalogue/tiers.ts'
import { businessDay } from '../day/businessDay.ts'
import type { OpenHall } from '../openHall.ts'
import type { PapersPart } from '../papers/papers.ts'
import { tabletOf } from '../tablets/queries.ts'
import type { Tablet } from '../tablets/tablets.ts'
import type { CaseState, CasesPart, KeptPaper } from './cases.ts'
import type { CaseStep, PaperKind, RefundRefusal } from './events.ts'

type Hall = OpenHall & CasesPart & PapersPart

/** Steps that are still to be done, the next one first. */
export const stepsLeft = (found: CaseState): CaseStep[] =>
  found.steps.filter(({ id }) => !found.done.some(({ step }) => step === id))

/** Cases somebody works on, was sent back, or waits for a customer with; the newest first. */
export const openCases = (hall: Hall): CaseState[] => casesIn(hall, 'open', 'returned', 'put-off')

/**
 * What was sent back to this person, or to the tablet on which they stand, and that nobody has taken up: the newest first
 * (1.1.8).
 */
export const returnedTo = (hall: Hall, staff: string | null, tablet: string): CaseState[] =>
  casesIn(hall, 'returned').filter(
    (found) => (staff !== null && found.submittedBy === staff) || caseTablet(hall, found)?.id === tablet,
  )

/** So long (ms) before a porting code runs out, and afterwards, whoever sees to it is told. */
const CODE_TOLD_MS = { before: 10 * 60_000, after: 30 * 60_000 }

/**
 * Cases whose porting code is about to run out, or just did: of whoever has the case in hand, at whatever tablet they are,
 * and of the tablet at which it is; what runs out first in front (SV04).
 */
export const codesRunningOut = (hall: Hall, staff: string | null, tablet: string, now: number) =>
  [...hall.cases.values()]
    .flatMap((found) => (found.code && !found.end ? [{ found, code: found.code, until: found.code.until }] : []))
    .filter(({ until }) => until - CODE_TOLD_MS.before <= now && now < until + CODE_TOLD_MS.after)
    .filter(({ code }) => (staff !== null && code.by === staff) || tabletOf(hall, code.journal)?.id === tablet)
    .sort((a, b) => a.until - b.until)

/** What waits for a second person, the longest first (1.1.8). */
export const toReview = (hall: Hall): CaseState[] => casesIn(hall, 'review').reverse()

/** Whether a manager was asked for a refund and has not answered. */
export const waitsForRefund = ({ refund, end }: CaseState): boolean => refund?.refused === null && end === null

/** Refunds that managers were asked for, the longest first. */
export const refundsAsked = (hall: Hall): CaseState[] =>
  [...hall.cases.values()].filter(waitsForRefund).sort((a, b) => (a.refund?.at ?? 0) - (b.refund?.at ?? 0))

/** What a manager has said to a refund: agreed, or what is to be done instead. */
export interface RefundAnswer {
  readonly found: CaseState
  readonly refused: RefundRefusal | null
  readonly by: string | null
  readonly at: number
}

/** How managers have answered this person on this business day, who asked for refunds; the newest first. */
export const refundAnswers = (hall: Hall, staff: string, day: string): RefundAnswer[] =>
  [...hall.cases.values()]
    .flatMap((found): RefundAnswer[] => {
      const { refund, end } = found
      if (refund?.by !== staff) return []
      if (end) return end.outcome === 'refunded' ? [{ found, refused: null, by: end.by, at: end.at }] : []
      return refund.refused
        ? [{ found, refused: refund.refused.why, by: refund.refused.by, at: refund.refused.at }]
        : []
    })
    .filter(({ at }) => businessDay(hall, at) === day)
    .sort((a, b) => b.at - a.at)

/** The case that is done with a ticket now, if there is one. */
export const caseOfTicket = (hall: Hall, ticket: string): CaseState | undefined =>
  [...hall.cases.values()].filter((found) => found.ticket === ticket).sort((a, b) => b.openedAt - a.openedAt)[0]

/** Names of every paper of a case, oldest first. */
export const papersOf = (found: CaseState): string[] => [
  ...new Set([...found.forms.map(({ paper }) => paper), ...found.papers.map(({ paper }) => paper)]),
]

/** What a paper of this case is; null: it is none of it. */
export function kindOfPaper({ confirmation, forms, papers }: CaseState, paper: string): PaperKind | null {
  if (forms.some((form) => form.paper === paper)) return 'form'
  if (confirmation?.paper === paper) return 'signature'
  return papers.find((each) => each.paper === paper)?.kind ?? null
}

/** The form that counts: the one kept last. */
export const formKept = (found: CaseState) => found.forms.at(-1) ?? null

/** The tablet that worked on it last. */
export const caseTablet = (hall: Hall, found: CaseState): Tablet | undefined => tabletOf(hall, found.journal)

/**
 * Other cases of the same customer within a day: the same number, keyed and hashed. A reason to ask, never to refuse
 * (plan-study §2.4).
 */
export function sameCustomer(hall: Hall, tag: string, now: number, except: string): CaseState[] {
  return [...hall.cases.values()].filter(
    (found) => found.id !== except && now - found.openedAt < DAY_MS && formKept(found)?.phone?.number === tag,
  )
}

/** Two cases that may be one, the one opened first in front. */
export interface ProbablePair {
  readonly earlier: CaseState
  readonly later: CaseState
}

/**
 * 疑似重复 (queue-study 61): the same service for the same number, keyed and hashed, within a day or while neither has ended,
 * as long as nobody has compared them. What was cancelled, or goes another way, is done by nobody a second time.
 */
export function probablePairs(hall: Pick<CasesPart, 'cases'>): ProbablePair[] {
  const byCustomer = new Map<string, CaseState[]>()
  for (const found of [...hall.cases.values()].sort((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1))) {
    const number = formKept(found)?.phone?.number
    if (number === undefined || found.end?.outcome === 'cancelled' || found.end?.outcome === 'referred') continue
    const key = `${found.service} ${number}`
    byCustomer.set(key, [...(byCustomer.get(key) ?? []), found])
  }
  const pairs = [...byCustomer.values()].flatMap((found) =>
    found.flatMap((later, at) => found.slice(0, at).map((earlier) => ({ earlier, later }))),
  )
  return pairs.filter(
    ({ earlier, later }) =>
      (later.openedAt - earlier.openedAt < DAY_MS || (!later.end && !earlier.end)) &&
      !earlier.twins.some(({ other }) => other === later.id),
  )
}

/** Other cases that somebody found to be the same business, as far as they are still known. */
export const sameBusiness = (hall: Pick<CasesPart, 'cases'>, { twins }: CaseState): CaseState[] =>
  twins.flatMap(({ other, same }) => (same ? [hall.cases.get(other) ?? []].flat() : []))

/** What of a case is different since it was sent back; `before`: the form as it was then. */
export interface ChangedSince {
  readonly before: string | null
  readonly newForm: boolean
  /** Papers besides the form, by what they are. */
  readonly newPapers: readonly KeptPaper[]
  readonly newlySeen: readonly string[]
}

/** What was changed since a case was sent back; null: it never was (queue-study 68). */
export function changedSince(found: CaseState): ChangedSince | null {
  const { sentBack } = found
  if (!sentBack) return null
  return {
    before: sentBack.form,
    newForm: (formKept(found)?.paper ?? null) !== sentBack.form,
    newPapers: found.papers.filter(({ paper }) => !sentBack.papers.includes(paper)),
    newlySeen: found.seen.filter((each) => !sentBack.seen.includes(each)),
  }
}

/** Today's cases of customers whose number ends like this (queue-study 55). */
export const byPhoneTail = (hall: Hall, tags: readonly string[], day: string): CaseState[] =>
  [...hall.cases.values()].filter((found) => found.day === day && tags.includes(formKept(found)?.phone?.tail ?? ''))

/** The case with this receipt. */
export const caseOfReceipt = (hall: Hall, number: string): CaseState | undefined =>
  [...hall.cases.values()].find((found) => found.receipt?.number === number)

/** Kinds of papers of a case of which the one that counts is lost, until they are made again or the case has ended. */
export function papersLost({ confirmation, end, forms, lost, papers }: CaseState): readonly PaperKind[] {
  if (end || lost.length === 0) return []
  const others = papers.filter(
    ({ paper, kind }, at) =>
      lost.includes(paper) && !papers.slice(at).some((later) => later.kind === kind && !lost.includes(later.paper)),
  )
  return [
    ...(lost.includes(forms.at(-1)?.paper ?? '') ? (['form'] as const) : []),
    ...(lost.includes(confirmation?.paper ?? '') ? (['signature'] as const) : []),
    ...new Set(others.map(({ kind }) => kind)),
  ]
}

/** Papers that must not be kept: over what the tier allowed at the time, or of a case whose papers were destroyed. */
export const papersToDestroy = (hall: Hall): { readonly found: CaseState; readonly papers: readonly string[] }[] =>
  [...hall.cases.values()]
    .map((found) => ({
      found,
      papers: found.conflicts
        .filter(({ kind, what }) => (kind === 'over-tier' || kind === 'late-paper') && what !== null)
        .map(({ what }) => what ?? '')
        .filter((name) => !hall.shredded.has(name)),
    }))
    .filter(({ papers }) => papers.length > 0)

/** How far what a case holds has got: a case is only kept safe when its events and every paper are acknowledged. */
export type CaseSafety = 'here-only' | 'acknowledged'

/** What this tablet has not sent: names of papers, and when its oldest event that waits was written (ms since 1970). */
export interface Unsent {
  readonly papers: ReadonlySet<string>
  readonly oldest: number | null
}

/** Whether everything of a case is acknowledged, given what this tablet has not sent. */
export const caseSafety = (found: CaseState, { papers, oldest }: Unsent): CaseSafety =>
  (oldest !== null && touchedAt(found) >= oldest) || papersOf(found).some((name) => papers.has(name))
    ? 'here-only'
    : 'acknowledged'

/** When anything was last written about a case. */
const touchedAt = ({ since, done, forms, confirmation, end, late }: CaseState): number =>
  Math.max(
    since,
    done.at(-1)?.at ?? 0,
    forms.at(-1)?.at ?? 0,
    confirmation?.at ?? 0,
    end?.at ?? 0,
    late.callBacks.at(-1)?.at ?? 0,
  )

const DAY_MS = 86_400_000

function casesIn(hall: Hall, ...statuses: readonly CaseState['status'][]): CaseState[] {
  return [...hall.cases.values()]
    .filter(({ status }) => statuses.includes(status))
    .sort((a, b) => b.since - a.since || (a.id < b.id ? -1 : 1))
}

/** What of one case may lie on a tablet. */
export interface CachedCase {
  readonly found: CaseState
  /** What kinds of things its papers hold, never the things. */
  readonly holds: readonly Holding[]
  readonly papers: number
  /** It is not handed in yet: what is being typed lies on a tablet before any paper is made of it. */
  readonly unfinished: boolean
}

/**
 * Cases on which somebody worked at this tablet, newest first: copies of their papers may lie on it, sealed (plan-study
 * P12-TS-3). Papers that were destroyed do not count.
 */
export function cachedOn(hall: Hall, tablet: string): CachedCase[] {
  return [...hall.cases.values()]
    .filter(({ journals }) => journals.some((journal) => tabletOf(hall, journal)?.id === tablet))
    .sort((a, b) => b.openedAt - a.openedAt)
    .map((found) => {
      const kept = [...found.forms, ...found.papers].filter(({ paper }) => !hall.shredded.has(paper))
      const unfinished = ['open', 'put-off', 'returned'].includes(found.status)
      return { found, unfinished, papers: kept.length, holds: [...new Set(kept.flatMap(({ holds }) => holds))] }
    })
}

/** How many papers of cases are kept sealed: those that were destroyed do not count. */
export const sealedCount = (hall: Hall): number =>
  [...hall.cases.values()]
    .flatMap(({ forms, papers }) => [...forms, ...papers])
    .filter(({ paper }) => !hall.shredded.has(paper)).length
