import { slice } from '../daily.ts'
import { markOf } from '../incidents/mark.ts'
import { takeoverKinds } from './events.ts'
import type { TakeoverPart } from './takeover.ts'

export const takeoverSlice = slice<TakeoverPart>()('takeover', {
  start: { takenOver: new Map() },
  needs: [],
  kinds: takeoverKinds,
  folds: {
    HallTakenOver(hall, event) {
      const { hall: from, at: file, tickets, incidents } = event.body
      hall.takenOver.set(from, { file, tickets, incidents, ...markOf(event) })
    },
  },
  forgets: { takenOver: 'as many as there are halls' },
})
