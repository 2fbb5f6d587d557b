import type { LogEvent } from '#log/event.ts'
import { journalName } from '#log/journalName.ts'
import { checkEvent, type EventOf } from '../kind.ts'
import { tabletKinds } from './events.ts'

/** Whether an event opens a journal under a name that its key and nonce do not make: somebody took it from another. */
export const takesAName = (event: LogEvent): boolean =>
  isOpening(event) && event.journal !== journalName(event.body.key, event.body.nonce)

/** What the first line of a journal says, if its key and nonce make the journal's name; null for any other event. */
export const openingOf = (event: LogEvent): EventOf<typeof tabletKinds, 'JournalOpened'>['body'] | null =>
  isOpening(event) && !takesAName(event) ? event.body : null

const kinds = new Map(Object.entries(tabletKinds))
const isOpening = (event: LogEvent): event is EventOf<typeof tabletKinds, 'JournalOpened'> =>
  event.kind === 'JournalOpened' && checkEvent(event, kinds) === 'sound'
