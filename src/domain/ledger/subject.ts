export * as commands from './commands.ts'
export { ledgerKinds as kinds } from './events.ts'
export { ledgerSlice as slice } from './fold.ts'
