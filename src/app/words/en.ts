import { common } from './en/common.ts'
import { counter } from './en/counter.ts'
import { manager } from './en/manager.ts'
import { pairing } from './en/pairing.ts'
import { problems } from './en/problems.ts'
import { reception } from './en/reception.ts'
import { refusals } from './en/refusals.ts'
import { setup } from './en/setup.ts'
import { staff } from './en/staff.ts'
import { status } from './en/status.ts'
import { wall } from './en/wall.ts'
import type { Words } from './zh.ts'

export const en: Words = {
  common,
  status,
  reception,
  counter,
  wall,
  manager,
  setup,
  pairing,
  staff,
  problems,
  refusals,
}
