export * as commands from './commands.ts'
export { staffKinds as kinds } from './events.ts'
export { staffSlice as slice } from './fold.ts'
