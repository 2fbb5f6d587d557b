/** @module What is needed at once and everywhere: common buttons, signing in, the state of the tablet, what went wrong. */
export { common } from './common.ts'
export { problems } from './problems.ts'
export { staff } from './staff.ts'
export { status } from './status.ts'
