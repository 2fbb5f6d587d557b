/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { incidentKinds as kinds } from './events.ts'
export { incidentsSlice as slice } from './fold.ts'
