import { drillKinds, drillPlanKinds, networkDrillKinds } from './events.ts'

export const kinds = { ...drillKinds, ...drillPlanKinds, ...networkDrillKinds }
/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { networkDrillsSlice as slice } from './fold.ts'
