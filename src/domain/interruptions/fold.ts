import { stampTime } from '#log/stamp.ts'
import { businessDay, type ClockPart, isClosedAlready, keptSince } from '../day/businessDay.ts'
import { dayKinds } from '../day/events.ts'
import { queueSlice } from '../queue/fold.ts'
import { settingsSlice } from '../settings/fold.ts'
import { type Folding, type FoldOf, slice } from '../slice.ts'
import { interruptionKinds } from './events.ts'
import type { InterruptionsPart } from './interruptions.ts'

const folds: FoldOf<
  typeof interruptionKinds & Pick<typeof dayKinds, 'DayClosed'>,
  Folding<InterruptionsPart> & ClockPart
> = {
  InterruptionBegan(hall, { subject, body, by, stamp }) {
    if (hall.interruptions.has(subject)) return
    const beganAt = stampTime(stamp)
    hall.interruptions.set(subject, { id: subject, ...body, beganAt, by, endedAt: null, reports: [], counts: [] })
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

  CashCounted(hall, { subject, body, by, stamp }) {
    const found = hall.interruptions.get(subject)
    if (!found) return
    const count = { ...body, at: stampTime(stamp), by }
    hall.interruptions.set(subject, { ...found, counts: [...found.counts, count] })
  },

  DayClosed(hall, { subject: day }) {
    if (isClosedAlready(hall, day)) return
    const oldest = keptSince(day)
    for (const { id, endedAt } of [...hall.interruptions.values()]) {
      if (endedAt !== null && businessDay(hall, endedAt) < oldest) hall.interruptions.delete(id)
    }
  },
}

export const interruptionsSlice = slice<InterruptionsPart>()('interruptions', {
  start: { interruptions: new Map() },
  needs: [queueSlice, settingsSlice],
  kinds: { ...interruptionKinds, DayClosed: dayKinds.DayClosed },
  folds,
})
