/** Papers of cases that have ended: what is remembered of them. */
import type { LogEvent } from '#log/event.ts'
import { businessDay, type ClockPart } from '../day/businessDay.ts'
import { keptSince } from '../forgetting.ts'
import type { PapersPart } from '../papers/papers.ts'
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

/** The day of business on which a case ended; null: it goes on. */
export const dayOfEnd = (hall: ClockPart, { end }: CaseState): string | null => (end ? businessDay(hall, end.at) : null)

/** Every paper of a case. */
export const papersIn = ({ forms, papers }: CaseState): FiledPapers['papers'] => [
  ...forms.map(({ paper }) => ({ paper, kind: 'form' as const })),
  ...papers.map(({ paper, kind }) => ({ paper, kind })),
]
