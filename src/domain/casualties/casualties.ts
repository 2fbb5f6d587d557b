import type { FoldOf } from '../hall.ts'
import { changeIncident, incidentOf, type Mark, markOf, recording } from '../incidents/incidents.ts'
import type { casualtyKinds, RESCUERS, SEVERITIES, WHEREABOUTS } from './events.ts'

export type Severity = (typeof SEVERITIES)[number]
export type Whereabouts = (typeof WHEREABOUTS)[number]
export type Rescuers = (typeof RESCUERS)[number]

/** Somebody who is hurt, without who it is. */
export interface Casualty extends Mark {
  readonly id: string
  readonly severity: Severity
  readonly whereabouts: Whereabouts
  /** Where they were found: a zone, or words for it. */
  readonly place: string
  /** The newest sealed record; null: none yet. */
  readonly paper: string | null
}
/** Something was handed over to those who came to help. */
export interface Handover extends Mark {
  readonly to: Rescuers
  readonly unit: string
}

export const foldCasualties: FoldOf<keyof typeof casualtyKinds> = recording({
  CasualtyFound(hall, event) {
    const found = incidentOf(hall, event)
    const { casualty: id, severity, place } = event.body
    if (!found || found.casualties.has(id)) return
    const casualty: Casualty = { ...markOf(event), id, severity, place, whereabouts: 'here', paper: null }
    changeIncident(hall, found, { casualties: new Map(found.casualties).set(id, casualty) })
  },

  CasualtyChanged(hall, event) {
    const found = incidentOf(hall, event)
    const { casualty: id, severity, whereabouts } = event.body
    const before = found?.casualties.get(id)
    if (!found || !before) return
    const casualties = new Map(found.casualties).set(id, { ...before, severity, whereabouts })
    changeIncident(hall, found, { casualties })
  },

  CasualtyPaperKept(hall, event) {
    const found = incidentOf(hall, event)
    const before = found?.casualties.get(event.body.casualty)
    const [paper] = event.papers ?? []
    if (!found || !before || paper === undefined) return
    changeIncident(hall, found, { casualties: new Map(found.casualties).set(before.id, { ...before, paper }) })
  },

  HandedOver(hall, event) {
    const found = incidentOf(hall, event)
    if (!found) return
    changeIncident(hall, found, { handovers: [...found.handovers, { ...markOf(event), ...event.body }] })
  },
})
