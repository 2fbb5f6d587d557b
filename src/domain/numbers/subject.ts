export { numberKinds as kinds } from './events.ts'
