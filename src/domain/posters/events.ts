import * as v from 'valibot'
import { kind, MANAGER, PLACES } from '../kind.ts'
import { Count, PosterId } from '../shapes.ts'

/** So many characters of base64 in one line: what is left of 64 KiB after the envelope, in whole groups of four. */
export const PIECE_SIGNS = 52_000
/** A poster comes in at most so many lines. */
const MOST_PIECES = 4
/** Most bytes of a poster. */
export const MOST_POSTER_BYTES = (MOST_PIECES * PIECE_SIGNS * 3) / 4

const ofPosters = { subject: PosterId, keeps: 'lasting', carried: 'never', readers: PLACES } as const

/** Pictures that walls show beside the calls. The subject is the poster: `p_01JD…`; which notice has it says the notice. */
export const posterKinds = {
  /**
   * One of the pieces of a picture. Pictures for everybody are lines of the log and no papers: those are sealed with the key
   * of the hall, which walls never have. So each comes whole or not at all, again until it has, and lies on every wall.
   */
  PosterKept: kind({
    body: v.object({
      piece: v.pipe(Count, v.maxValue(MOST_PIECES - 1)),
      of: v.pipe(Count, v.minValue(1), v.maxValue(MOST_PIECES)),
      type: v.picklist(['image/webp', 'image/jpeg', 'image/png']),
      base64: v.pipe(v.string(), v.minLength(1), v.maxLength(PIECE_SIGNS), v.regex(/^[A-Za-z0-9+/]+=*$/)),
    }),
    ...ofPosters,
    needs: MANAGER,
  }),
}
