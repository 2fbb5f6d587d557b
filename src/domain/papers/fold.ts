import { stampTime } from '#log/stamp.ts'
import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { paperKinds } from './events.ts'
import type { PapersPart } from './papers.ts'

/** So many are remembered one by one. */
const REMEMBERED = 100

const folds: FoldOf<typeof paperKinds, Folding<PapersPart>> = {
  PapersShredded(hall, { subject, body, by, stamp }) {
    hall.shredded = new Set([...hall.shredded, ...body.papers])
    const shredding = { subject, papers: body.papers.length, at: stampTime(stamp), by }
    hall.shreddings = [...hall.shreddings.slice(1 - REMEMBERED), shredding]
  },
  // It stands in the log; nobody adds it up.
  PaperRevealed() {},
}

export const papersSlice = slice<PapersPart>()('papers', {
  start: { shredded: new Set(), shreddings: [] },
  needs: [],
  kinds: paperKinds,
  folds,
  forgets: {
    // PIPL art. 47: what was deleted stays deleted, however long a tablet with a copy lay in a drawer.
    shredded: 'a copy may come from a tablet that was off for years, and has to go, too',
    shreddings: `the last ${REMEMBERED}`,
  },
})
