import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { floorPlanKinds } from './events.ts'
import { type FloorPart, noFloor } from './floorPlan.ts'

const folds: FoldOf<typeof floorPlanKinds, Folding<FloorPart>> = {
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
}

export const floorSlice = slice<FloorPart>()('floor', {
  start: { floor: noFloor },
  needs: [],
  kinds: floorPlanKinds,
  folds,
  forgets: { floor: 'the newest plan, and one stand for each tablet' },
})
