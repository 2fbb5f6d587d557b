export * as commands from './commands.ts'
export { publishingKinds as kinds } from './events.ts'
export { publishingSlice as slice } from './fold.ts'
