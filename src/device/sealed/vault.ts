import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import * as v from 'valibot'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance } from '#device/basics/ports.ts'
import { PIN_COST, type PinStretch } from '#device/who/pinStretch.ts'
import type { KeysPart } from '#domain/keys/keys.ts'
import { keyHolders } from '#domain/keys/queries.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { decrypt, encrypt } from './aesGcm.ts'
import { type Belongs, type HallKey, hallKeyOf, keyIdOf, makeHallKey, seal, tagOf, unseal } from './hallKey.ts'
import { readKeyText, writeKeyText } from './keyText.ts'
import { makeSealKey, openSealedTo, type SealKey, sealTo } from './sealKey.ts'

/** no-key: this tablet never got the hall key · locked: nobody who may open it is signed in · unlocked. */
export type VaultState = 'no-key' | 'locked' | 'unlocked'

/** A version of the hall key, ready for the log. */
export interface TurnedKey {
  readonly keyId: string
  readonly sealed: Readonly<Record<string, string>>
  readonly earlier: string
}

/**
 * Where the hall key lies on this tablet. Open vault → seals and opens papers; locked → nothing of a customer can be read
 * here, not even by this program.
 *
 * The hall keys and this tablet's own seal key are sealed under a **vault key**; the vault key is sealed once for each
 * member of staff who has signed in here, under a key that Argon2id makes of the PIN with a salt of its own. So a new
 * version of the hall key needs nobody's PIN, and what the log knows of a PIN opens nothing here.
 */
export interface Vault {
  readonly state: VaultState
  /** Id of the newest hall key here, while the vault is open. */
  readonly keyId: string | null
  /** Public half of this tablet's seal key, while the vault is open. */
  readonly sealKey: string | null
  /** Makes the hall's first key, on the tablet that sets the hall up; null when there is one. The log gets to know its id. */
  found(): Promise<TurnedKey | null>
  /**
   * Somebody signed in. Opens the vault with their PIN; while it is open already (a colleague is here), or when the key
   * was handed over and nobody has signed in since, they are let in from now on.
   */
  open(staff: string, pin: string): Promise<VaultState>
  /** Lets whoever signed in last open it, too, after a colleague or the recovery sheet has opened it for them. */
  openFor(colleague: string, pin: string): Promise<VaultState>
  lock(): void
  /** This person opens nothing here any more. */
  forget(staff: string): Promise<void>
  /** The newest hall key as text, for a link, a QR code or the recovery sheet. Null while locked. */
  keyText(): Promise<string | null>
  /**
   * Takes a hall key in from a link or a recovery sheet. False when it is mistyped, another hall's, not one that the log
   * tells of, or would put an older version in the place of what lies here.
   */
  take(typed: string): Promise<boolean>
  /** Makes a new version of the hall key for the tablets that stay. Null while locked. */
  turn(hall: OpenHall & KeysPart): Promise<TurnedKey | null>
  /** Takes in what the log tells of newer and older versions. */
  follow(hall: OpenHall & KeysPart): Promise<void>
  /** Seals bytes with the newest hall key. Null while locked. */
  seal(belongs: Omit<Belongs, 'hall'>, bytes: Uint8Array): Promise<Uint8Array | null>
  /** Tags of a number, by the newest hall key first: cases of days before a key was turned carry older ones. Empty while locked. */
  tags(number: string): Promise<readonly string[]>
  unseal(
    belongs: Omit<Belongs, 'hall'>,
    sealed: Uint8Array,
  ): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; why: 'locked' | 'key-unknown' | 'damaged' }>
}

const Sealed = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+=*$/))
const Envelope = v.object({ salt: v.string(), memory: v.number(), passes: v.number(), sealed: Sealed })
type Envelope = v.InferOutput<typeof Envelope>
const Kept = v.object({ ring: Sealed, envelopes: v.record(v.string(), Envelope) })
type Kept = v.InferOutput<typeof Kept>
const Key = v.object({ id: v.string(), secret: v.string() })
const Ring = v.object({ keys: v.array(Key), sealKey: v.object({ publicKey: v.string(), privateKey: v.string() }) })
interface Ring {
  /** Oldest first; the last one seals. */
  readonly keys: readonly HallKey[]
  readonly sealKey: SealKey
}
/**
 * The vault key of a tablet that was handed the hall key before anybody had signed in there. It lies open on the disk
 * until then, like the tablet's token: whoever can read this origin's whole storage before the first sign-in can read it.
 */
const Waiting = v.object({ vaultKey: v.nullable(v.string()) })

const NAME = 'vault'
const WAITING = 'vault-waiting'
const TURN = 'stayopen hall key turned'

/** Opens what this tablet keeps of the hall key; it is locked until somebody signs in. */
export async function openVault(options: {
  readonly hall: string
  readonly tablet: string
  readonly keepsakes: Keepsakes
  readonly chance: Chance
  readonly stretch: PinStretch
  /** Ids of the hall's keys as the log tells of them, oldest first; empty while it has not arrived. */
  readonly told: () => readonly string[]
  readonly onChange: () => void
}): Promise<Vault> {
  const { hall, tablet, keepsakes, chance, onChange } = options
  let kept: Kept | null = await keepsakes.read(NAME, Kept)
  let waiting: string | null = (await keepsakes.read(WAITING, Waiting))?.vaultKey ?? null
  let opened: { readonly vaultKey: Uint8Array; readonly ring: Ring } | null = null
  /** Who signed in last without being able to open it, with what their PIN was stretched to. */
  let guest: { readonly staff: string; readonly envelope: (vaultKey: Uint8Array) => Promise<Envelope> } | null = null
  /** One change of the vault at a time. */
  let working: Promise<unknown> = Promise.resolve()
  const exclusive = <T>(task: () => Promise<T>): Promise<T> => {
    const done = working.then(task)
    working = done.catch(() => undefined)
    return done
  }

  const isTold = (id: string) => options.told().length === 0 || options.told().includes(id)
  const state = (): VaultState => (opened ? 'unlocked' : kept ? 'locked' : 'no-key')
  const here = (kind: string) => JSON.stringify([hall, tablet, kind])

  async function write(next: Kept): Promise<void> {
    await keepsakes.write(NAME, next)
    kept = next
  }

  async function writeRing(vaultKey: Uint8Array, ring: Ring): Promise<void> {
    const sealed = await encrypt(vaultKey, here('vault'), new TextEncoder().encode(JSON.stringify(ring)), chance)
    await write({ envelopes: kept?.envelopes ?? {}, ring: toBase64(sealed) })
    opened = { vaultKey, ring }
  }

  async function openRing(vaultKey: Uint8Array): Promise<boolean> {
    if (!kept) return false
    const bytes = await decrypt(vaultKey, here('vault'), fromBase64(kept.ring))
    const ring = bytes && v.safeParse(Ring, JSON.parse(new TextDecoder().decode(bytes)))
    if (!ring?.success) return false
    // A key that nobody in the hall knows of was slipped in before the log had arrived.
    const keys = ring.output.keys.filter(({ id }) => isTold(id))
    if (keys.length === 0) return false
    opened = { vaultKey, ring: { ...ring.output, keys } }
    return true
  }

  /** Stretches a PIN for a new envelope of this person. */
  async function prepare(staff: string, pin: string): Promise<(vaultKey: Uint8Array) => Promise<Envelope>> {
    const salt = bytesToHex(chance.bytes(16))
    const stretched = hexToBytes(await options.stretch({ pin, salt, ...PIN_COST }))
    return async (vaultKey) => ({
      salt,
      ...PIN_COST,
      sealed: toBase64(await encrypt(stretched, here(`envelope ${staff}`), vaultKey, chance)),
    })
  }

  async function vaultKeyOf(staff: string, pin: string): Promise<Uint8Array | null> {
    const envelope = kept?.envelopes[staff]
    if (!envelope) return null
    const { salt, memory, passes, sealed } = envelope
    const stretched = hexToBytes(await options.stretch({ pin, salt, memory, passes }))
    return decrypt(stretched, here(`envelope ${staff}`), fromBase64(sealed))
  }

  async function letIn(): Promise<void> {
    if (!guest || !opened || !kept) return
    const { staff, envelope } = guest
    await write({ ...kept, envelopes: { ...kept.envelopes, [staff]: await envelope(opened.vaultKey) } })
    guest = null
  }

  async function openWaiting(): Promise<void> {
    if (waiting === null || !kept || opened) return
    await openRing(fromBase64(waiting))
  }

  async function forgetWaiting(): Promise<void> {
    if (waiting === null) return
    await keepsakes.write(WAITING, { vaultKey: null })
    waiting = null
  }

  /** A version of the key for these tablets, which opens all earlier ones. */
  async function turnOf(
    key: HallKey,
    earlier: readonly HallKey[],
    holders: ReturnType<typeof keyHolders>,
  ): Promise<TurnedKey> {
    const secret = fromBase64(key.secret)
    const sealed: Record<string, string> = {}
    for (const { tablet: to, key: theirs } of holders) {
      sealed[to] = toBase64(await sealTo(theirs, `${TURN} ${hall} ${to}`, secret))
    }
    const chain = await seal(key, turned(hall, key.id), new TextEncoder().encode(JSON.stringify(earlier)), chance)
    return { keyId: key.id, sealed, earlier: toBase64(chain) }
  }

  const change = async <T>(task: () => Promise<T>): Promise<T> => {
    try {
      return await exclusive(task)
    } finally {
      onChange()
    }
  }

  return {
    get state() {
      return state()
    },
    get keyId() {
      return opened?.ring.keys.at(-1)?.id ?? null
    },
    get sealKey() {
      return opened?.ring.sealKey.publicKey ?? null
    },

    found: () =>
      change(async () => {
        if (kept) return null
        const key = await makeHallKey(chance)
        const turn = await turnOf(key, [], [])
        await writeRing(chance.bytes(32), { keys: [key], sealKey: await makeSealKey() })
        await letIn()
        return turn
      }),

    open: (staff, pin) =>
      change(async () => {
        const own = await vaultKeyOf(staff, pin)
        if (own && (await openRing(own))) {
          guest = null
          return state()
        }
        guest = { staff, envelope: await prepare(staff, pin) }
        await openWaiting()
        await letIn()
        if (opened) await forgetWaiting()
        return state()
      }),

    openFor: (colleague, pin) =>
      change(async () => {
        const theirs = await vaultKeyOf(colleague, pin)
        if (theirs && (await openRing(theirs))) await letIn()
        return state()
      }),

    lock() {
      guest = null
      if (!opened) return
      opened = null
      onChange()
    },

    forget: (staff) =>
      exclusive(async () => {
        if (!kept?.envelopes[staff]) return
        const { [staff]: _, ...envelopes } = kept.envelopes
        await write({ ...kept, envelopes })
      }),

    async keyText() {
      const key = opened?.ring.keys.at(-1)
      return key ? writeKeyText(key, hall) : null
    },

    take: (typed) =>
      change(async () => {
        const key = await readKeyText(typed, hall)
        if (!key || !isTold(key.id)) return false
        if (opened) {
          const { vaultKey, ring } = opened
          if (!ring.keys.some(({ id }) => id === key.id))
            await writeRing(vaultKey, { ...ring, keys: [...ring.keys, key] })
          return true
        }
        if (kept && options.told().at(-1) !== key.id) return false
        // Nobody here can open what lies in it, or nothing does: the tablet starts a vault of its own with this key.
        const vaultKey = chance.bytes(32)
        kept = null
        await writeRing(vaultKey, { keys: [key], sealKey: await makeSealKey() })
        if (guest) {
          await letIn()
          return true
        }
        waiting = toBase64(vaultKey)
        await keepsakes.write(WAITING, { vaultKey: waiting })
        opened = null
        return true
      }),

    async turn(now) {
      if (!opened) return null
      return turnOf(await makeHallKey(chance), opened.ring.keys, keyHolders(now))
    },

    follow: (now) =>
      exclusive(async () => {
        if (!opened) return
        const { ring, vaultKey } = opened
        const keys = await learnt(ring, now, tablet)
        if (keys === ring.keys) return
        await writeRing(vaultKey, { ...ring, keys })
        onChange()
      }),

    async seal(about, bytes) {
      const key = opened?.ring.keys.at(-1)
      return key ? seal(key, { hall, ...about }, bytes, chance) : null
    },

    async tags(number) {
      const keys = [...(opened?.ring.keys ?? [])].reverse()
      return Promise.all(keys.map((key) => tagOf(key, hall, number)))
    },

    async unseal(about, sealed) {
      if (!opened) return { ok: false, why: 'locked' }
      const id = keyIdOf(sealed)
      const key = opened.ring.keys.find((each) => each.id === id)
      if (!key) return { ok: false, why: id === null ? 'damaged' : 'key-unknown' }
      const bytes = await unseal(key, { hall, ...about }, sealed)
      return bytes ? { ok: true, bytes } : { ok: false, why: 'damaged' }
    },
  }
}

/** The keys of a ring with what the log's turns add: newer ones sealed to this tablet, and all older ones behind any of them. */
async function learnt(ring: Ring, hall: OpenHall & KeysPart, tablet: string): Promise<readonly HallKey[]> {
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
