import { eventId } from '#log/event.ts'
import { baseOf } from '#log/journalName.ts'
import { stampTime } from '#log/stamp.ts'
import { authorityKinds } from '../authority/events.ts'
import { type AuthorityPart, authoritySlice } from '../authority/fold.ts'
import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { tabletKinds } from './events.ts'
import { isOfOneTablet } from './oneTablet.ts'
import { nameOf, type Tablet, type TabletsPart } from './tablets.ts'

const kinds = {
  ...tabletKinds,
  HallFounded: authorityKinds.HallFounded,
  TabletAdmitted: authorityKinds.TabletAdmitted,
  TabletRevoked: authorityKinds.TabletRevoked,
}

type FoldingTablets = Folding<TabletsPart> & Readonly<AuthorityPart>

/** As long as no root key judges, the list is taken as it comes; afterwards it says by itself who is let in (`tabletsUnder`). */
function unjudged(hall: FoldingTablets, tablet: Tablet): void {
  if (hall.authority.root === null) hall.tablets.set(tablet.id, tablet)
}

const folds: FoldOf<typeof kinds, FoldingTablets> = {
  JournalOpened(hall, { journal, body }) {
    const { tablet, lane, key, continues = null, sub = null } = body
    hall.journals.set(journal, { tablet, lane, key, continues, sub })
  },
  LaneGiven(hall, { subject, body }) {
    hall.lanes.set(subject, body.lane)
  },
  HallFounded(hall, { body: { tablet } }) {
    const { id, key } = tablet
    unjudged(hall, { id, name: nameOf(hall, id, tablet.name), place: 'manager', key, revoked: false })
  },
  TabletAdmitted(hall, { subject, body: { name, place, key } }) {
    const { revoked = false } = hall.tablets.get(subject) ?? {}
    unjudged(hall, { id: subject, name: nameOf(hall, subject, name), place, key, revoked })
  },
  TabletRevoked(hall, { subject }) {
    const tablet = hall.tablets.get(subject)
    if (tablet) unjudged(hall, { ...tablet, revoked: true })
  },
  TabletDescribed(hall, { subject, body: { name } }) {
    hall.tabletNames.set(subject, name)
    const tablet = hall.tablets.get(subject)
    if (tablet) hall.tablets.set(subject, { ...tablet, name })
  },
  // Epochs concern the log itself; the fold has nothing to add up.
  EpochOpened() {},
  GatheringEnded() {},
  LinesLost(hall, event) {
    const { from, to, seen } = event.body
    const journal = event.subject
    if (to >= from && isOfOneTablet(hall, event.journal, journal))
      hall.lost.set(eventId(event), { journal, from, to, seen, saidAt: stampTime(event.stamp) })
  },
  DeskSecretTaken(hall, { journal, subject }) {
    const tablet = hall.journals.get(baseOf(journal))?.tablet
    if (tablet) hall.secretsTaken.set(tablet, new Set([...(hall.secretsTaken.get(tablet) ?? []), subject]))
  },
  // What it moves is moved before anything is folded (`authority/stampsTaken.ts`).
  StampsTaken() {},
  LineRedacted(hall, event) {
    const act = eventId(event)
    const line = { journal: baseOf(event.subject), ...event.body }
    // Before the hall is founded nobody has said who is a manager.
    if (hall.authority.root !== null && !hall.stoppedRedactions.has(act)) hall.redactions.set(act, line)
  },
  DestroyingStopped(hall, { body: { act } }) {
    hall.stoppedRedactions = new Set([...hall.stoppedRedactions, act])
    hall.redactions.delete(act)
  },
}

export const tabletsSlice = slice<TabletsPart>()('tablets', {
  start: {
    redactions: new Map(),
    stoppedRedactions: new Set(),
    tablets: new Map(),
    tabletNames: new Map(),
    lanes: new Map(),
    journals: new Map(),
    lost: new Map(),
    secretsTaken: new Map(),
  },
  needs: [authoritySlice],
  kinds,
  folds,
  forgets: {
    redactions: 'a line that was taken out may come from a tablet that was off for years',
    stoppedRedactions: 'few ever are, and what they stopped may come late',
    tablets: 'as many as were ever let in: whatever is shown of old days names them',
    tabletNames: 'as many as tablets were ever let in',
    lanes: 'as many as were ever let in: a number says for ever which tablet gave it',
    journals: 'one each time a tablet begins anew: a line of any of them may still come',
    secretsTaken: 'one for each tablet and theft: the list of what is still to be done names who lacks it',
    lost: 'seldom does a disk fail, and what it has lost may turn up years later',
  },
})
