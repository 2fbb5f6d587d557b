export { improvementKinds as kinds } from './events.ts'
/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { improvementsSlice as slice } from './fold.ts'
