import { common } from './zh/common.ts'
import { counter } from './zh/counter.ts'
import { manager } from './zh/manager.ts'
import { pairing } from './zh/pairing.ts'
import { problems } from './zh/problems.ts'
import { reception } from './zh/reception.ts'
import { refusals } from './zh/refusals.ts'
import { setup } from './zh/setup.ts'
import { staff } from './zh/staff.ts'
import { status } from './zh/status.ts'
import { wall } from './zh/wall.ts'

/** Every sentence the screens show, place by place: this is the shape that each other language has to fill. */
export const zh = {
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

export type Words = typeof zh
