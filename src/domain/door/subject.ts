/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { doorKinds as kinds } from './events.ts'
export { doorSlice as slice } from './fold.ts'
