/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { reportKinds as kinds } from './events.ts'
