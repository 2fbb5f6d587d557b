export * as commands from './commands.ts'
export { settingsKinds as kinds } from './events.ts'
export { settingsSlice as slice } from './fold.ts'
