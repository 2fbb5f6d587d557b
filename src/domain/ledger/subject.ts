/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { ledgerKinds as kinds } from './events.ts'
export { ledgerSlice as slice } from './fold.ts'
