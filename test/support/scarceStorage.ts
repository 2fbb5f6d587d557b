import { IDBFactory } from 'fake-indexeddb'
import { type MemoryDisk, memoryDisk } from './memoryDisk.ts'

/** What lies on a tablet of which disk and databases share one room, as a browser counts them. */
export interface ScarceStorage {
  readonly disk: MemoryDisk
  readonly indexedDB: IDBFactory
}

/** Empty storage with room for everything; `disk.fill()` leaves none for the databases either. */
export function scarceStorage(disk: MemoryDisk = memoryDisk()): ScarceStorage {
  return { disk, indexedDB: scarceDatabase(new IDBFactory(), disk) }
}

/** A database that takes nothing more while its disk is full, and goes on giving and deleting. */
function scarceDatabase(indexedDB: IDBFactory, disk: MemoryDisk): IDBFactory {
  return new Proxy(indexedDB, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (name !== 'open') return typeof value === 'function' ? value.bind(target) : value
      return (database: string, version?: number) => {
        const request = target.open(database, version)
        request.addEventListener('success', () => refuseWhenFull(request.result, disk))
        return request
      }
    },
  })
}

function refuseWhenFull(db: IDBDatabase, disk: MemoryDisk): void {
  const begin = db.transaction.bind(db)
  db.transaction = (stores, mode, options) => {
    const transaction = begin(stores, mode, options)
    const storeOf = transaction.objectStore.bind(transaction)
    transaction.objectStore = (name) => {
      const store = storeOf(name)
      for (const act of ['put', 'add'] as const) {
        const write = store[act].bind(store)
        store[act] = (value, key) => {
          if (disk.isFull) throw new DOMException('no room left for this database', 'QuotaExceededError')
          return write(value, key)
        }
      }
      return store
    }
    return transaction
  }
}
