/** Loaded when somebody asks for something. */
export const commands = async () => ({ ...(await import('./commands.ts')), ...(await import('./staffing.ts')) })
export { counterKinds as kinds } from './events.ts'
