export * as commands from './commands.ts'
export { keyKinds as kinds } from './events.ts'
export { keysSlice as slice } from './fold.ts'
