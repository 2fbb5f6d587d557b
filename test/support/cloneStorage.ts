import { IDBFactory } from 'fake-indexeddb'
import { memoryDisk } from './memoryDisk.ts'
import type { TabletStorage } from './openTablet.ts'

/** A second tablet with everything that lies on the first: a disk image that was copied, a backup that was restored. */
export async function cloneStorage({ disk, indexedDB }: TabletStorage): Promise<TabletStorage> {
  const files = new Map<string, Uint8Array>()
  for (const name of await disk.names()) files.set(name, await disk.read(name))
  const copy = new IDBFactory()
  for (const { name = '', version } of await indexedDB.databases()) {
    const from = await done(indexedDB.open(name))
    const to = await createLike(copy, from, version)
    for (const store of from.objectStoreNames) {
      const source = from.transaction(store).objectStore(store)
      const [values, keys] = await Promise.all([done(source.getAll()), done(source.getAllKeys())])
      const target = to.transaction(store, 'readwrite').objectStore(store)
      for (const [i, value] of values.entries()) {
        if (target.keyPath === null) target.put(value, keys[i])
        else target.put(value)
      }
      await new Promise((resolve) => target.transaction.addEventListener('complete', resolve))
    }
    from.close()
    to.close()
  }
  return { disk: memoryDisk(files), indexedDB: copy }
}

function createLike(factory: IDBFactory, from: IDBDatabase, version: number | undefined): Promise<IDBDatabase> {
  const opening = factory.open(from.name, version)
  opening.onupgradeneeded = () => {
    for (const name of from.objectStoreNames) {
      const source = from.transaction(name).objectStore(name)
      const { autoIncrement, keyPath } = source
      const target = opening.result.createObjectStore(name, { autoIncrement, keyPath })
      for (const index of source.indexNames) {
        const { keyPath, multiEntry, unique } = source.index(index)
        target.createIndex(index, keyPath, { multiEntry, unique })
      }
    }
  }
  return done(opening)
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
