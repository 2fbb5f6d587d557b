import { floorPlanKinds, wayKinds } from './events.ts'

export const kinds = { ...floorPlanKinds, ...wayKinds }
/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { floorSlice as slice } from './fold.ts'
