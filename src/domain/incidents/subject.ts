export * as commands from './commands.ts'
export { incidentKinds as kinds } from './events.ts'
export { incidentsSlice as slice } from './fold.ts'
