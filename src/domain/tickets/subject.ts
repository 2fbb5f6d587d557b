export { queueSlice as slice } from '../queue/fold.ts'
/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { ticketKinds as kinds } from './events.ts'
