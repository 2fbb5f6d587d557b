import type { FoldOf } from '../hall.ts'
import type { keyKinds } from './events.ts'

/** One version of the hall key as the log tells of it. */
export interface KeyTurn {
  readonly keyId: string
  /** The new key by tablet, sealed to the tablet's public key, base64. */
  readonly sealed: Readonly<Record<string, string>>
  /** Older versions, sealed with this one, base64. */
  readonly earlier: string
}

/** What the log knows of the hall key: never the key. */
export interface HallKeys {
  /** Versions, oldest first; the first one is sealed to nobody. */
  readonly turns: readonly KeyTurn[]
  /** Public ECDH keys by tablet, SPKI in base64. */
  readonly sealKeys: ReadonlyMap<string, string>
}

export const noKeys: HallKeys = { turns: [], sealKeys: new Map() }

export const foldKeys: FoldOf<keyof typeof keyKinds> = {
  SealKeyTold(hall, { subject, journal, body }) {
    // Only a tablet speaks for itself: nobody may have a key sealed to a stranger in its name.
    if (hall.journals.get(journal)?.tablet !== subject) return
    hall.keys = { ...hall.keys, sealKeys: new Map(hall.keys.sealKeys).set(subject, body.key) }
  },
  HallKeyTurned(hall, { subject, body }) {
    if (hall.keys.turns.some(({ keyId }) => keyId === subject)) return
    hall.keys = { ...hall.keys, turns: [...hall.keys.turns, { keyId: subject, ...body }] }
  },
}
