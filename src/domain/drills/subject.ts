import { drillKinds, drillPlanKinds, networkDrillKinds } from './events.ts'

export const kinds = { ...drillKinds, ...drillPlanKinds, ...networkDrillKinds }
export * as commands from './commands.ts'
export { networkDrillsSlice as slice } from './fold.ts'
