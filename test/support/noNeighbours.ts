import type { Neighbours } from '#device/neighbours.ts'

/** A tablet whose app has one tab. */
export const noNeighbours: Neighbours = { tell() {}, onTold: () => () => {}, close() {} }
