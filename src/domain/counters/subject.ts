/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { counterKinds as kinds } from './events.ts'
