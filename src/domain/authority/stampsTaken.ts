import { compareEvents, type LogEvent } from '#log/event.ts'
import { baseOf } from '#log/journalName.ts'
import { MANAGER } from '../kind.ts'
import { type Authority, openedBy, type StampsTaken, whyNotSigned } from './authority.ts'

/** An event where it belongs in the fold order: at its own stamp, or where the stamps of its clock were taken. */
export function placed<Event extends LogEvent>(authority: Authority, event: Event): Event {
  const taking = takingOf(authority, event)
  return taking && taking.stamp < event.stamp ? { ...event, stamp: taking.stamp } : event
}

/** What says where a line belongs whose clock ran far ahead: the first in fold order of those that may. */
export function takingOf(authority: Authority, { journal, n }: Pick<LogEvent, 'journal' | 'n'>): StampsTaken | null {
  const said = authority.taken.get(baseOf(journal)) ?? []
  const found = said.filter(({ body }) => body.from <= n && n <= body.to).filter((each) => maySay(authority, each))
  return found.sort(compareEvents)[0] ?? null
}

/** A tablet says it of its own journals: the same key made their names. Of others a manager does. */
function maySay(authority: Authority, taking: StampsTaken): boolean {
  const { openings } = authority
  const key = openedBy(openings, taking.journal)?.key
  if (key !== undefined && key === openings.get(baseOf(taking.subject))?.key) return true
  return authority.root !== null && whyNotSigned(authority, taking, MANAGER) === null
}
