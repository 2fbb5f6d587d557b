export { appointmentKinds as kinds } from './events.ts'
/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { appointmentsSlice as slice } from './fold.ts'
