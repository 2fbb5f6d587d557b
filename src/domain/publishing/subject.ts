/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { publishingKinds as kinds } from './events.ts'
export { publishingSlice as slice } from './fold.ts'
