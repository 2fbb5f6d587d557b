import { type BrowserFacts, browserFacts } from './fitness.ts'
import { type Hindrance, hindranceOf } from './hindrances.ts'

/** What is still wrong with a tablet before it joins a hall. */
export type SelfFinding =
  | { readonly kind: Hindrance }
  /** It does not trust the server's certificate: somebody has passed over a warning. */
  | { readonly kind: 'certificate' }
  | { readonly kind: 'server' }
  | { readonly kind: 'clock'; readonly minutes: number; readonly is: 'slow' | 'fast' }
  | { readonly kind: 'worker' }
  /** It works, and the browser may clear it all the same one day. */
  | { readonly kind: 'may-be-cleared' }
  /** It works, without codes and pictures. */
  | { readonly kind: 'no-camera' }

/** What is tried, each on its own; it throws what the browser says. */
export interface SelfTestWorld {
  readonly facts: () => BrowserFacts
  readonly now: () => number
  /** Asks the server for anything; answers its clock (ms since 1970), null where it says none. */
  readonly serverTime: () => Promise<number | null>
  /** Writes something, reads it again, removes it; answers whether the browser promises to keep what is written. */
  readonly keep: () => Promise<boolean>
  readonly installWorker: () => Promise<void>
  readonly hasCamera: () => Promise<boolean>
}

/** As much (ms) a clock may be out without anybody having to see to it. */
const NEAR_MS = 120_000
/** A server says its time in whole seconds (ms): on the average half of one is over. */
const HALF_SECOND = 500

/** The one thing that somebody should see to next; null: all is well. What keeps a tablet from working comes first. */
export async function selfTest(world: SelfTestWorld): Promise<SelfFinding | null> {
  const facts = world.facts()
  if (!facts.secure || facts.lacks.length > 0 || !facts.keeps) return { kind: hindranceOf(null, facts) }
  const asked = world.now()
  const said = await world.serverTime().catch(() => 'unreachable' as const)
  if (said === 'unreachable') return { kind: 'server' }
  const out = said === null ? 0 : (asked + world.now()) / 2 - (said + HALF_SECOND)
  if (Math.abs(out) > NEAR_MS)
    return { kind: 'clock', minutes: Math.round(Math.abs(out) / 60_000), is: out < 0 ? 'slow' : 'fast' }
  const kept = await world.keep().catch((fault: unknown) => ({ kind: hindranceOf(fault, facts) }))
  if (typeof kept === 'object') return kept
  const refused = await world.installWorker().then(
    () => null,
    (fault: unknown) => ({ fault }),
  )
  // A page behind a warning may do everything but this.
  if (refused) return { kind: nameOf(refused.fault) === 'SecurityError' ? 'certificate' : 'worker' }
  if (!(await world.hasCamera().catch(() => false))) return { kind: 'no-camera' }
  return kept ? null : { kind: 'may-be-cleared' }
}

const nameOf = (fault: unknown) => (fault instanceof Error || fault instanceof DOMException ? fault.name : '')

/** Whether a tablet can be used in spite of what was found. */
export const canStart = (found: SelfFinding | null): boolean =>
  found === null || found.kind === 'no-camera' || found.kind === 'may-be-cleared'

/** The browser that runs this page. */
export const thisBrowser: SelfTestWorld = {
  facts: browserFacts,
  now: Date.now,
  async serverTime() {
    const { headers } = await fetch('/healthz', { cache: 'no-store' })
    const time = Date.parse(headers.get('Date') ?? '')
    return Number.isNaN(time) ? null : time
  },
  async keep() {
    await writeToDatabase()
    const folder = await navigator.storage.getDirectory()
    await folder.getFileHandle(NAME, { create: true })
    await folder.removeEntry(NAME)
    return navigator.storage.persist()
  },
  async installWorker() {
    // While developing there is no such file.
    if (!import.meta.env.DEV) await navigator.serviceWorker.register('/serviceWorker.js')
  },
  async hasCamera() {
    const devices = await navigator.mediaDevices.enumerateDevices()
    return devices.some(({ kind }) => kind === 'videoinput')
  },
}

const NAME = 'selfTest'

function writeToDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(NAME)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const writing = database.transaction(NAME, 'readwrite')
      writing.objectStore(NAME).put(NAME, NAME)
      writing.onabort = () => reject(writing.error)
      writing.oncomplete = () => {
        database.close()
        indexedDB.deleteDatabase(NAME)
        resolve()
      }
    }
  })
}

/** Opens the camera for a moment, after somebody has tapped: the browser asks them. */
export async function tryCamera(): Promise<boolean> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true })
    for (const track of stream.getTracks()) track.stop()
    return true
  } catch {
    return false
  }
}
