/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { lateEntryKinds as kinds } from './events.ts'
