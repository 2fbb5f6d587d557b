/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { interruptionKinds as kinds } from './events.ts'
export { interruptionsSlice as slice } from './fold.ts'
