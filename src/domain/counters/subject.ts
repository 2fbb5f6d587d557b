export * as commands from './commands.ts'
export { counterKinds as kinds } from './events.ts'
