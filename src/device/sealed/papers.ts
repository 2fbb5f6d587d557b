import { createBackOff } from '#device/basics/backOff.ts'
import type { DatabaseFactory } from '#device/basics/keepsakes.ts'
import type { Chance, Clock, JournalDisk, OnFault } from '#device/basics/ports.ts'
import { createPump } from '#device/basics/pump.ts'
import type { PaperCalls } from '#device/sync/paperCalls.ts'
import { nameOf, openPaperCopies } from './paperCopies.ts'
import type { Vault } from './vault.ts'

/** Where a paper belongs: its case and its kind (`intake`, `signature`, `photo` …). Both are bound into the seal. */
export interface PaperPlace {
  readonly subject: string
  readonly kind: string
}

/**
 * What opening a paper gave. `missing`: neither here nor at the hall server, as that says itself; `not-now`: not here, and
 * whether it is there is not known; `not-allowed`: nobody could note that it is read.
 */
export type OpenedPaper =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | {
      readonly ok: false
      readonly why: 'locked' | 'not-allowed' | 'missing' | 'not-now' | 'shredded' | 'damaged' | 'key-unknown'
    }

/**
 * The papers of this tablet. Sealed → on the journal's disk, unsent → the hall server has it → a copy in the database,
 * which may go. Only the server's own "it is on my disk" takes a paper off the journal's disk.
 */
export interface Papers {
  /** Seals bytes and answers the paper's name once it is on the disk; null while the vault is locked. */
  seal(place: PaperPlace, bytes: Uint8Array): Promise<string | null>
  /** Opens a paper that lies here or, if it does not, at the hall server. */
  open(name: string, place: PaperPlace): Promise<OpenedPaper>
  /** Names of papers that the hall server does not have. */
  readonly unsent: ReadonlySet<string>
  /** Names of those among them that the hall server, or something on the way to it, does not take. */
  readonly refused: ReadonlySet<string>
  /** Which of these lie here, as a copy or unsent. */
  held(names: readonly string[]): Promise<readonly string[]>
  /**
   * The slow round: looks at some papers behind this name, and has again what is damaged. Null: there are no more; their
   * names sort behind the empty one.
   */
  lookOver(behind: string): Promise<string | null>
  /** Deletes copies here for good; such a paper is not taken in again. */
  shred(names: Iterable<string>): Promise<void>
  /**
   * Copies that have lain here since before a moment (ms, this device's clock) go, as far as they are safe elsewhere; answers how many went.
   * Whoever reads such a paper later has it from the hall server.
   */
  letCopiesGo(going: GoingCopies): Promise<number>
  /** The server may be within reach, or may be another one now. */
  nudge(): void
  close(): Promise<void>
}

/** Which copies go. */
export interface GoingCopies {
  readonly before: number
  /** Somebody still works with it here. */
  readonly needed: ReadonlySet<string>
  /** Which of these others have, too. At most 200 are asked for at once. */
  safe(names: readonly string[]): Promise<readonly string[]>
}

const PREFIX = 'paper-'
/** No hall server has confirmed this copy. */
const NOBODY = ''
/** A paper that is not taken is offered again after so long (ms): somebody may have mended the way meanwhile. */
const REFUSED_MS = 10 * 60_000
/** So many are looked at in one piece of the slow round. */
const LOOKED_AT = 10
/** Answers about the one paper that was sent, not about whoever sends it or how it goes with the hall server. */
const ABOUT_ONE: ReadonlySet<number> = new Set([400, 413, 415, 422])
/** Of so many papers the hall server says at once whether a backup has them. */
const ASKED_AT_ONCE = 200
/** So many copies of papers that the server has are kept for reading without it. */
const COPIES = 2_000

/** Opens the papers: what the disk holds is unsent, whatever became of the database. */
export async function openPapers(options: {
  readonly vault: Pick<Vault, 'state' | 'seal' | 'unseal'>
  readonly disk: JournalDisk
  readonly database?: DatabaseFactory
  readonly server: PaperCalls
  /** The epoch of the hall server that is heard now, or null. */
  readonly heard: () => string | null
  readonly isShredded: (name: string) => boolean
  /** Nobody has this paper any more: whoever needs it is told. False: that could not be saved now. */
  readonly tellLost: (name: string) => Promise<boolean>
  readonly clock: Clock
  readonly chance: Chance
  readonly onChange: () => void
  readonly onFault: OnFault
}): Promise<Papers> {
  const { vault, disk, server, onFault, isShredded } = options
  const copies = openPaperCopies({ database: options.database ?? {}, clock: options.clock, onFault })
  const backOff = createBackOff(options.chance)
  /** The epoch found to have confirmed every copy since the last one came: a beat of the sync then has nothing to look for. */
  let confirmedBy: string | null = null
  const unsent = new Set(
    (await disk.names()).filter((file) => file.startsWith(PREFIX)).map((file) => file.slice(PREFIX.length)),
  )
  /** Papers that are not taken, and when each is offered again (ms). */
  const refused = new Map<string, number>()
  const change = (act: () => void) => {
    act()
    options.onChange()
  }
  /** Whether there is a copy now. */
  async function keepCopy(name: string, bytes: Uint8Array, epoch: string): Promise<boolean> {
    const kept = await copies.keep(name, bytes, epoch)
    confirmedBy = null
    return kept
  }

  /** Puts one paper; true when there may be more to do at once, otherwise in how many ms to try again. */
  async function put(name: string, bytes: Uint8Array, epoch: string): Promise<true | number> {
    const answer = await server.putPaper(name, bytes)
    if (answer.kind === 'ok' && answer.value.name === name) {
      const kept = await keepCopy(name, bytes, epoch)
      if (!unsent.has(name)) {
        // A copy that cannot be marked as confirmed (a full disk) would be found, and offered, again and again at once.
        return kept || backOff.next()
      }
      await disk.remove(PREFIX + name)
      forget(name)
      return true
    }
    if (answer.kind === 'problem' && answer.code === 'shredded') {
      await remove(name)
      return true
    }
    if (answer.kind === 'problem' && ABOUT_ONE.has(answer.status) && unsent.has(name)) {
      // What is wrong with one paper, such as its size, holds up no other.
      change(() => refused.set(name, options.clock.now() + REFUSED_MS))
      return true
    }
    // Something on the way may break off at this one alone: the others come first next time.
    if (unsent.delete(name)) unsent.add(name)
    return answer.kind === 'wait' ? answer.ms : backOff.next()
  }

  async function run(): Promise<number | null> {
    const epoch = options.heard()
    if (epoch === null || (unsent.size === 0 && confirmedBy === epoch)) return null
    let isUntold = false
    for (const name of [...unsent]) {
      if ((refused.get(name) ?? 0) > options.clock.now()) continue
      const bytes = await unsentBytes(name)
      if (bytes === null) {
        // It was damaged in both places; or it is torn, and no case names it: its writing was never answered.
        onFault(new Error('a paper on the disk is not whole'))
        if (!(await options.tellLost(name))) {
          isUntold = true
          continue
        }
        await disk.remove(PREFIX + name)
        forget(name)
        continue
      }
      const done = await put(name, bytes, epoch)
      if (done !== true) return done
    }
    // A new or restored server has not confirmed what another one had: it is offered every copy once.
    const others = await copies.unconfirmed(epoch, (name) => refused.has(name))
    for (const name of others ?? []) {
      const bytes = await copies.read(name)
      if (bytes === null) continue
      const done = await put(name, bytes, epoch)
      if (done !== true) return done
    }
    await copies.thin(COPIES)
    if (isUntold) return backOff.next()
    backOff.reset()
    const again = refused.size === 0 ? null : Math.max(0, Math.min(...refused.values()) - options.clock.now())
    if (others === null) return again
    if (others.length > 0) return 0
    confirmedBy = epoch
    return again
  }
  const pump = createPump(options.clock, run, onFault)

  async function remove(name: string): Promise<void> {
    await disk.remove(PREFIX + name)
    await copies.drop([name])
    forget(name)
  }

  /** It needs to go nowhere any more. */
  function forget(name: string): void {
    change(() => {
      unsent.delete(name)
      refused.delete(name)
    })
  }

  /** A paper that nobody else has: from the disk, or from its copy, which then takes its place there. Null: from neither. */
  async function unsentBytes(name: string): Promise<Uint8Array | null> {
    const bytes = await disk.read(PREFIX + name)
    if ((await nameOf(bytes)) === name) return bytes
    const copy = await copies.read(name)
    if (copy) await disk.replace(PREFIX + name, copy)
    return copy
  }

  async function look(name: string): Promise<void> {
    const bytes = unsent.has(name) ? await unsentBytes(name) : null
    if ((await copies.read(name)) === null && bytes) await keepCopy(name, bytes, NOBODY)
  }

  async function bytesOf(name: string): Promise<Uint8Array | 'missing' | 'not-now' | 'shredded'> {
    if (unsent.has(name)) return (await unsentBytes(name)) ?? disk.read(PREFIX + name)
    const copy = await copies.read(name)
    if (copy) return copy
    const epoch = options.heard()
    const fetched = epoch === null ? 'not-now' : await server.getPaper(name)
    if (typeof fetched === 'string') return fetched
    // Something on the way gave something else.
    if ((await nameOf(fetched)) !== name) return 'not-now'
    await keepCopy(name, fetched, epoch ?? '')
    return fetched
  }

  return {
    async seal(place, bytes) {
      const sealed = await vault.seal(place, bytes)
      if (!sealed) return null
      const name = await nameOf(sealed)
      await disk.replace(PREFIX + name, sealed)
      change(() => unsent.add(name))
      // Until the hall server has it, it lies here twice.
      await keepCopy(name, sealed, NOBODY)
      pump.nudge()
      return name
    },
    async open(name, place) {
      if (isShredded(name)) return { ok: false, why: 'shredded' }
      if (vault.state !== 'unlocked') return { ok: false, why: 'locked' }
      const bytes = await bytesOf(name)
      return typeof bytes === 'string' ? { ok: false, why: bytes } : vault.unseal(place, bytes)
    },
    unsent,
    get refused() {
      return new Set(refused.keys())
    },
    async held(names) {
      const here = new Set([...unsent, ...(await copies.names())])
      return names.filter((name) => here.has(name))
    },
    async lookOver(behind) {
      const kept = await copies.behind(behind, LOOKED_AT)
      const names = [...new Set([...unsent, ...kept])].filter((name) => name > behind).sort()
      for (const name of names.slice(0, LOOKED_AT)) await look(name)
      return names[LOOKED_AT - 1] ?? null
    },
    async shred(names) {
      const all = [...names]
      for (const name of all) if (unsent.has(name)) await remove(name)
      await copies.drop(all)
    },
    async letCopiesGo({ before, needed, safe }) {
      const old = await copies.before(before)
      const may = old.filter((name) => !unsent.has(name) && !needed.has(name))
      let gone = 0
      for (let at = 0; at < may.length; at += ASKED_AT_ONCE) {
        const going = await safe(may.slice(at, at + ASKED_AT_ONCE))
        await copies.drop(going)
        gone += going.length
      }
      return gone
    },
    nudge: pump.nudge,
    async close() {
      await pump.close()
      copies.close()
    },
  }
}
