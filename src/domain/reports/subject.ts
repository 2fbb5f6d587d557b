export * as commands from './commands.ts'
export { reportKinds as kinds } from './events.ts'
