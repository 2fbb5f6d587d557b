import type { Incident } from '../incidents/incidents.ts'
import type { Casualty, Severity, Whereabouts } from './casualties.ts'

/** How many people are hurt, by how badly, and how many were taken to hospital. Staff who are hurt are among them once noted. */
export function casualtyCount(incident: Incident): Readonly<Record<Severity | Whereabouts | 'all', number>> {
  const all: readonly Casualty[] = [...incident.casualties.values()]
  const count = (fits: (each: Casualty) => boolean) => all.filter(fits).length
  return {
    all: all.length,
    slight: count(({ severity }) => severity === 'slight'),
    serious: count(({ severity }) => severity === 'serious'),
    critical: count(({ severity }) => severity === 'critical'),
    dead: count(({ severity }) => severity === 'dead'),
    here: count(({ whereabouts }) => whereabouts === 'here'),
    ambulance: count(({ whereabouts }) => whereabouts === 'ambulance'),
    hospital: count(({ whereabouts }) => whereabouts === 'hospital'),
    left: count(({ whereabouts }) => whereabouts === 'left'),
  }
}
