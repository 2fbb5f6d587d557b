import type { HallEvent } from '#domain/whole.ts'
import { baseOf } from '#log/journalName.ts'
import type { Consequence } from './eventStore.ts'

/** Most line numbers one declared hole may skip: a slip of the finger must not swallow a journal's future. */
const LONGEST_HOLE = 1_000_000

/** What an event changes in the server's books once it counts. */
export function consequencesOf(event: HallEvent): readonly Consequence[] {
  switch (event.kind) {
    case 'LinesLost': {
      const { from, to } = event.body
      const sane = from >= 1 && to >= from && to - from < LONGEST_HOLE
      return sane ? [{ kind: 'declares-hole', journal: event.subject, by: event.journal, range: { from, to } }] : []
    }
    case 'GatheringEnded':
      return [{ kind: 'ends-gathering', epoch: event.subject }]
    case 'LineRedacted':
      return [{ kind: 'redacts-line', line: { journal: baseOf(event.subject), ...event.body } }]
    case 'PapersShredded':
      return [{ kind: 'shreds-papers', papers: event.body.papers }]
    default:
      return []
  }
}
