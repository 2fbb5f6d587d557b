import * as v from 'valibot'
import { fromBase64, toBase64, toBase64Url } from '#device/basics/base64.ts'
import type { Chance } from '#device/basics/ports.ts'
import type { HallKeys, KeyTurn } from '#domain/keys/keys.ts'
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
const SECRET_BYTES = 32

export const ringToBytes = (ring: KeyRing): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(ring))

/** Null when these bytes are no ring. */
export function ringFromBytes(bytes: Uint8Array): KeyRing | null {
  const ring = v.safeParse(Ring, JSON.parse(new TextDecoder().decode(bytes)))
  return ring.success ? ring.output : null
}

/** A version of the key for these tablets, which opens all earlier ones and a new desk secret, if it brings one. */
export async function turnKey({
  hall,
  key,
  earlier,
  holders,
  deskSecret = null,
  chance,
}: {
  readonly hall: string
  readonly key: HallKey
  readonly earlier: readonly HallKey[]
  readonly holders: HallKeys['holders']
  readonly deskSecret?: Uint8Array | null
  readonly chance: Chance
}): Promise<KeyTurn> {
  const secret = fromBase64(key.secret)
  const sealed: Record<string, string> = {}
  for (const { tablet, key: theirs } of holders) {
    sealed[tablet] = toBase64(await sealTo(theirs, `${TURN} ${hall} ${tablet}`, secret))
  }
  const chain = await seal(key, turned(hall, key.id), new TextEncoder().encode(JSON.stringify(earlier)), chance)
  const previous = earlier.at(-1) ?? null
  const secretOf = deskSecret && toBase64(await seal(key, deskSecretOf(hall, key.id), deskSecret, chance))
  const turn = { keyId: key.id, before: previous?.id ?? null, sealed, earlier: toBase64(chain), secret: secretOf }
  return { ...turn, mac: previous && (await macOf(previous, hall, turn)) }
}

/** The keys of a ring with what the list's turns add: newer ones sealed to this tablet, and all older ones behind any of them. */
export async function keysLearnt(
  ring: KeyRing,
  told: HallKeys,
  { hall, tablet }: { readonly hall: string; readonly tablet: string },
): Promise<readonly HallKey[]> {
  const known = new Map(ring.keys.map((key) => [key.id, key]))
  // What somebody without the right to it brought in seals nothing; what was sealed with it meanwhile can be read.
  const turns = [...told.uncounted, ...told.turns]
  const vouched: ReadonlySet<KeyTurn> = new Set(told.turns.filter((turn) => turn.vouched))

  /** Takes what this turn has for this tablet; whether that was a new key. */
  async function take(turn: KeyTurn): Promise<boolean> {
    const { keyId, sealed } = turn
    const box = sealed[tablet]
    if (known.has(keyId) || box === undefined) return false
    // Boxes can be made for everybody by anybody. Only whoever has the key before it may bring another one, or whom the
    // root key has named.
    const before = known.get(turn.before ?? '')
    const fits = before !== undefined && turn.mac === (await macOf(before, hall, turn))
    if (!fits && !vouched.has(turn)) return false
    const secret = await openSealedTo(ring.sealKey, `${TURN} ${hall} ${tablet}`, fromBase64(box))
    const key = secret && (await hallKeyOf(secret))
    if (!key || key.id !== keyId) return false
    known.set(keyId, key)
    return true
  }

  for (let learnt = true; learnt; ) {
    learnt = false
    for (const turn of turns) if (await take(turn)) learnt = true
    // Newest first: each version opens all that were known before it.
    for (const turn of [...turns].reverse()) {
      for (const each of await handedOn(known.get(turn.keyId), turn, hall)) {
        if (known.has(each.id)) continue
        known.set(each.id, each)
        learnt = true
      }
    }
  }
  const keys = inOrder([...known.values()], told)
  return keys.map(({ id }) => id).join() === ring.keys.map(({ id }) => id).join() ? ring.keys : keys
}

/** The older versions that a turn hands on to whoever has its key. */
async function handedOn(key: HallKey | undefined, turn: KeyTurn, hall: string): Promise<readonly HallKey[]> {
  const bytes = key && (await unseal(key, turned(hall, turn.keyId), fromBase64(turn.earlier)))
  const older = bytes ? v.safeParse(v.array(Key), JSON.parse(new TextDecoder().decode(bytes))) : null
  return older?.success ? older.output : []
}

/** A version of the hall key with all older ones that it opens. */
export async function keysBehind(key: HallKey, { turns }: HallKeys, hall: string): Promise<readonly HallKey[]> {
  const known = new Map([[key.id, key]])
  for (const turn of [...turns].reverse())
    for (const older of await handedOn(known.get(turn.keyId), turn, hall)) known.set(older.id, older)
  return [...known.values()]
}

/**
 * In the order of the list, so that every tablet seals with the same one; what the list does not tell of (yet) comes first,
 * and last the one that seals.
 */
export function inOrder(keys: readonly HallKey[], { turns, seals }: HallKeys): HallKey[] {
  const turn = new Map(turns.map(({ keyId }, at) => [keyId, keyId === seals ? turns.length : at]))
  return [...keys].sort((a, b) => (turn.get(a.id) ?? -1) - (turn.get(b.id) ?? -1))
}

/** The desk secrets that turns have brought, as far as these keys open them, oldest first. */
export async function secretsBehind(
  keys: readonly HallKey[],
  { turns }: HallKeys,
  hall: string,
): Promise<Uint8Array[]> {
  const found: Uint8Array[] = []
  for (const { keyId, secret } of turns) {
    const key = keys.find(({ id }) => id === keyId)
    const bytes = key && secret ? await unseal(key, deskSecretOf(hall, keyId), fromBase64(secret)) : null
    if (bytes?.length === SECRET_BYTES) found.push(bytes)
  }
  return found
}

/** HMAC by a hall key over what comes after it. */
async function macOf(
  { secret }: HallKey,
  hall: string,
  { keyId, before, sealed, earlier, secret: deskSecret }: Omit<KeyTurn, 'mac'>,
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
  const said = text.encode(JSON.stringify(['stayopen key turn', 2, hall, keyId, before, boxes, earlier, deskSecret]))
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, said)))
}

const deskSecretOf = (hall: string, keyId: string): Belongs => ({ hall, subject: keyId, kind: 'desk secret' })
const turned = (hall: string, keyId: string): Belongs => ({ hall, subject: keyId, kind: 'earlier hall keys' })
