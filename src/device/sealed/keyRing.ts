import * as v from 'valibot'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import type { Chance } from '#device/basics/ports.ts'
import type { KeysPart } from '#domain/keys/keys.ts'
import type { keyHolders } from '#domain/keys/queries.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { type Belongs, type HallKey, hallKeyOf, seal, unseal } from './hallKey.ts'
import { openSealedTo, type SealKey, sealTo } from './sealKey.ts'

/** Every version of the hall key that a tablet has, with the key to which newer ones are sealed. */
export interface KeyRing {
  /** Oldest first; the last one seals. */
  readonly keys: readonly HallKey[]
  readonly sealKey: SealKey
}

/** A version of the hall key, ready for the log. */
export interface TurnedKey {
  readonly keyId: string
  readonly sealed: Readonly<Record<string, string>>
  readonly earlier: string
}

const Key = v.object({ id: v.string(), secret: v.string() })
const Ring = v.object({ keys: v.array(Key), sealKey: v.object({ publicKey: v.string(), privateKey: v.string() }) })
const TURN = 'stayopen hall key turned'

export const ringToBytes = (ring: KeyRing): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(ring))

/** Null when these bytes are no ring. */
export function ringFromBytes(bytes: Uint8Array): KeyRing | null {
  const ring = v.safeParse(Ring, JSON.parse(new TextDecoder().decode(bytes)))
  return ring.success ? ring.output : null
}

/** A version of the key for these tablets, which opens all earlier ones. */
export async function turnKey({
  hall,
  key,
  earlier,
  holders,
  chance,
}: {
  readonly hall: string
  readonly key: HallKey
  readonly earlier: readonly HallKey[]
  readonly holders: ReturnType<typeof keyHolders>
  readonly chance: Chance
}): Promise<TurnedKey> {
  const secret = fromBase64(key.secret)
  const sealed: Record<string, string> = {}
  for (const { tablet, key: theirs } of holders) {
    sealed[tablet] = toBase64(await sealTo(theirs, `${TURN} ${hall} ${tablet}`, secret))
  }
  const chain = await seal(key, turned(hall, key.id), new TextEncoder().encode(JSON.stringify(earlier)), chance)
  return { keyId: key.id, sealed, earlier: toBase64(chain) }
}

/** The keys of a ring with what the log's turns add: newer ones sealed to this tablet, and all older ones behind any of them. */
export async function keysLearnt(
  ring: KeyRing,
  hall: OpenHall & KeysPart,
  tablet: string,
): Promise<readonly HallKey[]> {
  const known = new Map(ring.keys.map((key) => [key.id, key]))
  for (const { keyId, sealed } of hall.keys.turns) {
    const box = sealed[tablet]
    if (known.has(keyId) || box === undefined) continue
    const secret = await openSealedTo(ring.sealKey, `${TURN} ${hall.id} ${tablet}`, fromBase64(box))
    const key = secret && (await hallKeyOf(secret))
    if (key?.id === keyId) known.set(keyId, key)
  }
  // Newest first: each version opens all that were known before it.
  for (const { keyId, earlier } of [...hall.keys.turns].reverse()) {
    const key = known.get(keyId)
    const bytes = key && (await unseal(key, turned(hall.id, keyId), fromBase64(earlier)))
    const older = bytes ? v.safeParse(v.array(Key), JSON.parse(new TextDecoder().decode(bytes))) : null
    for (const each of older?.success ? older.output : []) if (!known.has(each.id)) known.set(each.id, each)
  }
  if (known.size === ring.keys.length) return ring.keys
  // The order of the log, so that every tablet seals with the same one; what the log does not tell of yet comes first.
  const turn = new Map(hall.keys.turns.map(({ keyId }, at) => [keyId, at]))
  return [...known.values()].sort((a, b) => (turn.get(a.id) ?? -1) - (turn.get(b.id) ?? -1))
}

const turned = (hall: string, keyId: string): Belongs => ({ hall, subject: keyId, kind: 'earlier hall keys' })
