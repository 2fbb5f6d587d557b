/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { takeoverKinds as kinds } from './events.ts'
export { takeoverSlice as slice } from './fold.ts'
