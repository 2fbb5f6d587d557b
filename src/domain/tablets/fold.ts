import { authorityKinds } from '../authority/events.ts'
import { type AuthorityPart, authoritySlice } from '../authority/fold.ts'
import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { tabletKinds } from './events.ts'
import type { TabletsPart } from './tablets.ts'

const kinds = { ...tabletKinds, TabletRevoked: authorityKinds.TabletRevoked }

const folds: FoldOf<typeof kinds, Folding<TabletsPart> & Readonly<AuthorityPart>> = {
  JournalOpened(hall, { journal, body }) {
    const { tablet, lane, key, continues = null } = body
    hall.journals.set(journal, { tablet, lane, key, continues })
  },
  TabletPaired(hall, { subject, body }) {
    const known = hall.tablets.get(subject)
    // Whom a root key judges, the list lets in; the hall server says which lane is theirs.
    if (hall.authority.root !== null && !known) return
    const standing = hall.authority.root === null ? body : { lane: body.lane }
    hall.tablets.set(subject, { id: subject, revoked: false, ...body, ...known, ...standing })
  },
  TabletRevoked(hall, { subject }) {
    const tablet = hall.tablets.get(subject)
    // Where a root key judges, the list says who was sent away, and no line by itself.
    if (tablet && hall.authority.root === null) hall.tablets.set(subject, { ...tablet, revoked: true })
  },
  // Holes and redactions concern the log itself; the fold has nothing to add up.
  JournalHole() {},
  LineRedacted() {},
}

export const tabletsSlice = slice<TabletsPart>()('tablets', {
  start: { tablets: new Map(), journals: new Map() },
  needs: [authoritySlice],
  kinds,
  folds,
  forgets: {
    tablets: 'as many as were ever paired: whatever is shown of old days names them',
    journals: 'one each time a tablet begins anew: a line of any of them may still come',
  },
})
