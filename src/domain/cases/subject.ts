/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { caseKinds as kinds } from './events.ts'
export { casesSlice as slice } from './fold.ts'
