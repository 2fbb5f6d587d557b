import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { tabletsSlice } from '../tablets/fold.ts'
import type { TabletsPart } from '../tablets/tablets.ts'
import { keyKinds } from './events.ts'
import { type KeysPart, noKeys } from './keys.ts'

const folds: FoldOf<typeof keyKinds, Folding<KeysPart> & TabletsPart> = {
  SealKeyTold(hall, { subject, journal, body }) {
    // Only a tablet speaks for itself: nobody may have a key sealed to a stranger in its name.
    if (hall.journals.get(journal)?.tablet !== subject) return
    hall.keys = { ...hall.keys, sealKeys: new Map(hall.keys.sealKeys).set(subject, body.key) }
  },
  HallKeyTurned(hall, { subject, body }) {
    if (hall.keys.turns.some(({ keyId }) => keyId === subject)) return
    hall.keys = { ...hall.keys, turns: [...hall.keys.turns, { keyId: subject, ...body }] }
  },
}

export const keysSlice = slice<KeysPart>()('keys', {
  start: { keys: noKeys },
  needs: [tabletsSlice],
  kinds: keyKinds,
  folds,
  forgets: { keys: 'without every key there ever was old papers stay closed' },
})
