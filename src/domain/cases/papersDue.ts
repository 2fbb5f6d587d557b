/** How long papers of cases that have ended are kept, and which of them are due. */
import { lastClosedDay } from '../day/queries.ts'
import { keptSince } from '../forgetting.ts'
import { isToBeTold } from '../lateEntry/isToBeTold.ts'
import type { OpenHall } from '../openHall.ts'
import type { PapersPart } from '../papers/papers.ts'
import type { Rules } from '../settings/events.ts'
import type { CasesPart } from './cases.ts'
import type { PaperKind } from './events.ts'
import { dayOfEnd, papersIn } from './filed.ts'

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
