import { stampTime } from '#log/stamp.ts'
import { slice } from '../daily.ts'
import { DAYS_AS_ROW, keptSince, those } from '../forgetting.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { ledgerKinds } from './events.ts'
import type { LedgerPart } from './ledger.ts'

const folds: FoldOf<typeof ledgerKinds, Folding<LedgerPart>> = {
  CustomerReferred(hall, { subject, body }) {
    const key = `${body.day}/${subject}/${body.channel}`
    hall.referrals.set(key, (hall.referrals.get(key) ?? 0) + 1)
  },

  SuggestionAnswered(hall, { subject, body, by }) {
    // Asked twice on tablets that were apart: the first answer stands.
    if (!hall.suggestions.has(subject)) hall.suggestions.set(subject, { ...body, by })
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
}

export const ledgerSlice = slice<LedgerPart>()('ledger', {
  start: { specials: new Map(), referrals: new Map(), suggestions: new Map() },
  needs: [],
  kinds: ledgerKinds,
  folds,
  forgets: {
    // What nobody has decided waits. What is worth keeping as experience (1.1.17) is a small row already.
    specials: (hall, closed) =>
      those(
        hall.specials,
        ({ keep, day }) => keep === null || day >= keptSince(closed, keep ? DAYS_AS_ROW : undefined),
      ),
    suggestions: (hall, closed) => those(hall.suggestions, ({ day }) => day >= closed),
    referrals: (hall, closed) => those(hall.referrals, (_, key) => key.slice(0, 10) >= closed),
  },
})
