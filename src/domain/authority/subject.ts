export { authorityKinds as kinds } from './events.ts'
export { authoritySlice as slice } from './fold.ts'
