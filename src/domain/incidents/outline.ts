import { isLongAgo } from '../forgetting.ts'
import type { Incident, Outline } from './incidents.ts'

/** What lists, frequencies and the heat map need of an incident: all that is left of it in the hall in the end. */
export function outlineOf({
  id,
  plan,
  further,
  level,
  drill,
  declaredAt,
  over,
  merged,
  ticks,
  history,
}: Incident): Outline {
  const since = history.reduce((first, { at, enteredAt }) => Math.min(first, enteredAt ?? at), declaredAt)
  return { id, plan, further, level, drill, declaredAt, since, over, merged, done: drill ? [...ticks.keys()] : [] }
}

/**
 * Whether an incident is so long over that its outline is enough, or has gone already. Nothing goes that goes on,
 * nothing real whose reporting was begun and not brought to its end: a first report owes a final one (plan-study §3.5), and
 * no scenario that a manager has not judged.
 */
export function isLongOver(found: Incident | undefined, closed: string): boolean {
  if (!found) return true
  const { over, drill, reports, scenario } = found
  if (!over || !isLongAgo(over.at, closed)) return false
  if (drill) return true
  if (scenario?.adopted === null) return false
  return reports.length === 0 || reports.some(({ report }) => report === 'final')
}
