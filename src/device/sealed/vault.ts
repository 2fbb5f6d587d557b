import { decrypt, encrypt } from '#device/basics/aesGcm.ts'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance } from '#device/basics/ports.ts'
import type { PersonKey } from '#device/who/personKey.ts'
import type { HallKeys, KeyTurn } from '#domain/keys/keys.ts'
import { type Belongs, type HallKey, keyIdOf, makeHallKey, seal, tagOf, unseal } from './hallKey.ts'
import { boundToVault, openKeptVault } from './keptVault.ts'
import { inOrder, type KeyRing, keysLearnt, ringFromBytes, ringToBytes, secretsBehind, turnKey } from './keyRing.ts'
import { readKeyText, writeKeyText } from './keyText.ts'
import { createPersonEnvelopes } from './personEnvelopes.ts'
import { makeSealKey } from './sealKey.ts'

/** no-key: this tablet never got the hall key · locked: nobody who may open it is signed in · unlocked. */
export type VaultState = 'no-key' | 'locked' | 'unlocked'

/**
 * Where the hall key lies on this tablet. Open vault → seals and opens papers; locked → nothing of a customer can be read
 * here, not even by this program.
 *
 * The hall keys and this tablet's own seal key are sealed under a **vault key**; the vault key is sealed once for each
 * member of staff who has signed in here, under a key derived from their own. So a new version of the hall key needs
 * nobody's PIN, a changed PIN changes nothing here, and whoever got a new key is a newcomer.
 */
export interface Vault {
  readonly state: VaultState
  /** Id of the newest hall key here, while the vault is open. */
  readonly keyId: string | null
  /** Public half of this tablet's seal key, while the vault is open. */
  readonly sealKey: string | null
  /**
   * Makes this tablet's seal key before anybody has signed in here, and answers its public half: the list of authority
   * names it when the tablet comes in. The same again when it is there already; null when somebody has it behind a lock.
   */
  prepare(): Promise<string | null>
  /**
   * Makes the hall's first key, on the tablet that sets the hall up, or a first one again where a recovery has found
   * nobody who had the one before; null when there is one here. The log gets to know its id.
   */
  found(): Promise<KeyTurn | null>
  /**
   * Somebody signed in. Opens the vault with their key; while it is open already (a colleague is here), or when the key
   * was handed over and nobody has signed in since, they are let in from now on.
   */
  open(key: PersonKey): Promise<VaultState>
  /** Lets whoever signed in last open it, too, after a colleague or the key sheet has opened it for them. */
  openFor(colleague: PersonKey): Promise<VaultState>
  lock(): void
  /** This person opens nothing here any more. */
  forget(staff: string): Promise<void>
  /** All hall keys here, oldest first, for a tablet that is let in. Empty while locked. */
  readonly keys: readonly HallKey[]
  /** The newest hall key as text, for the key sheet. Null while locked. */
  keyText(): Promise<string | null>
  /**
   * Takes a hall key in from a key sheet. False when it is mistyped, another hall's, not one that the log
   * tells of, or would put an older version in the place of what lies here.
   */
  take(typed: string): Promise<boolean>
  /** Makes a new version of the hall key for the tablets that stay. Null while locked, or while there is none here. */
  turn(): Promise<KeyTurn | null>
  /** Takes in what the list tells of newer and older versions; answers the desk secrets that they brought, oldest first. */
  follow(): Promise<readonly Uint8Array[]>
  /** Seals bytes with the newest hall key. Null while locked. */
  seal(belongs: Omit<Belongs, 'hall'>, bytes: Uint8Array): Promise<Uint8Array | null>
  /** Tags of a number, by the newest hall key first: cases of days before a key was turned carry older ones. Empty while locked. */
  tags(number: string): Promise<readonly string[]>
  unseal(
    belongs: Omit<Belongs, 'hall'>,
    sealed: Uint8Array,
  ): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; why: 'locked' | 'key-unknown' | 'damaged' }>
}

/** Opens what this tablet keeps of the hall key; it is locked until somebody signs in. */
export async function openVault(options: {
  readonly hall: string
  readonly tablet: string
  readonly keepsakes: Keepsakes
  readonly chance: Chance
  /** What the list tells of the hall's keys; nothing while it has not arrived. */
  readonly told: () => HallKeys
  readonly onChange: () => void
}): Promise<Vault> {
  const { hall, tablet, chance, onChange } = options
  const here = (kind: string) => JSON.stringify([hall, tablet, kind])
  const disk = await openKeptVault(options.keepsakes)
  const envelopes = createPersonEnvelopes({ chance, bound: (staff) => here(`envelope ${staff}`) })
  let opened: { readonly vaultKey: Uint8Array; readonly ring: KeyRing } | null = null
  /** Who signed in last without being able to open it. */
  let guest: PersonKey | null = null
  /** One change of the vault at a time. */
  let working: Promise<unknown> = Promise.resolve()
  const exclusive = <T>(task: () => Promise<T>): Promise<T> => {
    const done = working.then(task)
    working = done.catch(() => undefined)
    return done
  }

  /** Nobody in the hall has told of another one, or of this one. */
  const isTold = (id: string, turns: readonly KeyTurn[] = options.told().turns) =>
    options.told().turns.length === 0 || turns.some(({ keyId }) => keyId === id)
  const state = (): VaultState => {
    if (opened) return opened.ring.keys.length > 0 ? 'unlocked' : 'no-key'
    return disk.kept ? 'locked' : 'no-key'
  }

  async function writeRing(vaultKey: Uint8Array, ring: KeyRing): Promise<void> {
    const sealed = await encrypt(vaultKey, boundToVault(hall, tablet), ringToBytes(ring), chance)
    await disk.write({ envelopes: disk.kept?.envelopes ?? {}, ring: toBase64(sealed) })
    opened = { vaultKey, ring }
  }

  /** A vault that waits for the first sign-in. Left first: whoever is killed in between has a vault that opens, or none. */
  async function leaveRing(ring: KeyRing): Promise<void> {
    const vaultKey = chance.bytes(32)
    await disk.leaveWaiting(toBase64(vaultKey))
    const sealed = await encrypt(vaultKey, boundToVault(hall, tablet), ringToBytes(ring), chance)
    await disk.write({ envelopes: {}, ring: toBase64(sealed) })
  }

  async function ringWith(vaultKey: Uint8Array): Promise<KeyRing | null> {
    if (!disk.kept) return null
    const bytes = await decrypt(vaultKey, boundToVault(hall, tablet), fromBase64(disk.kept.ring))
    return bytes && ringFromBytes(bytes)
  }

  async function openRing(vaultKey: Uint8Array): Promise<boolean> {
    const ring = await ringWith(vaultKey)
    if (!ring) return false
    // A key that nobody in the hall knows of was slipped in before the log had arrived.
    const { turns, uncounted } = options.told()
    const keys = ring.keys.filter(({ id }) => isTold(id, [...turns, ...uncounted]))
    if (ring.keys.length > 0 && !keys.some(({ id }) => isTold(id))) return false
    opened = { vaultKey, ring: { ...ring, keys: inOrder(keys, options.told()) } }
    return true
  }

  async function openWith(key: PersonKey): Promise<boolean> {
    const envelope = disk.kept?.envelopes[key.staff]
    const vaultKey = envelope && (await envelopes.open(key, envelope))
    return vaultKey ? openRing(vaultKey) : false
  }

  async function letIn(): Promise<void> {
    if (!guest || !opened || !disk.kept) return
    const theirs = await envelopes.seal(guest, opened.vaultKey)
    await disk.write({ ...disk.kept, envelopes: { ...disk.kept.envelopes, [guest.staff]: theirs } })
    guest = null
  }

  async function openWaiting(): Promise<void> {
    if (disk.waiting !== null && !opened) await openRing(fromBase64(disk.waiting))
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
    get keys() {
      return opened?.ring.keys ?? []
    },
    get sealKey() {
      return opened?.ring.sealKey.publicKey ?? null
    },

    prepare: () =>
      exclusive(async () => {
        const known = opened?.ring ?? (disk.waiting === null ? null : await ringWith(fromBase64(disk.waiting)))
        if (known || disk.kept) return known?.sealKey.publicKey ?? null
        const sealKey = await makeSealKey()
        await leaveRing({ keys: [], sealKey })
        return sealKey.publicKey
      }),

    found: () =>
      change(async () => {
        if (disk.kept && opened?.ring.keys.length !== 0) return null
        const key = await makeHallKey(chance)
        const turn = await turnKey({ hall, key, earlier: [], holders: options.told().holders, chance })
        const { vaultKey, ring } = opened ?? { vaultKey: chance.bytes(32), ring: { sealKey: await makeSealKey() } }
        await writeRing(vaultKey, { ...ring, keys: [key] })
        await letIn()
        return turn
      }),

    open: (key) =>
      change(async () => {
        if (await openWith(key)) {
          guest = null
          return state()
        }
        guest = key
        await openWaiting()
        await letIn()
        if (opened) await disk.forgetWaiting()
        return state()
      }),

    openFor: (colleague) =>
      change(async () => {
        if (await openWith(colleague)) await letIn()
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
        if (!disk.kept?.envelopes[staff]) return
        const { [staff]: _, ...others } = disk.kept.envelopes
        await disk.write({ ...disk.kept, envelopes: others })
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
            await writeRing(vaultKey, { ...ring, keys: inOrder([...ring.keys, key], options.told()) })
          return true
        }
        if (disk.kept && options.told().seals !== key.id) return false
        // Nobody here can open what lies in it, or nothing does: the tablet starts a vault of its own with this key.
        await leaveRing({ keys: [key], sealKey: await makeSealKey() })
        if (guest) {
          await openWaiting()
          await letIn()
          await disk.forgetWaiting()
        }
        return true
      }),

    async turn() {
      const earlier = opened?.ring.keys ?? []
      if (earlier.length === 0) return null
      const { holders, secretDue } = options.told()
      const deskSecret = secretDue ? chance.bytes(32) : null
      return turnKey({ hall, key: await makeHallKey(chance), earlier, holders, deskSecret, chance })
    },

    follow: () =>
      exclusive(async () => {
        if (!opened) return []
        const { ring, vaultKey } = opened
        const told = options.told()
        const keys = await keysLearnt(ring, told, { hall, tablet })
        if (keys !== ring.keys) {
          await writeRing(vaultKey, { ...ring, keys })
          onChange()
        }
        return secretsBehind(keys, told, hall)
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
