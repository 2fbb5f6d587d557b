import * as v from 'valibot'
import { commandsOf } from '../command.ts'
import { ofIncident } from '../incidents/commands.ts'
import { incidentBy } from '../incidents/queries.ts'
import { needLeave } from '../permissions.ts'
import { type Drawing, type FloorPlan, floorPlanKinds, type wayKinds } from './events.ts'
import { floorFaults } from './faults.ts'
import type { Side } from './floorPlan.ts'
import { floorSlice } from './fold.ts'
import { blockedWays, waysOf } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  'drawing-does-not-fit',
  'floor-plan-does-not-fit',
  'incident-is-over',
  'incident-unknown',
  'tablet-unknown',
  'way-unknown',
] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof floorPlanKinds & typeof wayKinds, Why>()(floorSlice)

/** Draws the floor plan anew. It is refused while a zone has no way out: a plan that leads nowhere is worse than none. */
export const drawFloorPlan = command<FloorPlan>('drawFloorPlan', (hall, plan, situation) => {
  const refusal = needLeave(hall, situation, 'draw-floor')
  if (refusal) return refusal
  if (!v.is(floorPlanKinds.FloorPlanDrawn.body, plan) || floorFaults(plan).length > 0)
    return refuse('floor-plan-does-not-fit')
  return accept({ kind: 'FloorPlanDrawn', subject: hall.id, body: plan })
})

/** Puts a picture under the grid, or takes it away. */
export const setFloorDrawing = command<{ drawing: Drawing | null }>('setFloorDrawing', (hall, ask, situation) => {
  const refusal = needLeave(hall, situation, 'draw-floor')
  if (refusal) return refusal
  if (!v.is(floorPlanKinds.FloorDrawingSet.body, ask)) return refuse('drawing-does-not-fit')
  return accept({ kind: 'FloorDrawingSet', subject: hall.id, body: ask })
})

/** Says in which zone a tablet stands, so that its way out begins there. */
export const placeTablet = command<{ tablet: string; zone: string | null; faces: Side }>(
  'placeTablet',
  (hall, { tablet, zone, faces }, situation) => {
    const refusal = needLeave(hall, situation, 'draw-floor')
    if (refusal) return refusal
    if (!hall.tablets.has(tablet)) return refuse('tablet-unknown')
    if (zone !== null && !hall.floor.plan?.zones.some(({ id }) => id === zone)) return refuse('way-unknown')
    return accept({ kind: 'TabletStands', subject: tablet, body: { zone, faces } })
  },
)

/** An exit, a door or a zone cannot be passed, or can be again. Anybody who sees it says so with one tap. */
export const markWay = command<{ incident: string; way: string; blocked: boolean }>(
  'markWay',
  (hall, { incident, way, blocked }) => {
    const found = incidentBy(hall, incident)
    if (!found) return refuse('incident-unknown')
    if (found.over) return refuse('incident-is-over')
    const known = waysOf(hall).find(({ id }) => id === way)
    if (!known) return refuse('way-unknown')
    if (blockedWays(hall, found).has(way) === blocked) return accept()
    const body = { way, name: known.name }
    return accept(ofIncident(found, { kind: blocked ? 'WayBlocked' : 'WayFree', body }))
  },
)

/** A zone was ticked by mistake. */
export const takeSweepBack = command<{ incident: string; zone: string }>('takeSweepBack', (hall, ask) => {
  const found = incidentBy(hall, ask.incident)
  if (!found) return refuse('incident-unknown')
  if (!found.zones.has(ask.zone)) return accept()
  return accept(ofIncident(found, { kind: 'SweepTakenBack', body: { zone: ask.zone } }))
})
