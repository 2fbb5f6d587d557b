export * as commands from './commands.ts'
export { lateEntryKinds as kinds } from './events.ts'
