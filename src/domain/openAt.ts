import type { Place } from './kind.ts'
import type { Slice } from './slice.ts'

type Load = () => Promise<readonly Slice[]>

const inAnAlarm: Load = async () => (await import('./inAnAlarm.ts')).slices
/** A wall shows where to go; who is in charge, and which plan is in force, it is not told. */
const wayOut: Load = async () => [(await import('./floorPlan/fold.ts')).floorSlice]
const atWork: Load = async () => (await import('./atWork.ts')).slices
const cases: Load = async () => [(await import('./cases/fold.ts')).casesSlice]

const loads: Readonly<Record<Place, readonly Load[]>> = {
  reception: [inAnAlarm, atWork],
  counter: [inAnAlarm, atWork],
  backoffice: [inAnAlarm, atWork, cases],
  manager: [inAnAlarm, atWork],
  wall: [wayOut],
}

/** The slices that a place works with from its first screen on, besides what is always open. */
export const openAt = async (place: Place): Promise<readonly Slice[]> =>
  (await Promise.all(loads[place].map((load) => load()))).flat()
