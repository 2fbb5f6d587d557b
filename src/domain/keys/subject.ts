/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { keyKinds as kinds } from './events.ts'
export { keysSlice as slice } from './fold.ts'
