import * as v from 'valibot'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import { PLACES, type Place } from '#domain/kind.ts'

/** Who this tablet is, as pairing settled it. */
export interface Identity {
  readonly hall: string
  readonly tablet: string
  readonly name: string
  readonly place: Place
  readonly lane: number
}

const Kept = v.object({
  identity: v.object({
    hall: v.string(),
    tablet: v.string(),
    name: v.string(),
    place: v.picklist(PLACES),
    lane: v.number(),
  }),
  /** The hall's root key; null on the first tablet until the hall is founded. */
  root: v.optional(v.nullable(v.string()), null),
  /** What the hall server knows this tablet by; 32 random bytes, base64url. */
  token: v.string(),
})

/** Who this tablet is, with the token that proves it to the hall server. */
export interface KeptIdentity {
  readonly identity: Identity
  readonly root: string | null
  readonly token: string
}

const NAME = 'identity'

/** Reads who this tablet is; null before pairing. */
export const readIdentity = (keepsakes: Keepsakes): Promise<KeptIdentity | null> => keepsakes.read(NAME, Kept)

/** Remembers who this tablet is from now on. */
export const writeIdentity = (keepsakes: Keepsakes, kept: KeptIdentity): Promise<void> => keepsakes.write(NAME, kept)
