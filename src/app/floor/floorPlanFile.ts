import * as v from 'valibot'
import { type FloorPlan, FloorPlanBody } from '#domain/floorPlan/events.ts'
import { saveFile } from '../saveFile.ts'

/** Nothing drawn yet: a grid to begin with. */
export const emptyPlan: FloorPlan = {
  width: 24,
  height: 16,
  metresPerCell: 1,
  zones: [],
  doors: [],
  exits: [],
  symbols: [],
  assembly: '',
}

/** The floor plan in a file's text, or null when there is none in it. */
export function readFloorPlan(text: string): FloorPlan | null {
  try {
    const read = v.safeParse(FloorPlanBody, JSON.parse(text))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

/** Hands a plan to the browser as a file, to be kept, changed in an editor or taken to another hall. */
export function saveFloorPlan(plan: FloorPlan): void {
  saveFile('floor-plan.json', new Blob([JSON.stringify(plan, null, 2)], { type: 'application/json' }))
}
