/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { casualtyKinds as kinds } from './events.ts'
