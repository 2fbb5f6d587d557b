import type { LogEvent } from '#log/event.ts'
import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { type Authority, noAuthority, type Waits } from './authority.ts'
import { authorityKinds } from './events.ts'

/** An event that does not count (yet), and why. */
export interface Waiting {
  readonly event: LogEvent
  readonly why: Waits
}

/** Who may do what, and what waits because nobody has said that it may. */
export interface AuthorityPart {
  readonly authority: Authority
  readonly waiting: readonly Waiting[]
}

/** The list is folded before everything else, as a whole (`authority.ts`): in their turn its events change nothing. */
const folds: FoldOf<typeof authorityKinds, Folding<AuthorityPart>> = {
  HallFounded() {},
  Recovered() {},
  ServerAdmitted() {},
  TabletAdmitted() {},
  TabletRevoked() {},
  PersonAdmitted() {},
  RolesChanged() {},
  PersonRemoved() {},
  KeyGiven() {},
  HallKeyTurned() {},
  ActsAccepted() {},
}

export const authoritySlice = slice<AuthorityPart>()('authority', {
  start: { authority: noAuthority(), waiting: [] },
  needs: [],
  kinds: authorityKinds,
  folds,
  forgets: {
    authority: 'as long as the hall stands: whatever was done long ago is checked against it',
    waiting: 'until a manager has counted it, or for ever',
  },
})
