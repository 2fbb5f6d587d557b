/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { settingsKinds as kinds } from './events.ts'
export { settingsSlice as slice } from './fold.ts'
