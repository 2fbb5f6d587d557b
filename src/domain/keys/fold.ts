import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { tabletsSlice } from '../tablets/fold.ts'
import type { TabletsPart } from '../tablets/tablets.ts'
import { keyKinds } from './events.ts'
import { type KeysPart, noKeys } from './keys.ts'

const folds: FoldOf<typeof keyKinds, Folding<KeysPart> & TabletsPart> = {
  HallKeyTurned(hall, { subject, body }) {
    if (hall.keys.turns.some(({ keyId }) => keyId === subject)) return
    hall.keys = { turns: [...hall.keys.turns, { keyId: subject, ...body }] }
  },
}

export const keysSlice = slice<KeysPart>()('keys', {
  start: { keys: noKeys },
  needs: [tabletsSlice],
  kinds: keyKinds,
  folds,
  forgets: { keys: 'without every key there ever was old papers stay closed' },
})
