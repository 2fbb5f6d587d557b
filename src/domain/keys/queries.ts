import type { OpenHall } from '../openHall.ts'

/** Tablets that a new hall key is sealed to: let in, not sent away, and named with a seal key of their own. */
export const keyHolders = ({ authority }: OpenHall): { tablet: string; key: string }[] =>
  [...authority.tablets.values()].flatMap(({ id, sealKey, revoked }) =>
    sealKey === null || revoked ? [] : [{ tablet: id, key: sealKey }],
  )
