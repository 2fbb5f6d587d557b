/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { staffKinds as kinds } from './events.ts'
export { staffSlice as slice } from './fold.ts'
