import { concatBytes } from '@noble/hashes/utils.js'
import type { JournalDisk } from '#device/basics/ports.ts'

/** A disk in memory that can be full, can be killed in the middle of a write, and then gives what a real one would. */
export interface MemoryDisk extends JournalDisk {
  readonly files: Map<string, Uint8Array>
  /** There is no room from now on but for what is removed; `partly` bytes of what finds none still reach the file. */
  fill(partly?: number): void
  /** Whether nothing more finds room: a browser counts the databases of a page with its disk. */
  readonly isFull: boolean
  /** There is room again. */
  empty(): void
}

/** Makes an empty disk, or one with the files of another. */
export function memoryDisk(files: ReadonlyMap<string, Uint8Array> = new Map()): MemoryDisk {
  const kept = new Map(files)
  const fences = new Map<string, number>()
  /** What finds no room is torn after so many bytes, once there is an end. */
  let torn = 0
  let room = Number.POSITIVE_INFINITY
  const bytesOf = (name: string): Uint8Array => kept.get(name) ?? new Uint8Array(0)
  function put(name: string, bytes: Uint8Array): void {
    room -= bytes.length - bytesOf(name).length
    kept.set(name, bytes)
  }
  const refuse = () => new DOMException('no room left on this disk', 'QuotaExceededError')
  return {
    files: kept,
    fill(partly = 0) {
      torn = partly
      room = 0
    },
    empty() {
      room = Number.POSITIVE_INFINITY
    },
    get isFull() {
      return room <= 0
    },
    names: async () => [...kept.keys()],
    read: async (name) => bytesOf(name).slice(),
    async append(name, bytes, fence = '') {
      const fits = bytes.length <= room
      put(name, concatBytes(bytesOf(name), fits ? bytes : bytes.subarray(0, torn)))
      if (!fits) throw refuse()
      return fences.get(fence) ?? null
    },
    async putUp(fence, number) {
      const before = fences.get(fence) ?? 0
      fences.set(fence, number)
      return before
    },
    async replace(name, bytes) {
      if (bytes.length > room) throw refuse()
      put(name, bytes.slice())
    },
    async truncate(name, size) {
      if (kept.has(name)) put(name, bytesOf(name).slice(0, size))
    },
    async remove(name) {
      room += bytesOf(name).length
      kept.delete(name)
    },
  }
}
