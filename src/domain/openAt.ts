import type { Place } from './kind.ts'
import type { Slice } from './slice.ts'

/** An alarm shows who is in charge, which plan is in force and which way leads out: nobody waits for that. */
const inAnAlarm = async (): Promise<readonly Slice[]> => {
  const [{ floorSlice }, { publishingSlice }, { rosterSlice }] = await Promise.all([
    import('./floorPlan/fold.ts'),
    import('./publishing/fold.ts'),
    import('./roster/fold.ts'),
  ])
  return [floorSlice, publishingSlice, rosterSlice]
}

/** Whoever works here unlocks sealed papers, and is told while a system of the operator is out of reach. */
const atWork = async (): Promise<readonly Slice[]> => {
  const [{ interruptionsSlice }, { keysSlice }, { papersSlice }] = await Promise.all([
    import('./interruptions/fold.ts'),
    import('./keys/fold.ts'),
    import('./papers/fold.ts'),
  ])
  return [interruptionsSlice, keysSlice, papersSlice]
}

const cases = async (): Promise<readonly Slice[]> => [(await import('./cases/fold.ts')).casesSlice]

const shelves: Readonly<Record<Place, readonly (() => Promise<readonly Slice[]>)[]>> = {
  reception: [inAnAlarm, atWork],
  counter: [inAnAlarm, atWork],
  backoffice: [inAnAlarm, atWork, cases],
  manager: [inAnAlarm, atWork],
  wall: [inAnAlarm],
}

/** The slices that a place works with from its first screen on, besides what is always open. */
export const openAt = async (place: Place): Promise<readonly Slice[]> =>
  (await Promise.all(shelves[place].map((load) => load()))).flat()
