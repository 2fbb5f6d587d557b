import type { Clock } from '#device/basics/ports.ts'
import { within } from '#device/basics/within.ts'

/** What the browser says of this origin's storage; the shape of `navigator.storage`. */
export interface StoragePort {
  persisted(): Promise<boolean>
  persist(): Promise<boolean>
  estimate(): Promise<{ usage?: number; quota?: number }>
}

/** What is known of this origin's storage. */
export interface StorageState {
  /** The browser has promised to keep it; null: not asked yet. */
  readonly persisted: boolean | null
  readonly usedBytes: number
  readonly quotaBytes: number
}

/** Watches whether the browser may throw this tablet's storage away, and how full it is. */
export interface StorageGuard {
  readonly storage: StorageState
  /** Asks the browser to keep the storage; false is shown, with what can be done about it. */
  askPersistence(): Promise<boolean>
  close(): void
}

const LOOK_EVERY_MS = 60_000
const ANSWERS_MS = 5_000

/** Starts watching. A browser without the interface, or one that fails, counts as not persisted. */
export function createStorageGuard(options: {
  readonly port: StoragePort | null
  readonly clock: Clock
  readonly onChange: () => void
}): StorageGuard {
  const { port, clock } = options
  let storage: StorageGuard['storage'] = { persisted: null, usedBytes: 0, quotaBytes: 0 }
  let cancel = () => {}
  let closed = false

  async function look(): Promise<void> {
    const persisted = await within(
      ANSWERS_MS,
      ask(() => port?.persisted(), false),
      storage.persisted,
    )
    const estimate = await within<{ usage?: number; quota?: number } | null>(
      ANSWERS_MS,
      ask(() => port?.estimate(), {}),
      null,
    )
    if (closed) return
    // What is not answered stays as it was.
    const before = { usage: storage.usedBytes, quota: storage.quotaBytes }
    const next = { persisted, usedBytes: (estimate ?? before).usage ?? 0, quotaBytes: (estimate ?? before).quota ?? 0 }
    const changed = JSON.stringify(next) !== JSON.stringify(storage)
    storage = next
    if (changed) options.onChange()
    cancel = clock.after(LOOK_EVERY_MS, () => void look())
  }

  void look()
  return {
    get storage() {
      return storage
    },
    async askPersistence() {
      const persisted = await ask(() => port?.persist(), false)
      storage = { ...storage, persisted }
      options.onChange()
      return persisted
    },
    close() {
      closed = true
      cancel()
    },
  }
}

async function ask<T>(question: () => Promise<T> | undefined, otherwise: T): Promise<T> {
  try {
    return (await question()) ?? otherwise
  } catch {
    // Private windows answer with an error: nothing is kept there.
    return otherwise
  }
}
