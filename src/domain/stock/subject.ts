/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { stockKinds as kinds } from './events.ts'
export { stockSlice as slice } from './fold.ts'
