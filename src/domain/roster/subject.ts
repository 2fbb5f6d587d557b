/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { rosterKinds as kinds } from './events.ts'
export { rosterSlice as slice } from './fold.ts'
