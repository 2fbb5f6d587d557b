import { stampTime } from '#log/stamp.ts'
import type { AuthorityPart } from '../authority/fold.ts'
import type { CaseState, CasesPart } from '../cases/cases.ts'
import { changeCase, move, release, remembering } from '../cases/change.ts'
import type { CaseOutcome } from '../cases/events.ts'
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

/**
 * Whether it counts: of a case that waits for it, by whoever signs it, and never of one's own case (1.1.8). Who approves one
 * that somebody else has sent back meanwhile, while apart, has looked it over as well.
 */
export function isReview(
  { authority }: AuthorityPart,
  { status, submittedBy, end }: CaseState,
  { by, body }: EventOf<typeof reviewKinds>,
): boolean {
  const waits = status === 'review' || status === 'accepted'
  if (authority.root === null) return waits
  const mayApprove = body.decision === 'approved' && submittedBy !== null && !end
  return (waits || mayApprove) && by === body.reviewer && body.reviewer !== submittedBy
}

/** Whether a case may end so: done is what another person has looked over, whoever says that it is (1.1.8). */
export const mayEndAs = ({ authority }: AuthorityPart, { review }: CaseState, outcome: CaseOutcome): boolean =>
  outcome !== 'done' || authority.root === null || review?.decision === 'approved'
