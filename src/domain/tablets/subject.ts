/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { tabletKinds as kinds } from './events.ts'
export { tabletsSlice as slice } from './fold.ts'
