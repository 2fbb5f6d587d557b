import { stampTime } from '#log/stamp.ts'
import type { CasesPart } from '../cases/cases.ts'
import { changeCase, move, release, remembering } from '../cases/change.ts'
import type { Folding, FoldOf } from '../slice.ts'
import type { reviewKinds } from './events.ts'

export const foldReview: FoldOf<typeof reviewKinds, Folding<CasesPart>> = remembering({
  CaseReviewed(hall, event) {
    const found = hall.cases.get(event.subject)
    if (!found || (found.status !== 'review' && found.status !== 'accepted')) return
    const review = { ...event.body, at: stampTime(event.stamp) }
    if (review.decision === 'returned') {
      move(hall, found, event, 'returned', { review, done: [], confirmation: null, late: release(found) })
    } else changeCase(hall, found, { review })
  },
})
