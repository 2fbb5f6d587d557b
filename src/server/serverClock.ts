import type { EventStore } from './eventStore.ts'

/** The server's time, and whether it can be believed. */
export interface ServerClock {
  now(): number
  /** False while the clock lies behind the newest stored event and no manager has confirmed it. */
  isReady(): boolean
  /** A manager says that the time is right now. */
  confirm(): void
}

/** Farther behind the newest event than this (ms) the clock is not believed. */
const MOST_BEHIND_MS = 60_000

/**
 * Watches the clock against what is stored. A machine that lost its clock battery would otherwise hand every tablet a
 * wrong time.
 */
export async function openServerClock(store: EventStore, now: () => number): Promise<ServerClock> {
  const newest = await store.newestReceived()
  let highest = newest === null ? 0 : Date.parse(newest)
  return {
    now,
    isReady() {
      const time = now()
      if (time < highest - MOST_BEHIND_MS) return false
      if (time > highest) highest = time
      return true
    },
    confirm() {
      highest = now()
    },
  }
}
