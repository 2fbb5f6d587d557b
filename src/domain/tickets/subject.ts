export { queueSlice as slice } from '../queue/fold.ts'
export * as commands from './commands.ts'
export { ticketKinds as kinds } from './events.ts'
