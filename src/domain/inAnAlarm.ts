import { floorSlice } from './floorPlan/fold.ts'
import { publishingSlice } from './publishing/fold.ts'
import { rosterSlice } from './roster/fold.ts'

/** An alarm shows who is in charge, which plan is in force and which way leads out: nobody waits for that. */
export const slices = [floorSlice, publishingSlice, rosterSlice]
