import type { LogEvent } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import { type AuthorityPart, authoritySlice } from '../authority/fold.ts'
import type { CasesPart } from '../cases/cases.ts'
import { caseKinds } from '../cases/events.ts'
import { casesSlice } from '../cases/fold.ts'
import { slice } from '../daily.ts'
import { dayAt } from '../day/businessDay.ts'
import { keptSince, those } from '../forgetting.ts'
import { lateEntryKinds } from '../lateEntry/events.ts'
import { settingsSlice } from '../settings/fold.ts'
import type { SettingsPart } from '../settings/settings.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { reviewKinds } from './events.ts'
import { isReview, mayEndAs } from './fold.ts'
import { type CaseDaysPart, type DayOfCases, emptyDay, oneMore } from './summary.ts'

const { CaseSubmitted, CaseEnded } = caseKinds
const { CaseEntered, CustomerCalledBack } = lateEntryKinds
const kinds = { CaseSubmitted, CaseEnded, ...reviewKinds, CaseEntered, CustomerCalledBack }

type Counting = Folding<CaseDaysPart> & Readonly<SettingsPart & AuthorityPart & CasesPart>

/** Counts on the day that the hall's clock showed when it happened. */
function count(
  hall: Counting,
  { stamp }: Pick<LogEvent, 'stamp'>,
  more: (day: DayOfCases) => Partial<DayOfCases>,
): void {
  const day = dayAt(hall, stampTime(stamp))
  const before = hall.caseDays.get(day) ?? emptyDay
  hall.caseDays.set(day, { ...before, ...more(before) })
}

/** What is read of a case is as it stood before the event: what happened twice, while tablets were apart, counts once. */
const folds: FoldOf<typeof kinds, Counting> = {
  CaseSubmitted(hall, event) {
    const status = hall.cases.get(event.subject)?.status
    if (status === 'open' || status === 'returned') count(hall, event, (day) => ({ handedIn: day.handedIn + 1 }))
  },
  CaseReviewed(hall, event) {
    const found = hall.cases.get(event.subject)
    if (!found || !isReview(hall, found, event)) return
    const { decision, reason, reviewer } = event.body
    const waited = Math.max(0, stampTime(event.stamp) - found.since)
    count(hall, event, (day) => ({
      approved: day.approved + Number(decision === 'approved'),
      handedOn: day.handedOn + Number(decision === 'handed-on'),
      returned: decision === 'returned' ? oneMore(day.returned, reason ?? 'other') : day.returned,
      reviewers: oneMore(day.reviewers, reviewer),
      waitedMs: day.waitedMs + waited,
    }))
  },
  CaseEnded(hall, event) {
    const found = hall.cases.get(event.subject)
    if (found && !found.end && mayEndAs(hall, found, event.body.outcome))
      count(hall, event, (day) => ({ ended: oneMore(day.ended, event.body.outcome) }))
  },
  CaseEntered(hall, event) {
    const found = hall.cases.get(event.subject)
    if (found?.status === 'accepted' && found.late.serial === null)
      count(hall, event, (day) => ({ entered: day.entered + 1 }))
  },
  CustomerCalledBack(hall, event) {
    if (hall.cases.has(event.subject)) count(hall, event, (day) => ({ calls: oneMore(day.calls, event.body.result) }))
  },
}

export const caseDaysSlice = slice<CaseDaysPart>()('caseDays', {
  start: { caseDays: new Map() },
  needs: [authoritySlice, casesSlice, settingsSlice],
  kinds,
  folds,
  forgets: { caseDays: (hall, closed) => those(hall.caseDays, (_, day) => day >= keptSince(closed)) },
})
