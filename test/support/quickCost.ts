import type { PinCost } from '#device/who/pinStretch.ts'

/** What stretching costs in the quick app: the least that a box in the log may say. */
export const QUICK_COST: PinCost = { memory: 1024, passes: 1 }
