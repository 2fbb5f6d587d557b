export * as commands from './commands.ts'
export { tabletKinds as kinds } from './events.ts'
export { tabletsSlice as slice } from './fold.ts'
