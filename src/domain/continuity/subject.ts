import { backupKinds } from './backupEvents.ts'
import { moveKinds } from './events.ts'

export const kinds = { ...backupKinds, ...moveKinds }
/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { continuitySlice as slice } from './fold.ts'
