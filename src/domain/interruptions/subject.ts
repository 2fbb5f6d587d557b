export * as commands from './commands.ts'
export { interruptionKinds as kinds } from './events.ts'
export { interruptionsSlice as slice } from './fold.ts'
