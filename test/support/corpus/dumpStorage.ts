import { deserialize, serialize } from 'node:v8'
import { IDBFactory } from 'fake-indexeddb'
import { memoryDisk } from '#support/memoryDisk.ts'
import type { TabletStorage } from '#support/openTablet.ts'

/** What lies on a tablet, as text. Keys that cannot be read out are left out: the tablet has a sealed copy. */
export interface DumpedStorage {
  /** Files by name, base64. */
  readonly disk: Readonly<Record<string, string>>
  readonly databases: readonly DumpedDatabase[]
}

interface DumpedDatabase {
  readonly name: string
  readonly version: number
  readonly stores: readonly {
    readonly name: string
    readonly keyPath: string | string[] | null
    readonly autoIncrement: boolean
    readonly indexes: readonly {
      readonly name: string
      readonly keyPath: string | string[]
      readonly unique: boolean
    }[]
    /** Keys and values of all rows, as structured clones in base64. */
    readonly rows: string
  }[]
}

/** Writes everything down that lies on a tablet. */
export async function dumpStorage({ disk, indexedDB }: TabletStorage): Promise<DumpedStorage> {
  const files: Record<string, string> = {}
  for (const name of (await disk.names()).toSorted())
    files[name] = Buffer.from(await disk.read(name)).toString('base64')
  const databases: DumpedDatabase[] = []
  for (const { name = '', version = 1 } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name))
    const stores: DumpedDatabase['stores'][number][] = []
    for (const each of db.objectStoreNames) {
      const store = db.transaction(each).objectStore(each)
      const [values, keys] = await Promise.all([done(store.getAll()), done(store.getAllKeys())])
      const rows = values.map((value, i) => [keys[i], value] as const).filter(([, value]) => !hasKey(value))
      const { autoIncrement, keyPath } = store
      const indexes = [...store.indexNames].map((index) => {
        const { keyPath: path, unique } = store.index(index)
        return { name: index, keyPath: path, unique }
      })
      stores.push({ name: each, keyPath, autoIncrement, indexes, rows: serialize(rows).toString('base64') })
    }
    db.close()
    databases.push({ name, version, stores })
  }
  return { disk: files, databases }
}

/** Puts a tablet's storage together again from what was written down. */
export async function readStorage({ databases, disk }: DumpedStorage): Promise<TabletStorage> {
  const indexedDB = new IDBFactory()
  for (const { name, stores, version } of databases) {
    const opening = indexedDB.open(name, version)
    opening.onupgradeneeded = () => {
      for (const { autoIncrement, indexes, keyPath, name: each } of stores) {
        const store = opening.result.createObjectStore(each, { autoIncrement, keyPath })
        for (const { keyPath: path, name: index, unique } of indexes) store.createIndex(index, path, { unique })
      }
    }
    const db = await done(opening)
    for (const { keyPath, name: each, rows } of stores) {
      const store = db.transaction(each, 'readwrite').objectStore(each)
      for (const [key, value] of deserialize(Buffer.from(rows, 'base64')) as [IDBValidKey, unknown][])
        await done(keyPath === null ? store.put(value, key) : store.put(value))
    }
    db.close()
  }
  const files = Object.entries(disk).map(
    ([name, bytes]) => [name, new Uint8Array(Buffer.from(bytes, 'base64'))] as const,
  )
  return { disk: memoryDisk(new Map(files)), indexedDB }
}

const hasKey = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).some((each) => each instanceof CryptoKey)

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
