import { floorPlanKinds, wayKinds } from './events.ts'

export const kinds = { ...floorPlanKinds, ...wayKinds }
export * as commands from './commands.ts'
export { floorSlice as slice } from './fold.ts'
