import { authorityKinds } from '../authority/events.ts'
import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { tabletKinds } from './events.ts'
import type { TabletsPart } from './tablets.ts'

const kinds = { ...tabletKinds, TabletRevoked: authorityKinds.TabletRevoked }

const folds: FoldOf<typeof kinds, Folding<TabletsPart>> = {
  JournalOpened(hall, { journal, body }) {
    hall.journals.set(journal, { tablet: body.tablet, lane: body.lane, continues: body.continues ?? null })
  },
  TabletPaired(hall, { subject, body }) {
    hall.tablets.set(subject, { id: subject, ...body, revoked: hall.tablets.get(subject)?.revoked ?? false })
  },
  TabletRevoked(hall, { subject }) {
    const tablet = hall.tablets.get(subject)
    if (tablet) hall.tablets.set(subject, { ...tablet, revoked: true })
  },
  // Holes and redactions concern the log itself; the fold has nothing to add up.
  JournalHole() {},
  LineRedacted() {},
}

export const tabletsSlice = slice<TabletsPart>()('tablets', {
  start: { tablets: new Map(), journals: new Map() },
  needs: [],
  kinds,
  folds,
  forgets: {
    tablets: 'as many as were ever paired: whatever is shown of old days names them',
    journals: 'one each time a tablet begins anew: a line of any of them may still come',
  },
})
