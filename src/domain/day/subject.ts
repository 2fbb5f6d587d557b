/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { dayKinds as kinds } from './events.ts'
