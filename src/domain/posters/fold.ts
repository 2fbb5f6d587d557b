import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { posterKinds } from './events.ts'
import type { PostersPart } from './posters.ts'

/** More notices than this there never are. */
const REMEMBERED = 20

const folds: FoldOf<typeof posterKinds, Folding<PostersPart>> = {
  PosterKept(hall, { subject, body: { piece, of, type, base64 } }) {
    const { pieces } = hall.posters.get(subject) ?? { pieces: Array.from({ length: of }, () => '') }
    // What is there stays: another picture has another id.
    if (piece >= pieces.length || pieces[piece] !== '') return
    const poster = { type, pieces: pieces.with(piece, base64) }
    hall.posters = new Map([...hall.posters, [subject, poster] as const].slice(-REMEMBERED))
  },
}

export const postersSlice = slice<PostersPart>()('posters', {
  start: { posters: new Map() },
  needs: [],
  kinds: posterKinds,
  folds,
  forgets: { posters: `the last ${REMEMBERED}` },
})
