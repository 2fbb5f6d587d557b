import { concatBytes } from '@noble/hashes/utils.js'
import type { JournalDisk } from '#device/basics/ports.ts'

/** A disk in memory that can be full, can be killed in the middle of a write, and then gives what a real one would. */
export interface MemoryDisk extends JournalDisk {
  readonly files: Map<string, Uint8Array>
  /** Appends and replacements fail from now on, as on a full disk; `partly` bytes of each still reach the file. */
  fill(partly?: number): void
  /** There is room again. */
  empty(): void
}

/** Makes an empty disk, or one with the files of another. */
export function memoryDisk(files: ReadonlyMap<string, Uint8Array> = new Map()): MemoryDisk {
  const kept = new Map(files)
  let full: number | null = null
  const bytesOf = (name: string): Uint8Array => kept.get(name) ?? new Uint8Array(0)
  const refuse = () => new DOMException('no room left on this disk', 'QuotaExceededError')
  return {
    files: kept,
    fill(partly = 0) {
      full = partly
    },
    empty() {
      full = null
    },
    names: async () => [...kept.keys()],
    read: async (name) => bytesOf(name).slice(),
    async append(name, bytes) {
      kept.set(name, concatBytes(bytesOf(name), full === null ? bytes : bytes.subarray(0, full)))
      if (full !== null) throw refuse()
    },
    async replace(name, bytes) {
      if (full !== null) throw refuse()
      kept.set(name, bytes.slice())
    },
    async truncate(name, size) {
      if (kept.has(name)) kept.set(name, bytesOf(name).slice(0, size))
    },
    async remove(name) {
      kept.delete(name)
    },
  }
}
