import { commandsOf } from '../command.ts'
import { ofIncident } from '../incidents/commands.ts'
import { incidentBy } from '../incidents/queries.ts'
import type { Rescuers, Severity, Whereabouts } from './casualties.ts'
import type { casualtyKinds } from './events.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = ['incident-unknown'] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof casualtyKinds, Why>()()

/** Somebody is hurt. Nobody has to sign in; nothing is said of who it is. */
export const reportCasualty = command<{ incident: string; severity: Severity; place: string }>(
  'reportCasualty',
  (hall, { incident, severity, place }, situation) => {
    const found = incidentBy(hall, incident)
    if (!found) return refuse('incident-unknown')
    const body = { casualty: situation.newId('u'), severity, place: place.trim() }
    return accept(ofIncident(found, { kind: 'CasualtyFound', body }))
  },
)

/** How somebody is now, and where they were taken. */
export const changeCasualty = command<{
  incident: string
  casualty: string
  severity: Severity
  whereabouts: Whereabouts
}>('changeCasualty', (hall, { incident, casualty, severity, whereabouts }) => {
  const found = incidentBy(hall, incident)
  const before = found?.casualties.get(casualty)
  if (!found || !before) return refuse('incident-unknown')
  if (before.severity === severity && before.whereabouts === whereabouts) return accept()
  return accept(ofIncident(found, { kind: 'CasualtyChanged', body: { casualty, severity, whereabouts } }))
})

/** Names the sealed record of somebody who is hurt; a record before it is destroyed with `shredPapers`, if at all. */
export const keepCasualtyPaper = command<{ incident: string; casualty: string; paper: string }>(
  'keepCasualtyPaper',
  (hall, { incident, casualty, paper }, situation) => {
    const found = incidentBy(hall, incident)
    if (!found?.casualties.has(casualty)) return refuse('incident-unknown')
    if (situation.by === null) return refuse('sign-in-first')
    return accept(ofIncident(found, { kind: 'CasualtyPaperKept', body: { casualty }, papers: [paper] }))
  },
)

/** A hand-over sheet was given to those who came to help: which unit took it. */
export const handOver = command<{ incident: string; to: Rescuers; unit: string }>(
  'handOver',
  (hall, { incident, to, unit }) => {
    const found = incidentBy(hall, incident)
    if (!found) return refuse('incident-unknown')
    return accept(ofIncident(found, { kind: 'HandedOver', body: { to, unit: unit.trim() } }))
  },
)
