import type { JournalDisk } from '#device/basics/ports.ts'

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
  async function write<T>(whole: () => Promise<T>, half: () => Promise<unknown>): Promise<T> {
    kill.step()
    try {
      kill.step()
    } catch (error) {
      await half()
      throw error
    }
    const answer = await whole()
    kill.step()
    return answer
  }
  return {
    names: () => disk.names(),
    read: (name) => disk.read(name),
    append: (name, bytes, fence) =>
      write(
        () => disk.append(name, bytes, fence),
        () => disk.append(name, bytes.subarray(0, Math.floor(bytes.length / 2))),
      ),
    replace: (name, bytes) =>
      write(
        () => disk.replace(name, bytes),
        async () => {},
      ),
    putUp: (fence, number) =>
      write(
        () => disk.putUp(fence, number),
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
 * A database that a kill can stop at each transaction: before it begins, so that nothing of it is stored. Transactions
 * are whole, so there is nothing in between. Every way to a transaction leads over the opened database itself, which is
 * where the step is counted.
 */
export function killableDatabase(indexedDB: IDBFactory, kill: KillSwitch): IDBFactory {
  return new Proxy(indexedDB, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (name !== 'open') return typeof value === 'function' ? value.bind(target) : value
      return (database: string, version?: number) => {
        const request = target.open(database, version)
        request.addEventListener('success', () => {
          const db = request.result
          const transaction = db.transaction.bind(db)
          db.transaction = (stores, mode, options) => {
            if (mode === 'readwrite') kill.step()
            return transaction(stores, mode, options)
          }
        })
        return request
      }
    },
  })
}
