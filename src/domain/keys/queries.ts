import type { OpenHall } from '../openHall.ts'
import type { KeysPart } from './keys.ts'

type Hall = OpenHall & KeysPart

/** Tablets that a new hall key is sealed to: paired, not revoked, and their public key known. */
export const keyHolders = (hall: Hall): { tablet: string; key: string }[] =>
  [...hall.keys.sealKeys]
    .filter(([tablet]) => hall.tablets.get(tablet)?.revoked === false)
    .map(([tablet, key]) => ({ tablet, key }))
