import type { JournalDisk } from '#device/ports.ts'

/** Thrown by everything a killed tablet still tries. */
export class Killed extends Error {}

/** Counts what a tablet does to its storage and kills it at the k-th step: nothing later reaches the storage. */
export interface KillSwitch {
  readonly steps: number
  step(): void
}

export function createKillSwitch(at: number): KillSwitch {
  let steps = 0
  return {
    get steps() {
      return steps
    },
    step() {
      steps += 1
      if (steps >= at) throw new Killed()
    },
  }
}

/** A disk that a kill can stop before each write, in its middle, or after it before the answer. */
export function killableDisk(disk: JournalDisk, kill: KillSwitch): JournalDisk {
  async function write(whole: () => Promise<void>, half: () => Promise<void>): Promise<void> {
    kill.step()
    try {
      kill.step()
    } catch (error) {
      await half()
      throw error
    }
    await whole()
    kill.step()
  }
  return {
    names: () => disk.names(),
    read: (name) => disk.read(name),
    append: (name, bytes) =>
      write(
        () => disk.append(name, bytes),
        () => disk.append(name, bytes.subarray(0, Math.floor(bytes.length / 2))),
      ),
    replace: (name, bytes) =>
      write(
        () => disk.replace(name, bytes),
        async () => {},
      ),
    truncate: (name, size) =>
      write(
        () => disk.truncate(name, size),
        async () => {},
      ),
    remove: (name) =>
      write(
        () => disk.remove(name),
        async () => {},
      ),
  }
}

/**
 * A database that a kill can stop at each transaction: before it begins (nothing of it is stored) or after it has
 * committed and before anybody hears of it. In between there is nothing: transactions are whole.
 */
export function killableDatabase(indexedDB: IDBFactory, kill: KillSwitch): IDBFactory {
  const wrapDatabase = (db: IDBDatabase): IDBDatabase =>
    new Proxy(db, {
      get(target, name) {
        if (name === 'transaction') {
          return (stores: string | string[], mode?: IDBTransactionMode, options?: IDBTransactionOptions) => {
            if (mode === 'readwrite') kill.step()
            return target.transaction(stores, mode, options)
          }
        }
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
      set: (target, name, value) => Reflect.set(target, name, value, target),
    })
  return new Proxy(indexedDB, {
    get(target, name) {
      if (name !== 'open') {
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : value
      }
      return (database: string, version?: number) => {
        const request = target.open(database, version)
        const wrapped = new WeakMap<IDBDatabase, IDBDatabase>()
        return new Proxy(request, {
          get(opening, key) {
            const value: unknown = Reflect.get(opening, key, opening)
            if (key === 'result' && value) {
              const db = opening.result
              const known = wrapped.get(db) ?? wrapDatabase(db)
              wrapped.set(db, known)
              return known
            }
            return typeof value === 'function' ? value.bind(opening) : value
          },
          set: (opening, key, value) => Reflect.set(opening, key, value, opening),
        })
      }
    },
  })
}
