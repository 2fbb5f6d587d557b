import type { LogEvent } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import { isRequired, type Needs } from '../kind.ts'
import { type Authority, signerOf } from './authority.ts'

/**
 * By whose name an act goes: the name that it bears, somebody else's who signed it, or the name that it bears although it is
 * signed with a key that nobody knows, or with none.
 */
export type Borne = 'own' | 'unknown' | 'unsigned' | { readonly signedBy: string }

/** By whose name an act goes: by the key, where one is needed, and by the name it bears only as far as that says so. */
export function nameBorne(authority: Pick<Authority, 'persons'>, event: LogEvent, needs: Needs): Borne {
  const signer = signerOf(authority, event)
  if (typeof signer === 'object') return signer.staff === event.by ? 'own' : { signedBy: signer.staff }
  if (!isRequired(needs)) return 'own'
  if (signer === 'unknown') return 'unknown'
  return event.by === null ? 'own' : 'unsigned'
}

/** The same done many times by whoever goes by one name. */
export interface Repeated {
  readonly event: LogEvent
  readonly count: number
  /** By the stamps of its lines, ms since 1970. */
  readonly first: number
  readonly last: number
}

/** Acts put together in which one did the same, in the order in which they come first. `who`: by what name an act goes. */
export function repeatedIn(events: readonly LogEvent[], who: (event: LogEvent) => string): Repeated[] {
  const found = new Map<string, Repeated>()
  for (const event of events) {
    const name = `${event.kind} ${who(event)}`
    const at = stampTime(event.stamp)
    const before = found.get(name) ?? { event, count: 0, first: at, last: at }
    const { count, first, last } = before
    found.set(name, { ...before, count: count + 1, first: Math.min(first, at), last: Math.max(last, at) })
  }
  return [...found.values()]
}
