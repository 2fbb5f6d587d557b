import { slice } from '../daily.ts'
import { keptSince, those } from '../forgetting.ts'
import { papersSlice } from '../papers/fold.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { type DoorPart, precheckKey } from './door.ts'
import { doorKinds } from './events.ts'

const folds: FoldOf<typeof doorKinds, Folding<DoorPart>> = {
  VisitorNoted(hall, { subject, body, papers: [paper], journal, by }) {
    if (paper !== undefined) hall.visitors.set(subject, { ...body, paper, journal, by })
  },
  TicketPrechecked(hall, { subject, body }) {
    hall.prechecks.set(precheckKey(subject, body.service), body)
  },
}

export const doorSlice = slice<DoorPart>()('door', {
  start: { visitors: new Map(), prechecks: new Map() },
  needs: [papersSlice],
  kinds: doorKinds,
  folds,
  forgets: {
    // Whoever was carried over to the next day is still known on that day, and after it nobody but as a paper to destroy.
    visitors: (hall, closed) =>
      those(
        hall.visitors,
        ({ day, paper }) => day >= closed || (day >= keptSince(closed) && !hall.shredded.has(paper)),
      ),
    prechecks: (hall, closed) => those(hall.prechecks, ({ day }) => day >= closed),
  },
})
