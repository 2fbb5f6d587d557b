/**
 * @module device/basics
 * What any program on a tablet needs and that has no idea of a hall: bytes, turns, waiting, small things kept on the
 * disk, and the ports through which clock, chance, disk and network enter, so that the same code runs in a browser, in
 * Node and in a seeded simulator.
 */

/** Time and timers. */
export interface Clock {
  /** The device's own clock, ms since 1970; possibly wrong. */
  now(): number
  /** Runs `task` once after `ms`; the answer cancels it. */
  after(ms: number, task: () => void): () => void
}

/** Random bytes for ids, journals and back-off. */
export interface Chance {
  bytes(count: number): Uint8Array
}

/**
 * The write-ahead journal's disk: named files that only grow (OPFS in a worker, files in Node, memory in the
 * simulator). Whatever `append` has answered survives a kill of the process.
 */
export interface JournalDisk {
  names(): Promise<readonly string[]>
  read(name: string): Promise<Uint8Array>
  /**
   * Appends and flushes before it answers. The answer is which number stood at the fence after the flush; null where
   * none was named, or where this disk cannot tell.
   */
  append(name: string, bytes: Uint8Array, fence?: string): Promise<number | null>
  /**
   * Puts a number up at a fence, at once for all who use this disk: whatever is flushed afterwards is told of it. Answers
   * what stood there before, 0 when nothing did; null where this disk cannot. It need not outlive a loss of power.
   */
  putUp(fence: string, number: number): Promise<number | null>
  /** Writes a whole small file, old or new but never half (identity, drafts, wrapped keys). */
  replace(name: string, bytes: Uint8Array): Promise<void>
  /** Cuts a file to its first `size` bytes (a torn tail). */
  truncate(name: string, size: number): Promise<void>
  remove(name: string): Promise<void>
}

/** The network: `fetch`, restricted to the hall server's origin. */
export type Fetch = (path: string, init?: RequestInit) => Promise<Response>

/** Hints about the network. They only ever make sync try sooner, or name an outage; never trusted for being connected. */
export interface Network {
  /** False when the device itself says it has no network. */
  online(): boolean
  /** Called when the network came back or the page became visible; the answer stops it. */
  onWake(listener: () => void): () => void
}

/** Faults a developer should look at: a full disk, a broken database. Never carries personal data. */
export type OnFault = (fault: unknown) => void
