/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { paperKinds as kinds } from './events.ts'
export { papersSlice as slice } from './fold.ts'
