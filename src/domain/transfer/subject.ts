import { backupKinds, transferKinds } from './events.ts'

export const kinds = { ...backupKinds, ...transferKinds }
export * as commands from './commands.ts'
export { continuitySlice as slice } from './fold.ts'
