/** Loaded when somebody asks for something. */
export const commands = async () => ({ ...(await import('./commands.ts')), ...(await import('./paperCall.ts')) })
export { callKinds as kinds } from './events.ts'
