import { bytesToHex } from '@noble/hashes/utils.js'
import { Dexie, type Table } from 'dexie'
import type { DatabaseFactory } from '#device/basics/keepsakes.ts'
import type { Clock, OnFault } from '#device/basics/ports.ts'

/**
 * Copies of papers in the database, for reading without the hall server. One may be missing, or the database broken, without
 * harm: the server has the paper, or the journal's disk. Nothing here fails; what could not be done is told as a fault.
 */
export interface PaperCopies {
  /** `server`: the epoch that has confirmed it. Answers whether there is a copy now. */
  keep(name: string, bytes: Uint8Array, server: string): Promise<boolean>
  /** The bytes of a sound copy; null: there is none. One of which a bad disk has changed a byte goes. */
  read(name: string): Promise<Uint8Array | null>
  /** Some copies that a server of another epoch has confirmed, or none, but not these; null: the database does not answer. */
  unconfirmed(epoch: string, except: (name: string) => boolean): Promise<readonly string[] | null>
  /** Names behind this one, in order. */
  behind(name: string, most: number): Promise<readonly string[]>
  /** Names of those that have lain here since before a moment (ms, this device's clock). */
  before(at: number): Promise<readonly string[]>
  names(): Promise<readonly string[]>
  drop(names: readonly string[]): Promise<void>
  /** Lets the oldest go beyond so many. */
  thin(most: number): Promise<void>
  close(): void
}

/** So many are offered to another server at once. */
const OFFERED = 20

/** Opens them. */
export function openPaperCopies(of: {
  readonly database: Partial<DatabaseFactory>
  readonly clock: Clock
  readonly onFault: OnFault
}): PaperCopies {
  const { papers, db } = open(of.database)
  const harmless = async <T>(act: () => PromiseLike<T>): Promise<T | null> => {
    try {
      return await act()
    } catch (fault) {
      of.onFault(fault)
      return null
    }
  }
  const drop = async (names: readonly string[]) => {
    await harmless(() => papers.bulkDelete([...names]))
  }

  return {
    keep: async (name, bytes, server) =>
      (await harmless(() => papers.put({ name, bytes, server, at: of.clock.now() }))) !== null,
    async read(name) {
      const copy = await harmless(() => papers.get(name))
      if (!copy) return null
      if ((await nameOf(copy.bytes)) === name) return copy.bytes
      await drop([name])
      return null
    },
    unconfirmed: (epoch, except) =>
      harmless(() =>
        papers
          .where('server')
          .notEqual(epoch)
          .filter(({ name }) => !except(name))
          .limit(OFFERED)
          .primaryKeys(),
      ),
    behind: async (name, most) =>
      (await harmless(() => papers.where('name').above(name).limit(most).primaryKeys())) ?? [],
    before: async (at) => (await harmless(() => papers.where('at').below(at).primaryKeys())) ?? [],
    names: () => papers.toCollection().primaryKeys(),
    drop,
    async thin(most) {
      await harmless(async () => {
        const many = (await papers.count()) - most
        if (many > 0) await papers.orderBy('at').limit(many).delete()
      })
    },
    close: () => db.close(),
  }
}

/** The name of a paper: SHA-256 (hex) of its ciphertext. */
export async function nameOf(bytes: Uint8Array): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))))
}

interface Copy {
  readonly name: string
  readonly bytes: Uint8Array
  readonly server: string
  readonly at: number
}

function open(factory: Partial<DatabaseFactory>): { readonly db: Dexie; readonly papers: Table<Copy, string> } {
  const db = new Dexie('stayopen-papers', { ...factory })
  db.version(1).stores({ papers: 'name, server, at' })
  return { db, papers: db.table('papers') }
}
