/** One version of the hall key as the log tells of it. */
export interface KeyTurn {
  readonly keyId: string
  /** The new key by tablet, sealed to the tablet's public key, base64. */
  readonly sealed: Readonly<Record<string, string>>
  /** Older versions, sealed with this one, base64. */
  readonly earlier: string
  /** The version before it, and what only whoever has that can make over the rest; null for the first one. */
  readonly before: string | null
  readonly mac: string | null
}

/** What the log knows of the hall key: never the key. */
export interface HallKeys {
  /** Versions, oldest first; the first one is sealed to nobody. */
  readonly turns: readonly KeyTurn[]
}

export const noKeys: HallKeys = { turns: [] }

/** The part of the hall that knows of its keys. */
export interface KeysPart {
  readonly keys: HallKeys
}
