/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { reviewKinds as kinds } from './events.ts'
export { caseDaysSlice as slice } from './summaryFold.ts'
