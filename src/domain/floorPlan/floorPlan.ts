import type { FoldOf } from '../hall.ts'
import { changeIncident, incidentOf, markOf, recording } from '../incidents/incidents.ts'
import type { Drawing, FloorPlan, floorPlanKinds, SIDES, wayKinds } from './events.ts'

export type Zone = FloorPlan['zones'][number]
export type Exit = FloorPlan['exits'][number]
export type Area = Zone['areas'][number]
export type Side = (typeof SIDES)[number]

/** Where a tablet stands. */
export interface Stand {
  readonly zone: string
  readonly faces: Side
}

/** What the hall knows of its rooms. */
export interface Floor {
  readonly plan: FloorPlan | null
  /** How often it was drawn: what a printed copy is compared with. */
  readonly version: number
  readonly drawing: Drawing | null
  /** By tablet. */
  readonly stands: ReadonlyMap<string, Stand>
}

export const noFloor: Floor = { plan: null, version: 0, drawing: null, stands: new Map() }

export const foldFloorPlan: FoldOf<keyof typeof floorPlanKinds | keyof typeof wayKinds> = recording({
  FloorPlanDrawn(hall, { body }) {
    hall.floor = { ...hall.floor, plan: body, version: hall.floor.version + 1 }
  },
  FloorDrawingSet(hall, { body }) {
    hall.floor = { ...hall.floor, drawing: body.drawing }
  },
  TabletStands(hall, { subject, body: { zone, faces } }) {
    const stands = new Map(hall.floor.stands)
    if (zone === null) stands.delete(subject)
    else stands.set(subject, { zone, faces })
    hall.floor = { ...hall.floor, stands }
  },

  WayBlocked(hall, event) {
    const found = incidentOf(hall, event)
    if (!found) return
    const { way, name } = event.body
    changeIncident(hall, found, { ways: [...found.ways, { ...markOf(event), way, name, blocked: true }] })
  },
  WayFree(hall, event) {
    const found = incidentOf(hall, event)
    if (!found) return
    const { way, name } = event.body
    changeIncident(hall, found, { ways: [...found.ways, { ...markOf(event), way, name, blocked: false }] })
  },
  SweepTakenBack(hall, event) {
    const found = incidentOf(hall, event)
    if (!found?.zones.has(event.body.zone)) return
    const zones = new Map(found.zones)
    zones.delete(event.body.zone)
    changeIncident(hall, found, { zones })
  },
})
