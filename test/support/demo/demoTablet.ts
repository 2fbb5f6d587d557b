import { IDBKeyRange } from 'fake-indexeddb'
import { openTablet } from '#device/openTablet.ts'
import type { Tablet } from '#device/tablet.ts'
import type { Place } from '#domain/kind.ts'
import { stretchOnce } from '#support/foundHall.ts'
import { codeFor } from '#support/letIn.ts'
import { noNeighbours } from '#support/noNeighbours.ts'
import { createTestNetwork, emptyStorage, realClock } from '../openTablet.ts'

/** A tablet of the demo hall, paired through the public protocol; its PINs are real, so that a browser can sign in. */
export async function openDemoTablet(origin: string, name: string, code: string): Promise<Tablet> {
  const storage = emptyStorage()
  const tablet = await openTablet({
    clock: realClock,
    chance: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) },
    disk: storage.disk,
    database: { indexedDB: storage.indexedDB, IDBKeyRange },
    version: 'demo',
    fetch: (path, init) => fetch(new URL(path, origin), init),
    origin,
    network: createTestNetwork(),
    storage: null,
    updates: null,
    neighbours: noNeighbours,
    stretch: stretchOnce,
    pinCost: { memory: 1024, passes: 1 },
    onFault: (fault) => console.error(fault),
  })
  const paired = await tablet.pair({ code, name })
  if (!paired.ok) throw new Error(`The tablet ${name} was not paired: ${paired.why}.`)
  return tablet
}

/** Asks the manager's tablet for a code, then pairs another one with it. */
export async function pairDemoTablet(manager: Tablet, origin: string, place: Place, name: string): Promise<Tablet> {
  return openDemoTablet(origin, name, await codeFor(manager, place, name))
}

/** Waits until something is so, for as long as a demo may take to start. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 60_000
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`${what} did not happen within a minute.`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
