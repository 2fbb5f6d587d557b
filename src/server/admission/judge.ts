import type { Kind, Writer } from '#domain/kind.ts'
import { type HallEvent, isHallEvent, kinds } from '#domain/whole.ts'
import { baseOf } from '#log/journalName.ts'
import { isRedacted } from '#log/lines.ts'
import type { Effect, Mark } from '../eventStore.ts'
import type { PushedLine } from './push.ts'

/** Why a body is kept away from every fold, and from the server's own books. */
type QuarantineCode = 'bad-body' | 'not-allowed-here' | 'misplaced'

/** What the server makes of one line's body. Kinds it does not know pass through untouched. */
export type Judgement =
  | { readonly status: 'quarantined'; readonly code: QuarantineCode }
  | { readonly status: 'sound'; readonly effects: readonly Effect[]; readonly mark: Mark | null }

/** Judges one line written at a place. A body that is not understood never stops the lines behind it. */
export function judgeLine({ event, line }: PushedLine, writer: Writer): Judgement {
  if (isRedacted(line)) return { status: 'sound', effects: [], mark: null }
  const declared = kinds.get(event.kind)
  if (!declared) return { status: 'sound', effects: [], mark: null }
  if (!declared.writers.includes(writer)) return { status: 'quarantined', code: 'not-allowed-here' }
  if (!isHallEvent(event)) return { status: 'quarantined', code: 'bad-body' }
  if (event.kind === 'JournalOpened' && event.n !== 1) return { status: 'quarantined', code: 'misplaced' }
  return { status: 'sound', effects: effectsOf(event), mark: markOf(event, declared) }
}

function markOf(event: HallEvent, { keeps }: Kind): Mark | null {
  if (event.kind === 'DayClosed') return event.body.open === 'void' ? 'day-void' : 'day-carried'
  if (settles(event)) return `settled/${event.subject}`
  if (keeps === 'case') return `open/${event.subject}`
  return keeps === 'lasting' ? 'lasting' : null
}

/** From here on only history asks for the case: it ended, and nobody waits to hear of it. */
const settles = ({ kind, body }: HallEvent): boolean =>
  (kind === 'CaseEnded' && !body.tell) || (kind === 'CustomerCalledBack' && body.result !== 'no-answer')

/** Most line numbers one declared hole may skip: a slip of the finger must not swallow a journal's future. */
const LONGEST_HOLE = 1_000_000

function effectsOf(event: HallEvent): readonly Effect[] {
  switch (event.kind) {
    case 'TabletRevoked':
      return [{ kind: 'revokes-tablet', tablet: event.subject }]
    case 'JournalHole': {
      const { from, to } = event.body
      const sane = from >= 1 && to >= from && to - from < LONGEST_HOLE
      return sane ? [{ kind: 'declares-hole', journal: event.subject, range: { from, to } }] : []
    }
    case 'LineRedacted':
      return [{ kind: 'redacts-line', line: { journal: baseOf(event.subject), ...event.body } }]
    case 'PapersShredded':
      return [{ kind: 'shreds-papers', papers: event.body.papers }]
    default:
      return []
  }
}
