/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { authorityKinds as kinds } from './events.ts'
export { authoritySlice as slice } from './fold.ts'
