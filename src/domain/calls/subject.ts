/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { callKinds as kinds } from './events.ts'
