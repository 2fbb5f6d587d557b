export * as commands from './commands.ts'
export { callKinds as kinds } from './events.ts'
