import { drillKinds, drillPlanKinds } from './events.ts'
import { activityKinds, networkDrillKinds } from './repeatedEvents.ts'

export const kinds = { ...drillKinds, ...drillPlanKinds, ...networkDrillKinds, ...activityKinds }
/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { networkDrillsSlice as slice } from './repeatedFold.ts'
