import type { LogEvent } from '#log/event.ts'
import { keptEvent, type Line, type LineName } from '#log/lines.ts'
import { checkEvent, type EventOf } from '../kind.ts'
import { tabletKinds } from './events.ts'

/** Which line a manager takes out with this event; null when it takes none. */
export function takenOutBy(event: LogEvent): LineName | null {
  if (!isRedaction(event)) return null
  // A branch is called otherwise, and its lines still say the journal that it branched off.
  return { journal: event.subject.slice(0, 18), ...event.body }
}

/** Which lines are taken out by events among these. */
export const redactionsIn = (lines: readonly Line[]): readonly LineName[] =>
  lines
    .filter((line) => line.includes('"kind":"LineRedacted"'))
    .flatMap((line) => {
      const event = keptEvent(line)
      return (event && takenOutBy(event)) ?? []
    })

const isRedaction = (event: LogEvent): event is EventOf<typeof tabletKinds, 'LineRedacted'> =>
  event.kind === 'LineRedacted' && checkEvent(event, new Map(Object.entries(tabletKinds))) === 'sound'
