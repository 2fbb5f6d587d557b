import { settles } from '#domain/cases/settles.ts'
import type { Kind, Writer } from '#domain/kind.ts'
import { type HallEvent, isHallEvent, kinds } from '#domain/whole.ts'
import { isRedacted } from '#log/lines.ts'
import type { Mark } from '../eventStore.ts'
import { isProven } from '../signing.ts'
import type { PushedLine } from './push.ts'

/** Why a line is kept away from every fold, and from the server's own books. */
type QuarantineCode = 'bad-body' | 'bad-proof' | 'not-allowed-here' | 'misplaced'

/** What the server makes of one line. Kinds it does not know pass through untouched. */
export type Judgement =
  | { readonly status: 'quarantined'; readonly code: QuarantineCode }
  | { readonly status: 'sound'; readonly mark: Mark | null }

/** Judges one line written at a place. A body that is not understood never stops the lines behind it. */
export function judgeLine({ event, line }: PushedLine, writer: Writer): Judgement {
  if (isRedacted(line)) return { status: 'sound', mark: null }
  // Whoever names a key that has not signed the line is lying, whatever the line says.
  if (!isProven(line)) return { status: 'quarantined', code: 'bad-proof' }
  const declared = kinds.get(event.kind)
  if (!declared) return { status: 'sound', mark: null }
  if (!declared.writers.includes(writer)) return { status: 'quarantined', code: 'not-allowed-here' }
  if (!isHallEvent(event)) return { status: 'quarantined', code: 'bad-body' }
  if (event.kind === 'JournalOpened' && event.n !== 1) return { status: 'quarantined', code: 'misplaced' }
  return { status: 'sound', mark: markOf(event, declared) }
}

function markOf(event: HallEvent, { keeps }: Kind): Mark | null {
  if (event.kind === 'DayClosed') return event.body.open === 'void' ? 'day-void' : 'day-carried'
  if (settles(event)) return `settled/${event.subject}`
  if (keeps === 'case') return `open/${event.subject}`
  return keeps === 'lasting' ? 'lasting' : null
}
