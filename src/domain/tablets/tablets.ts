import type { FoldOf } from '../hall.ts'
import type { Place } from '../kind.ts'
import type { tabletKinds } from './events.ts'

/** A tablet that was paired with the hall. */
export interface Tablet {
  readonly id: string
  readonly name: string
  readonly place: Place
  readonly key: string
  readonly lane: number
  readonly revoked: boolean
}

/** Which tablet wrote a journal. */
export interface JournalInfo {
  readonly tablet: string
  readonly lane: number
  readonly continues: string | null
}

export const foldTablets: FoldOf<keyof typeof tabletKinds> = {
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
