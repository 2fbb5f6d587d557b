export * as commands from './commands.ts'
export { casualtyKinds as kinds } from './events.ts'
