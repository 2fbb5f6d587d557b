import type { LogEvent } from '#log/event.ts'
import { eventId } from '#log/event.ts'
import { afterEachFold } from '../afterEachFold.ts'
import type { AuthorityPart } from '../authority/fold.ts'
import { drillPlanKinds } from '../drills/events.ts'
import { withOneMore } from '../fairShare.ts'
import type { EventOf } from '../kind.ts'
import type { Folding } from '../slice.ts'
import type { Incident, IncidentsPart, Moment, Told } from './incidents.ts'
import { type Mark, markOf } from './mark.ts'

/** So many moments of one incident are kept of each tablet; a day of twenty tablets has a few hundred together. */
const MOST_MOMENTS = 500

/** The same folds, and afterwards the incident's history has what was told. Nothing that was told is ever left out of it. */
export function recording<Folds extends object>(folds: Folds): Folds {
  return afterEachFold(folds, (hall: Folding<IncidentsPart> & Readonly<AuthorityPart>, event) => {
    const found = incidentOf(hall, event)
    if (!found) return
    const history = withOneMore(hall, found.history, momentOf(found, event), MOST_MOMENTS, (each) => each.event)
    changeIncident(hall, found, { history })
  })
}

/** `found`: as it is once the event has been folded. */
function momentOf(found: Incident, event: LogEvent): Moment {
  const { kind, body } = event as EventOf<Told>
  const mark = markOf(event)
  const paperTime = kind === 'StepTicked' ? body.paperTime : undefined
  const at = paperTime === undefined ? mark.at : Math.min(Date.parse(paperTime), mark.at)
  const enteredAt = paperTime === undefined ? null : mark.at
  return { ...mark, at, enteredAt, stands: standsOf(found, event), event: eventId(event), kind, body } as Moment
}

function standsOf({ over, level, command }: Incident, event: LogEvent): Moment['stands'] {
  const { kind, body } = event as EventOf<Told>
  const { journal, at } = markOf(event)
  const isThis = (mark: Mark | null) => mark?.journal === journal && mark.at === at
  if (kind === 'IncidentStoodDown') return isThis(over) ? 'yes' : 'no'
  if (kind === 'LevelChanged') return level === body.level ? 'yes' : 'no'
  if (kind !== 'CommandTaken') return 'yes'
  if (!isThis(command)) return 'no'
  return command.proven || event.drill !== null ? 'yes' : 'unsigned'
}

/** The incident an event is about, by its own id or that of a declaration that was the same. A drill never touches a real one. */
export function incidentOf(hall: IncidentsPart, event: LogEvent): Incident | null {
  const found = hall.incidents.get(hall.sameIncidents.get(event.subject) ?? event.subject)
  return found && found.drill === (event.drill !== null) ? found : null
}

/** Whether an event about an incident lies before the declaration in the order of the log, or before whom it is about was found. */
export function isEarlyMoment(hall: IncidentsPart, event: LogEvent): boolean {
  const told = event as EventOf<Told>
  if (told.kind === 'IncidentDeclared' || told.kind in drillPlanKinds) return false
  const id = hall.sameIncidents.get(told.subject) ?? told.subject
  const found = hall.incidents.get(id) ?? hall.outlines.get(id)
  // What is real waits for what is real, whatever drill has its name so far.
  if (!found || (found.drill && event.drill === null)) return true
  if (told.kind !== 'CasualtyChanged' && told.kind !== 'CasualtyPaperKept') return false
  return incidentOf(hall, event)?.casualties.has(told.body.casualty) === false
}

/** Replaces fields of an incident. */
export function changeIncident(hall: Folding<IncidentsPart>, incident: Incident, fields: Partial<Incident>): void {
  hall.incidents.set(incident.id, { ...incident, ...fields })
}
