import { stampTime } from '#log/stamp.ts'
import { type AuthorityPart, authoritySlice } from '../authority/fold.ts'
import { slice } from '../daily.ts'
import { businessDay } from '../day/businessDay.ts'
import { keptSince, those } from '../forgetting.ts'
import { queueSlice } from '../queue/fold.ts'
import { settingsSlice } from '../settings/fold.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { interruptionKinds } from './events.ts'
import type { InterruptionsPart } from './interruptions.ts'

const folds: FoldOf<typeof interruptionKinds, Folding<InterruptionsPart> & Readonly<AuthorityPart>> = {
  InterruptionBegan(hall, { subject, body, by, stamp }) {
    if (hall.interruptions.has(subject)) return
    const beganAt = stampTime(stamp)
    hall.interruptions.set(subject, {
      id: subject,
      ...body,
      beganAt,
      by,
      endedAt: null,
      reports: [],
      counts: [],
      unconfirmed: null,
    })
  },

  InterruptionReported(hall, { subject, body, by, stamp }) {
    const found = hall.interruptions.get(subject)
    if (!found) return
    const report = { ...body, at: stampTime(stamp), by }
    hall.interruptions.set(subject, { ...found, reports: [...found.reports, report] })
  },

  InterruptionEnded(hall, { subject, stamp }) {
    const found = hall.interruptions.get(subject)
    if (!found || found.endedAt !== null) return
    hall.interruptions.set(subject, { ...found, endedAt: stampTime(stamp) })
  },

  CashCounted(hall, { subject, body, by, stamp, journal, n }) {
    const found = hall.interruptions.get(subject)
    if (!found) return
    const count = { ...body, at: stampTime(stamp), by }
    // Where people sign, the second person does, too: until then it is one person's word.
    const isJudged = hall.authority.root !== null
    hall.interruptions.set(
      subject,
      isJudged ? { ...found, unconfirmed: { ...count, journal, n } } : { ...found, counts: [...found.counts, count] },
    )
  },

  CashConfirmed(hall, { subject, by, journal, n }) {
    const found = hall.interruptions.get(subject)
    if (!found?.unconfirmed) return
    const { journal: at, n: before, ...count } = found.unconfirmed
    if (journal !== at || n !== before + 1 || by !== count.second || by === count.by) return
    hall.interruptions.set(subject, { ...found, unconfirmed: null, counts: [...found.counts, count] })
  },
}

export const interruptionsSlice = slice<InterruptionsPart>()('interruptions', {
  start: { interruptions: new Map() },
  needs: [authoritySlice, queueSlice, settingsSlice],
  kinds: interruptionKinds,
  folds,
  forgets: {
    interruptions: (hall, closed) =>
      those(hall.interruptions, ({ endedAt }) => endedAt === null || businessDay(hall, endedAt) >= keptSince(closed)),
  },
})
