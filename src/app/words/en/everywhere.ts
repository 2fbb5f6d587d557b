export { common } from './common.ts'
export { problems } from './problems.ts'
export { staff } from './staff.ts'
export { status } from './status.ts'
