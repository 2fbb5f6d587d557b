import { type Authority, foundedFrom, hearing, under, type Waits, whyWaits } from '#domain/authority/authority.ts'
import { checkEvent, type Kind, type Place } from '#domain/kind.ts'
import type { HallEvent } from '#domain/whole.ts'
import type { LogEvent } from '#log/event.ts'
import { type FarAhead, isHeld } from './farAhead.ts'

/** Whose tablet this is: the root key it was given, and its own place, which it need not hear from anybody. */
export interface ThisTablet {
  /** Null on the first tablet: it founds the hall itself, and until then nobody's right is judged. */
  readonly root: string | null
  readonly here: { readonly id: string; readonly place: Place }
}

/** What does not count (yet), because nobody has said that it may, or this build does not understand it. */
export type Waiting = Map<string, { readonly event: LogEvent; readonly why: Waits }>

/** By what an event is judged: the list of who may what, clocks that ran far ahead, the kinds that are open, and whose tablet this is. */
export interface JudgedBy {
  readonly list: Authority
  readonly far: FarAhead
  readonly kinds: ReadonlyMap<string, Kind>
  readonly here: ThisTablet['here']
}

/** The event, if it counts; otherwise why it waits. Its kind is known. */
export function judgeEvent(event: LogEvent, { list, far, kinds, here }: JudgedBy): HallEvent | Waits {
  const kind = kinds.get(event.kind)!
  const why = whyWaits(list, event, kind, here)
  if (why !== null) return why
  if (!isSound(event, kinds)) return 'newer-version'
  return isHeld(event, kind, { list, far }) ? 'clock-ahead' : event
}

/** Whether an event says what this build understands, of a kind that is open. */
export const isSound = (event: LogEvent, kinds: ReadonlyMap<string, Kind>): event is HallEvent =>
  checkEvent(event, kinds) === 'sound'

/** The list with these events. The first tablet takes its root key from the founding that it wrote itself. */
export function listWith(before: Authority, said: readonly LogEvent[], { root, here }: ThisTablet): Authority {
  const next = hearing(under(root ?? before.root, before), said)
  return next.root === null ? under(foundedFrom(next, here.id), next) : next
}
