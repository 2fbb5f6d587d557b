import type { Quiet } from '#device/sync/quiet.ts'
import type { Link, SyncState } from '#device/sync/sync.ts'

/** The other tabs of this app on this tablet; a BroadcastChannel in the browser. */
export interface Neighbours {
  /** Tells all other tabs. Messages are plain data. */
  tell(message: NeighbourMessage): void
  /** Called with what other tabs tell; the answer stops it. */
  onTold(listener: (message: NeighbourMessage) => void): () => void
  close(): void
}

/** What tabs tell each other. */
export type NeighbourMessage =
  /** A new version wants to start: does anybody hold still? */
  | { readonly kind: 'may-update'; readonly ask: string }
  /** Somebody is in the middle of something here. */
  | { readonly kind: 'hold-update'; readonly ask: string }
  /** This tablet was paired in another tab. */
  | { readonly kind: 'paired' }
  /** The hall server has given this tablet another token. */
  | { readonly kind: 'renewed'; readonly token: string }
  /** The writing tab's sync state, for the corner of the others. */
  | { readonly kind: 'link'; readonly link: SharedLink }
  /** Somebody has said what time it is now (ms since 1970). */
  | { readonly kind: 'time'; readonly time: number }
  /** Somebody has locked this tablet. */
  | { readonly kind: 'locked' }
  /** This tablet was cut off from the network, or is back on it. */
  | { readonly kind: 'quiet'; readonly quiet: Quiet | null }

/** What the writing tab shares of its link. */
export interface SharedLink {
  readonly link: Link
  readonly why: string | null
  readonly apart: SyncState['apart']
  readonly heardAt: number | null
  readonly freshAt: number | null
  readonly byPages: boolean
  readonly head: number
  readonly silent: readonly (readonly [string, { readonly seq: number; readonly since: number }])[]
  readonly confirmed: number | null
  readonly knocks: SyncState['knocks']
  readonly troubles: SyncState['troubles']
  readonly wants: SyncState['wants']
  readonly gathers: SyncState['gathers']
}

/** What the writing tab shares of its sync state; `confirmed`: up to where the hall server has heard this tablet. */
export const linkToShare = (
  { link, why, apart, heardAt, freshAt, byPages, head, silent, knocks, troubles, wants, gathers }: SyncState,
  confirmed: number | null,
): SharedLink => ({
  link,
  why,
  apart,
  heardAt,
  freshAt,
  byPages,
  head,
  silent: [...silent],
  confirmed,
  knocks,
  troubles,
  wants,
  gathers,
})
