/** Papers of cases that have ended: what is remembered of them, and which of them are due. */
import type { LogEvent } from '#log/event.ts'
import { businessDay, type ClockPart } from '../day/businessDay.ts'
import { lastClosedDay } from '../day/queries.ts'
import { keptSince } from '../forgetting.ts'
import { isToBeTold } from '../lateEntry/isToBeTold.ts'
import type { OpenHall } from '../openHall.ts'
import type { PapersPart } from '../papers/papers.ts'
import type { Rules } from '../settings/events.ts'
import type { Folding } from '../slice.ts'
import type { CaseState, CasesPart, FiledPapers } from './cases.ts'
import type { PaperKind } from './events.ts'

/** Nothing is kept longer than this by itself, so nothing is remembered longer. */
const DAYS_FILED = 366

/**
 * What is filed once a day is closed: of the cases that are forgotten then, and of those before, what is not destroyed. A row
 * without papers stays as long: what comes late is still known to be of a case that has ended.
 */
export function filedAfter(
  hall: ClockPart & CasesPart & PapersPart,
  closed: string,
  isForgotten: (found: CaseState) => boolean,
): Map<string, FiledPapers> {
  const oldest = keptSince(closed, DAYS_FILED)
  const filed = new Map<string, FiledPapers>()
  const put = (id: string, { day, papers }: FiledPapers) => {
    if (day >= oldest) filed.set(id, { day, papers: papers.filter(({ paper }) => !hall.shredded.has(paper)) })
  }
  for (const [id, before] of hall.filed) put(id, before)
  for (const found of hall.cases.values()) {
    const day = isForgotten(found) ? dayOfEnd(hall, found) : null
    if (day !== null) put(found.id, { day, papers: papersIn(found) })
  }
  return filed
}

/** A paper came of a case that is forgotten already, from a tablet that was away: it goes with the others. */
export function fileLate(hall: Folding<CasesPart>, event: LogEvent, kind: PaperKind): void {
  const found = hall.filed.get(event.subject)
  if (!found) return
  const papers = [...found.papers, ...event.papers.map((paper) => ({ paper, kind }))]
  hall.filed.set(event.subject, { ...found, papers })
}

/** So many days after their case ended papers of each kind are kept; 0: until somebody destroys them. */
export const keptDays = (rules: Rules): Readonly<Record<PaperKind, number>> => ({
  form: rules.formDays,
  note: rules.noteDays,
  photo: rules.photoDays,
  signature: rules.signatureDays,
})

/** Papers of a case whose days are over. */
export interface DuePapers {
  readonly subject: string
  readonly papers: readonly string[]
}

/**
 * Papers that the hall keeps no longer: so many days after their case ended as the rules say of their kind, counted up to the day that was
 * closed last, so that no clock destroys anything. None of a case that goes on or whose customer waits for a call, none
 * that is destroyed, and none of which a manager has stopped the destroying.
 */
export function papersDue(hall: OpenHall & CasesPart & PapersPart): readonly DuePapers[] {
  const closed = lastClosedDay(hall)
  if (closed === null) return []
  const days = keptDays(hall.settings.rules)
  const isOver = (day: string | null, kind: PaperKind) =>
    day !== null && days[kind] > 0 && day < keptSince(closed, days[kind])
  const all = [
    ...[...hall.filed].map(([subject, filed]) => ({ subject, ...filed })),
    ...[...hall.cases.values()].map((found) => ({
      subject: found.id,
      day: isToBeTold(found) ? null : dayOfEnd(hall, found),
      papers: papersIn(found),
    })),
  ]
  // A paper that is named twice stays as long as one of the two is kept.
  const kept = new Set(
    all.flatMap(({ day, papers }) => papers.flatMap(({ kind, paper }) => (isOver(day, kind) ? [] : [paper]))),
  )
  const stays = (paper: string) => kept.has(paper) || hall.shredded.has(paper) || hall.spared.has(paper)
  const due = new Set<string>()
  return all.flatMap(({ subject, papers }) => {
    const those = papers.flatMap(({ paper }) => (stays(paper) || due.has(paper) ? [] : [paper]))
    for (const paper of those) due.add(paper)
    return those.length === 0 ? [] : [{ subject, papers: [...new Set(those)] }]
  })
}

const dayOfEnd = (hall: ClockPart, { end }: CaseState): string | null => (end ? businessDay(hall, end.at) : null)

const papersIn = ({ forms, papers }: CaseState): FiledPapers['papers'] => [
  ...forms.map(({ paper }) => ({ paper, kind: 'form' as const })),
  ...papers.map(({ paper, kind }) => ({ paper, kind })),
]
