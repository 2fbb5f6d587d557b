export * as commands from './commands.ts'
export { rosterKinds as kinds } from './events.ts'
export { rosterSlice as slice } from './fold.ts'
