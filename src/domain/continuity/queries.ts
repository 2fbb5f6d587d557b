import type { Incident } from '../incidents/incidents.ts'
import type { OpenHall } from '../openHall.ts'
import type { Backup, ContinuityPart, Move } from './continuity.ts'

type Hall = OpenHall & ContinuityPart

/** A backup is tested once in this time (ms): a month. */
export const TEST_EVERY_MS = 31 * 86_400_000

/** How ready a backup is: tested and fine, due for its monthly test, never tested, or failed the last one. */
export type Readiness = 'ready' | 'due' | 'untested' | 'failed'

/** How ready this backup is at `now`. */
export function readinessOf({ test }: Backup, now: number): Readiness {
  if (!test) return 'untested'
  if (!test.passed) return 'failed'
  return now - test.at > TEST_EVERY_MS ? 'due' : 'ready'
}

const ORDER: readonly Readiness[] = ['ready', 'due', 'untested', 'failed']

/** Backups that can be chosen, the readiest first. */
export const backupList = (hall: Hall, now: number): Backup[] =>
  [...hall.continuity.backups.values()]
    .filter(({ dropped }) => !dropped)
    .sort(
      (a, b) => ORDER.indexOf(readinessOf(a, now)) - ORDER.indexOf(readinessOf(b, now)) || (a.name < b.name ? -1 : 1),
    )

/** How business moves in this incident; null: it has not begun to. */
export const moveOf = (hall: Hall, incident: Incident): Move | null => hall.continuity.moves.get(incident.id) ?? null

/** From the start of the incident to business going on, in minutes; null: not yet, or nobody knows by what the clocks said. */
export const downtimeMinutes = ({ declaredAt }: Incident, { resumed }: Move): number | null =>
  resumed && resumed.at >= declaredAt ? Math.round((resumed.at - declaredAt) / 60_000) : null
