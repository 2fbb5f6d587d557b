import { eventId } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { tabletKinds } from '../tablets/events.ts'
import { paperKinds } from './events.ts'
import type { PapersPart } from './papers.ts'

/** So many are remembered one by one. */
const REMEMBERED = 100

const kinds = { ...paperKinds, DestroyingStopped: tabletKinds.DestroyingStopped }

const folds: FoldOf<typeof kinds, Folding<PapersPart>> = {
  PapersShredded(hall, event) {
    const { subject, body, by, stamp } = event
    const act = eventId(event)
    if (hall.stopped.has(act)) {
      spare(hall, body.papers)
      return
    }
    hall.shredded = new Set([...hall.shredded, ...body.papers])
    const shredding = { act, subject, papers: body.papers, at: stampTime(stamp), by, isDue: body.due === true }
    hall.shreddings = [...hall.shreddings.slice(1 - REMEMBERED), shredding]
  },
  DestroyingStopped(hall, { body: { act } }) {
    hall.stopped = new Set([...hall.stopped, act])
    const found = hall.shreddings.find((each) => each.act === act)
    if (!found) return
    spare(hall, found.papers)
    hall.shreddings = hall.shreddings.filter((each) => each !== found)
    const others = new Set(hall.shreddings.flatMap(({ papers }) => papers))
    hall.shredded = new Set([...hall.shredded].filter((name) => !found.papers.includes(name) || others.has(name)))
  },
  // It stands in the log; nobody adds it up.
  PaperRevealed() {},
}

function spare(hall: Folding<PapersPart>, papers: readonly string[]): void {
  hall.spared = new Set([...hall.spared, ...papers])
}

export const papersSlice = slice<PapersPart>()('papers', {
  start: { shredded: new Set(), stopped: new Set(), spared: new Set(), shreddings: [] },
  needs: [],
  kinds,
  folds,
  forgets: {
    // PIPL art. 47: what was deleted stays deleted, however long a tablet with a copy lay in a drawer.
    shredded: 'a copy may come from a tablet that was off for years, and has to go, too',
    stopped: 'few ever are, and what they stopped may come late',
    spared: 'few ever are, and a manager has said so',
    shreddings: `the last ${REMEMBERED}`,
  },
})
