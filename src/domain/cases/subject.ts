export * as commands from './commands.ts'
export { caseKinds as kinds } from './events.ts'
export { casesSlice as slice } from './fold.ts'
