import { stampTime } from '#log/stamp.ts'
import { type Folding, type FoldOf, slice } from '../slice.ts'
import { paperKinds } from './events.ts'
import type { PapersPart } from './papers.ts'

/** So many are remembered one by one; the names of shredded papers are for all time. */
const REMEMBERED = 100

const folds: FoldOf<typeof paperKinds, Folding<PapersPart>> = {
  PapersShredded(hall, { subject, body, by, stamp }) {
    hall.shredded = new Set([...hall.shredded, ...body.papers])
    const shredding = { subject, papers: body.papers.length, at: stampTime(stamp), by }
    hall.shreddings = [...hall.shreddings.slice(1 - REMEMBERED), shredding]
  },
}

export const papersSlice = slice<PapersPart>()('papers', {
  start: { shredded: new Set(), shreddings: [] },
  needs: [],
  kinds: paperKinds,
  folds,
})
