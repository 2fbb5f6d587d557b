import { list } from './list.ts'

/** What stands on the wall in both languages at once while the operator is out of reach. */
export const notNow = ({ services }: { readonly services: readonly string[] }) =>
  `系统中断，暂不能当场办理：${list(services)}`
