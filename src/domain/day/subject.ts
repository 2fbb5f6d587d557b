export * as commands from './commands.ts'
export { dayKinds as kinds } from './events.ts'
