import { settles } from '#domain/cases/settles.ts'
import type { Kind, Writer } from '#domain/kind.ts'
import { type HallEvent, isHallEvent, kinds } from '#domain/whole.ts'
import type { LogEvent } from '#log/event.ts'
import { isRedacted } from '#log/lines.ts'
import type { LineSetAside } from '#log/notTaken.ts'
import type { Mark } from '../eventStore.ts'
import type { CheckedLine } from './push.ts'

/** Why a line is kept away from every fold, and from the server's own books. */
type QuarantineCode = Extract<LineSetAside, 'bad-proof' | 'not-allowed-here' | 'misplaced'>

/** What the server makes of one line. Kinds and bodies of a newer version, which it does not know, pass through untouched. */
export type Judgement =
  | { readonly status: 'quarantined'; readonly code: QuarantineCode }
  | { readonly status: 'sound'; readonly mark: Mark | null }

/** Judges one line written at a place. A body that is not understood never stops the lines behind it. */
export function judgeLine({ event, line, isProven }: Omit<CheckedLine, 'hash'>, writer: Writer): Judgement {
  if (isRedacted(line)) return { status: 'sound', mark: null }
  // Whoever names a key that has not signed the line is lying, whatever the line says.
  if (!isProven) return { status: 'quarantined', code: 'bad-proof' }
  const declared = kinds.get(event.kind)
  if (!declared) return { status: 'sound', mark: null }
  if (!declared.writers.includes(writer)) return { status: 'quarantined', code: 'not-allowed-here' }
  if (event.kind === 'JournalOpened' && event.n !== 1) return { status: 'quarantined', code: 'misplaced' }
  return { status: 'sound', mark: isHallEvent(event) ? markOf(event, declared) : keptAs(event, declared) }
}

function markOf(event: HallEvent, declared: Kind): Mark | null {
  if (event.kind === 'DayClosed') return event.body.open === 'void' ? 'day-void' : 'day-carried'
  if (settles(event)) return `settled/${event.subject}`
  return keptAs(event, declared)
}

/** For how long whoever is new asks for it. */
function keptAs({ subject }: Pick<LogEvent, 'subject'>, { keeps }: Kind): Mark | null {
  if (keeps === 'case') return `open/${subject}`
  return keeps === 'lasting' ? 'lasting' : null
}
