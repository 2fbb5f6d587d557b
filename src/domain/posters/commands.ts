import * as v from 'valibot'
import { commandsOf, needRole } from '../command.ts'
import type { Drawing } from '../floorPlan/events.ts'
import { PIECE_SIGNS, posterKinds } from './events.ts'
import { postersSlice } from './fold.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['drawing-does-not-fit'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof posterKinds, Why>()(postersSlice)

/** Keeps a picture for the walls under an id of its own. A manager's. */
export const keepPoster = command<{ poster: string } & Drawing>(
  'keepPoster',
  (hall, { poster, type, base64 }, situation) => {
    const refusal = needRole(hall, situation, 'manager')
    if (refusal) return refusal
    const of = Math.ceil(base64.length / PIECE_SIGNS)
    const pieces = Array.from({ length: of }, (_, piece) => {
      const from = piece * PIECE_SIGNS
      const body = { piece, of, type, base64: base64.slice(from, from + PIECE_SIGNS) }
      return { kind: 'PosterKept', subject: poster, body } as const
    })
    const { subject, body } = posterKinds.PosterKept
    const fits = pieces.length > 0 && pieces.every((each) => v.is(body, each.body) && v.is(subject, each.subject))
    return fits ? accept(...pieces) : refuse('drawing-does-not-fit')
  },
)
