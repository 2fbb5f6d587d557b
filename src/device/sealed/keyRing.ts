import * as v from 'valibot'
import { fromBase64, toBase64, toBase64Url } from '#device/basics/base64.ts'
import type { Chance } from '#device/basics/ports.ts'
import type { KeysPart, KeyTurn } from '#domain/keys/keys.ts'
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
}): Promise<KeyTurn> {
  const secret = fromBase64(key.secret)
  const sealed: Record<string, string> = {}
  for (const { tablet, key: theirs } of holders) {
    sealed[tablet] = toBase64(await sealTo(theirs, `${TURN} ${hall} ${tablet}`, secret))
  }
  const chain = await seal(key, turned(hall, key.id), new TextEncoder().encode(JSON.stringify(earlier)), chance)
  const previous = earlier.at(-1) ?? null
  const turn = { keyId: key.id, before: previous?.id ?? null, sealed, earlier: toBase64(chain) }
  return { ...turn, mac: previous && (await macOf(previous, hall, turn)) }
}

/** The keys of a ring with what the log's turns add: newer ones sealed to this tablet, and all older ones behind any of them. */
export async function keysLearnt(
  ring: KeyRing,
  hall: OpenHall & KeysPart,
  tablet: string,
): Promise<readonly HallKey[]> {
  const known = new Map(ring.keys.map((key) => [key.id, key]))
  for (const turn of hall.keys.turns) {
    const { keyId, sealed } = turn
    const box = sealed[tablet]
    if (known.has(keyId) || box === undefined) continue
    // Boxes can be made for everybody by anybody. Only whoever has the key before it may bring another one.
    const before = known.get(turn.before ?? '')
    if (!before || turn.mac !== (await macOf(before, hall.id, turn))) continue
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

/** HMAC by a hall key over what comes after it. */
async function macOf(
  { secret }: HallKey,
  hall: string,
  { keyId, before, sealed, earlier }: Omit<KeyTurn, 'mac'>,
): Promise<string> {
  const base = await crypto.subtle.importKey('raw', fromBase64(secret), 'HKDF', false, ['deriveKey'])
  const text = new TextEncoder()
  const derivation = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(32),
    info: text.encode('stayopen key turns'),
  }
  const use = { name: 'HMAC', hash: 'SHA-256', length: 256 } as const
  const key = await crypto.subtle.deriveKey(derivation, base, use, false, ['sign'])
  const boxes = Object.entries(sealed).sort(([a], [b]) => (a < b ? -1 : 1))
  const said = text.encode(JSON.stringify(['stayopen key turn', 1, hall, keyId, before, boxes, earlier]))
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, said)))
}

const turned = (hall: string, keyId: string): Belongs => ({ hall, subject: keyId, kind: 'earlier hall keys' })
