import { stampTime } from '#log/stamp.ts'
import { type ClockPart, isClosedAlready } from '../day/businessDay.ts'
import { dayKinds } from '../day/events.ts'
import { queueSlice } from '../queue/fold.ts'
import { settingsSlice } from '../settings/fold.ts'
import { type Folding, type FoldOf, slice } from '../slice.ts'
import { ledgerKinds } from './events.ts'
import type { LedgerPart } from './ledger.ts'

const folds: FoldOf<typeof ledgerKinds & Pick<typeof dayKinds, 'DayClosed'>, Folding<LedgerPart> & ClockPart> = {
  CustomerReferred(hall, { subject, body }) {
    const key = `${body.day}/${subject}/${body.channel}`
    hall.referrals.set(key, (hall.referrals.get(key) ?? 0) + 1)
  },

  SpecialNoted(hall, { subject, body, by, stamp, papers }) {
    if (hall.specials.has(subject)) return
    const at = stampTime(stamp)
    const [paper = null] = papers
    hall.specials.set(subject, { id: subject, ...body, at, by, paper, keep: null, decidedBy: null })
  },

  SpecialDecided(hall, { subject, body, by }) {
    const note = hall.specials.get(subject)
    if (note) hall.specials.set(subject, { ...note, keep: body.keep, decidedBy: by })
  },

  DayClosed(hall, { subject: day }) {
    if (isClosedAlready(hall, day)) return
    for (const key of [...hall.referrals.keys()]) if (key.slice(0, 10) < day) hall.referrals.delete(key)
  },
}

export const ledgerSlice = slice<LedgerPart>()('ledger', {
  start: { specials: new Map(), referrals: new Map() },
  needs: [queueSlice, settingsSlice],
  kinds: { ...ledgerKinds, DayClosed: dayKinds.DayClosed },
  folds,
})
