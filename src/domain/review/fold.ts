import { stampTime } from '#log/stamp.ts'
import type { AuthorityPart } from '../authority/fold.ts'
import type { CaseState, CasesPart } from '../cases/cases.ts'
import { changeCase, move, release, remembering } from '../cases/change.ts'
import type { EventOf } from '../kind.ts'
import type { Folding, FoldOf } from '../slice.ts'
import type { reviewKinds } from './events.ts'

export const foldReview: FoldOf<typeof reviewKinds, Folding<CasesPart> & Readonly<AuthorityPart>> = remembering({
  CaseReviewed(hall, event) {
    const found = hall.cases.get(event.subject)
    if (!found || !isReview(hall, found, event)) return
    const review = { ...event.body, at: stampTime(event.stamp) }
    if (review.decision === 'returned') {
      const { at, reviewer, reason } = review
      const sentBack = { at, by: reviewer, reason, form: found.forms.at(-1)?.paper ?? null, ...had(found) }
      move(hall, found, event, 'returned', { review, sentBack, done: [], confirmation: null, late: release(found) })
    } else changeCase(hall, found, { review })
  },
})

const had = ({ papers, seen }: CaseState) => ({ papers: papers.map(({ paper }) => paper), seen })

/** Whether it counts: of a case that waits for it, by whoever signs it, and never of one's own case (1.1.8). */
export function isReview(
  { authority }: AuthorityPart,
  { status, submittedBy }: CaseState,
  { by, body }: EventOf<typeof reviewKinds>,
): boolean {
  if (status !== 'review' && status !== 'accepted') return false
  return authority.root === null || (by === body.reviewer && body.reviewer !== submittedBy)
}
