/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { posterKinds as kinds } from './events.ts'
export { postersSlice as slice } from './fold.ts'
