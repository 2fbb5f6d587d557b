import type { Place } from './kind.ts'
import type { Slice } from './slice.ts'

type Shelf = () => Promise<readonly Slice[]>

const inAnAlarm: Shelf = async () => (await import('./inAnAlarm.ts')).slices
const atWork: Shelf = async () => (await import('./atWork.ts')).slices
const cases: Shelf = async () => [(await import('./cases/fold.ts')).casesSlice]

const shelves: Readonly<Record<Place, readonly Shelf[]>> = {
  reception: [inAnAlarm, atWork],
  counter: [inAnAlarm, atWork],
  backoffice: [inAnAlarm, atWork, cases],
  manager: [inAnAlarm, atWork],
  wall: [inAnAlarm],
}

/** The slices that a place works with from its first screen on, besides what is always open. */
export const openAt = async (place: Place): Promise<readonly Slice[]> =>
  (await Promise.all(shelves[place].map((load) => load()))).flat()
