import { Dexie, type Table } from 'dexie'
import * as v from 'valibot'
import { crc32 } from '#log/crc32.ts'
import type { JournalDisk, OnFault } from './ports.ts'
import { createUnderWay } from './underWay.ts'

/** Whose IndexedDB the databases live in, where it is not the browser's own: several tablets in one process. */
export interface DatabaseFactory {
  readonly indexedDB: IDBFactory
  readonly IDBKeyRange: typeof IDBKeyRange
}

/**
 * Small things that must outlive a lost database or a lost disk: each is written to the journal's disk first and
 * mirrored in IndexedDB; whichever survived restores the other. What lies on the disk says by a checksum whether it is
 * what was written, and what nobody can make again lies there twice.
 */
export interface Keepsakes {
  /** Reads one, or null when it was never written, is damaged wherever it lies, or does not have the shape any more. */
  read<Schema extends v.GenericSchema>(name: string, schema: Schema): Promise<v.InferOutput<Schema> | null>
  /** Writes one; when it answers, it survives a kill. */
  write(name: string, value: unknown): Promise<void>
  /**
   * Changes one in a single step, whatever other tabs write meanwhile; it lives in the database alone. Null from `to`:
   * it stays as it is.
   */
  change<Schema extends v.GenericSchema>(
    name: string,
    schema: Schema,
    to: (before: v.InferOutput<Schema> | null) => v.InferOutput<Schema> | null,
  ): Promise<void>
  /** A key that can be used but not read out; lives in IndexedDB alone. */
  readKey(name: string): Promise<CryptoKey | null>
  writeKey(name: string, key: CryptoKey): Promise<void>
  /** What was asked for before is done first, whether somebody waited for it or not. */
  close(): Promise<void>
}

/** Opens the keepsakes on a disk and a database of their own. */
export function openKeepsakes({
  disk,
  database: factory,
  onFault,
}: {
  disk: JournalDisk
  database?: DatabaseFactory
  onFault: OnFault
}): Keepsakes {
  const database = new KeepsakeDatabase(factory ?? {})
  /** The mirror may be missing or broken without harm: the disk is what counts. */
  const mirrored = async <T>(act: () => PromiseLike<T>): Promise<T | null> => {
    try {
      return await act()
    } catch (fault) {
      onFault(fault)
      return null
    }
  }
  /** Read or written without anybody waiting for it, perhaps. */
  const underWay = createUnderWay()
  async function onDisk(file: string): Promise<unknown> {
    if (!(await disk.names()).includes(file)) return undefined
    return readSummed(new TextDecoder().decode(await disk.read(file)))
  }

  async function read<Schema extends v.GenericSchema>(
    keepsake: string,
    schema: Schema,
  ): Promise<v.InferOutput<Schema> | null> {
    const [file = '', ...copies] = filesOf(keepsake)
    const there = await onDisk(file)
    const first = v.safeParse(schema, there)
    const row = await mirrored(() => database.keepsakes.get(keepsake))
    if (first.success) {
      if (!row) await mirrored(() => database.keepsakes.put({ name: keepsake, text: JSON.stringify(there) }))
      return first.output
    }
    for (const look of [...copies.map((copy) => () => onDisk(copy)), async () => (row ? parse(row.text) : undefined)]) {
      const found = await look()
      const second = v.safeParse(schema, found)
      if (!second.success) continue
      // Read once more at the next start, where there is no room for it.
      await mirrored(() => disk.replace(file, withSum(found)))
      return second.output
    }
    return null
  }

  async function write(keepsake: string, value: unknown): Promise<void> {
    const [file = '', ...copies] = filesOf(keepsake)
    const bytes = withSum(value)
    await disk.replace(file, bytes)
    // Rather one than two that say different things.
    for (const copy of copies) await disk.replace(copy, bytes).catch(() => disk.remove(copy))
    await mirrored(() => database.keepsakes.put({ name: keepsake, text: JSON.stringify(value) }))
  }

  return {
    read: (keepsake, schema) => underWay(read(keepsake, schema)),
    write: (keepsake, value) => underWay(write(keepsake, value)),
    change: (keepsake, schema, to) =>
      database.transaction('rw', database.keepsakes, async () => {
        const row = await database.keepsakes.get(keepsake)
        const before = v.safeParse(schema, row ? parse(row.text) : undefined)
        const after = to(before.success ? before.output : null)
        if (after !== null) await database.keepsakes.put({ name: keepsake, text: JSON.stringify(after) })
      }),
    readKey: async (key) => (await mirrored(() => database.keys.get(key)))?.key ?? null,
    async writeKey(key, value) {
      await mirrored(() => database.keys.put({ name: key, key: value }))
    },
    async close() {
      await underWay.ended()
      database.close()
    },
  }
}

class KeepsakeDatabase extends Dexie {
  declare readonly keepsakes: Table<{ name: string; text: string }, string>
  declare readonly keys: Table<{ name: string; key: CryptoKey }, string>

  constructor(factory: Partial<DatabaseFactory>) {
    super('stayopen-keepsakes', { ...factory, chromeTransactionDurability: 'strict' })
    this.version(1).stores({ keepsakes: 'name', keys: 'name' })
  }
}

/** Who this tablet is, and what lets its staff in: nobody can make it again. */
const TWICE: ReadonlySet<string> = new Set(['identity', 'signing-key-sealed', 'signing-key-secret', 'desk-secret'])

const filesOf = (keepsake: string): readonly string[] =>
  TWICE.has(keepsake) ? [`${keepsake}.json`, `${keepsake}-copy.json`] : [`${keepsake}.json`]

const sumOf = (value: object): number => crc32(new TextEncoder().encode(JSON.stringify(value)))

const withSum = (value: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(isRecord(value) ? { ...value, sum: sumOf(value) } : value))

/** What was written; undefined when it is not what was written. Older builds wrote no checksum. */
function readSummed(text: string): unknown {
  const read = parse(text)
  if (!isRecord(read) || !('sum' in read)) return read
  const { sum, ...value } = read
  return sum === sumOf(value) ? value : undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
