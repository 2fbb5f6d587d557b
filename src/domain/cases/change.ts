import type { LogEvent } from '#log/event.ts'
import { eventId } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import { afterEachFold } from '../afterEachFold.ts'
import type { AuthorityPart } from '../authority/fold.ts'
import { withOneMore } from '../fairShare.ts'
import type { Folding } from '../slice.ts'
import {
  type CaseConflict,
  type CaseState,
  type CaseStatus,
  type CasesPart,
  caseWithSerial,
  type LateEntry,
} from './cases.ts'

/** The same folds, and afterwards the case knows on which journal something was done with it. */
export function remembering<Folds extends object>(folds: Folds): Folds {
  return afterEachFold(folds, (hall: Folding<CasesPart>, event) => {
    const found = hall.cases.get(event.subject)
    if (found && !found.journals.includes(event.journal)) {
      changeCase(hall, found, { journals: [...found.journals, event.journal] })
    }
  })
}

/** Replaces a case by one that differs in some fields. */
export function changeCase(hall: Folding<CasesPart>, found: CaseState, fields: Partial<CaseState>): void {
  hall.cases.set(found.id, { ...found, ...fields })
}

/** … and stands elsewhere from this event on. */
export function move(
  hall: Folding<CasesPart>,
  found: CaseState,
  event: LogEvent,
  status: CaseStatus,
  fields: Partial<CaseState>,
): void {
  changeCase(hall, found, { ...fields, status, since: stampTime(event.stamp) })
}

/** Nobody has it in hand any more. */
export const release = ({ late }: CaseState): LateEntry => ({ ...late, lease: null })

/** So much of what did not fit with each tablet is remembered on a case. */
const MOST_CONFLICTS = 20

/** Remembers on a case what did not fit. */
export function tell(
  hall: Folding<CasesPart> & Readonly<AuthorityPart>,
  event: LogEvent,
  kind: CaseConflict['kind'],
  what: string | null,
): void {
  const found = hall.cases.get(event.subject)
  if (!found) return
  const conflict = { kind, what, event: eventId(event), at: stampTime(event.stamp), by: event.by }
  const conflicts = withOneMore(hall, found.conflicts, conflict, MOST_CONFLICTS, (each) => each.event)
  changeCase(hall, found, { conflicts })
}

/** A serial number belongs to the case that had it first; another one with it was not entered, or was mistyped. */
export function takeSerial(hall: Folding<CasesPart> & Readonly<AuthorityPart>, event: LogEvent, serial: string): void {
  const taken = caseWithSerial(hall, serial)
  const found = hall.cases.get(event.subject)
  if (taken === null && found) hall.serials.set(found.day, new Map(hall.serials.get(found.day)).set(serial, found.id))
  const told = found?.conflicts.some(({ kind, what }) => kind === 'same-serial' && what === serial)
  if (taken !== null && taken !== event.subject && !told) tell(hall, event, 'same-serial', serial)
}
