import { compareEvents, type LogEvent } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'
import { createFold, type Head } from '../fold.ts'
import { checkEvent } from '../kind.ts'
import { incidentsSlice } from './fold.ts'
import type { Incident, IncidentsPart, Outline } from './incidents.ts'

const fold = createFold<Head & IncidentsPart>([incidentsSlice])
const DECLARED = 'IncidentDeclared'

const idsOf = ({ id, merged }: Outline): readonly string[] => [id, ...merged]

/** Of these words at least one stands in every line that the record needs; others need not be read. */
export const wordsOf = (outline: Outline): readonly string[] =>
  outline.over?.reason === 'real-incident' ? [...idsOf(outline), DECLARED] : idsOf(outline)

/** Whether the record of this incident needs an event: it is about it, or it is what really happened and ended a drill. */
export const belongsTo = (outline: Outline, event: LogEvent): boolean =>
  (idsOf(outline).includes(event.subject) || hasEnded(outline, event)) && checkEvent(event, fold.kinds) === 'sound'

const hasEnded = ({ id, over }: Outline, { kind, subject, drill, journal, stamp }: LogEvent): boolean =>
  over?.reason === 'real-incident' &&
  kind === DECLARED &&
  drill === null &&
  subject !== id &&
  journal === over.journal &&
  stampTime(stamp) === over.at

/**
 * An incident as it was before it was forgotten, folded of the events that belong to it, each once and in any order; null
 * when its declaration is not among them.
 */
export function recordFrom(outline: Outline, belonging: readonly LogEvent[]): Incident | null {
  const { id, over, declaredAt } = outline
  const events = [...belonging].sort(compareEvents)
  const declared = events.findIndex(({ kind, subject }) => kind === DECLARED && subject === id)
  if (declared < 0) return null
  const declaration = events.slice(declared, declared + 1)
  // What was done about it counts from the declaration on, wherever it lies in the order of the log.
  const after = events.filter(({ kind }, i) => i > declared || (i < declared && kind !== DECLARED))
  const begun = fold.fold(fold.empty(''), declaration)
  const found = begun.incidents.get(id)
  if (!found) return null
  // A drill that began amid something real was over at once, whenever that had begun.
  const amidReal = over?.reason === 'real-incident' && over.at === declaredAt
  const atOnce = amidReal && !after.some((event) => hasEnded(outline, event))
  const incidents = new Map(begun.incidents).set(id, atOnce ? { ...found, over } : found)
  const whole = fold.fold({ ...begun, incidents }, after).incidents.get(id)
  return whole ? { ...whole, over } : null
}
