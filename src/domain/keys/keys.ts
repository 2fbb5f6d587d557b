/** One version of the hall key as somebody brings it in. */
export interface KeyTurn {
  readonly keyId: string
  /** The new key by tablet, sealed to the tablet's public key, base64. */
  readonly sealed: Readonly<Record<string, string>>
  /** Older versions, sealed with this one, base64. */
  readonly earlier: string
  /** A new desk secret, sealed with this version, where the one before it is in strange hands. */
  readonly secret: string | null
  /** The version before it, and what only whoever has that can make over the rest; null for the first one. */
  readonly before: string | null
  readonly mac: string | null
}

/** A version of the hall key as the list tells of it. */
export interface ToldTurn extends KeyTurn {
  /** Its name on the list. */
  readonly id: string
  readonly by: string | null
  /** When, by the clock of whoever did it. */
  readonly at: number
  /** The tablet on which it was done; null while nobody knows. */
  readonly on: string | null
  /** Who and what left before it, and had not left before the versions that it knew. */
  readonly left: readonly { readonly what: 'person' | 'tablet'; readonly id: string }[]
  /** The list vouches for it: the root key named who began anew with it. Any other one needs the version before it. */
  readonly vouched: boolean
}

/**
 * Why the hall key is to be turned: somebody who had it left, two were made apart, or a tablet that may have it was let in
 * beside the turn.
 */
export type TurnDue = 'left' | 'two' | 'newcomer'

/** Desk tablets in strange hands, and what has been done about it. */
export interface Loss {
  /** Null: all that were in the hall when the recovery sheet was used without them. */
  readonly tablet: string | null
  readonly by: string | null
  readonly at: number
  /** A new desk secret has been brought in since. */
  readonly renewed: boolean
  /** The versions of the hall key that brought it in. */
  readonly secrets: readonly string[]
  /** Whose key may still be had out of that tablet's disk: they have made none since the new desk secret. */
  readonly owing: readonly string[]
}

/** What the list says of the hall key: never the key. */
export interface HallKeys {
  /** Versions that count, in the order of the list. */
  readonly turns: readonly ToldTurn[]
  /** Versions that were brought in by whoever had no right to it (any more): nothing is sealed with them from now on. */
  readonly uncounted: readonly KeyTurn[]
  /** The version that seals; null while there is none. */
  readonly seals: string | null
  readonly due: TurnDue | null
  /** Tablets that a new version is sealed to. */
  readonly holders: readonly { readonly tablet: string; readonly key: string }[]
  /** The next turn brings a new desk secret, because the one before it is in strange hands. */
  readonly secretDue: boolean
  /** Whom the root key has named since the last turn: if nobody has the key any more, they may begin anew. */
  readonly mayBeginAnew: readonly string[]
  /** Desk tablets in strange hands, the first one first. */
  readonly losses: readonly Loss[]
}
