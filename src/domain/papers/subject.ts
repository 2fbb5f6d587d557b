export * as commands from './commands.ts'
export { paperKinds as kinds } from './events.ts'
export { papersSlice as slice } from './fold.ts'
