import type { Drawing, FloorPlan, SIDES } from './events.ts'

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

/** Rooms, exits and ways, and where tablets stand. */
export interface FloorPart {
  readonly floor: Floor
}
