/** Loaded when somebody asks for something. */
export const commands = () => import('./commands.ts')
export { priceKinds as kinds } from './events.ts'
export { pricesSlice as slice } from './fold.ts'
