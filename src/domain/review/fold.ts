import { stampTime } from '#log/stamp.ts'
import type { AuthorityPart } from '../authority/fold.ts'
import type { CasesPart } from '../cases/cases.ts'
import { changeCase, move, release, remembering } from '../cases/change.ts'
import type { Folding, FoldOf } from '../slice.ts'
import type { reviewKinds } from './events.ts'

export const foldReview: FoldOf<typeof reviewKinds, Folding<CasesPart> & Readonly<AuthorityPart>> = remembering({
  CaseReviewed(hall, event) {
    const found = hall.cases.get(event.subject)
    if (!found || (found.status !== 'review' && found.status !== 'accepted')) return
    // By whoever signs it, and never one's own case (1.1.8).
    const { reviewer } = event.body
    if (hall.authority.root !== null && (event.by !== reviewer || reviewer === found.submittedBy)) return
    const review = { ...event.body, at: stampTime(event.stamp) }
    if (review.decision === 'returned') {
      move(hall, found, event, 'returned', { review, done: [], confirmation: null, late: release(found) })
    } else changeCase(hall, found, { review })
  },
})
