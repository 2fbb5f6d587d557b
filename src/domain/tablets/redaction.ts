import type { LogEvent } from '#log/event.ts'
import type { LineName } from '#log/lines.ts'
import { checkEvent, type EventOf } from '../kind.ts'
import { tabletKinds } from './events.ts'

/** Which line a manager takes out with this event; null when it takes none. */
export function takenOutBy(event: LogEvent): LineName | null {
  if (!isRedaction(event)) return null
  // A branch is called otherwise, and its lines still say the journal that it branched off.
  const { n, hash } = event.body
  return { journal: event.subject.slice(0, 18), n, hash }
}

const isRedaction = (event: LogEvent): event is EventOf<typeof tabletKinds, 'LineRedacted'> =>
  event.kind === 'LineRedacted' && checkEvent(event, new Map(Object.entries(tabletKinds))) === 'sound'
