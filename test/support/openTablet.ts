import { type IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { Chance, Clock, Fetch, JournalDisk, Network, OnFault } from '#device/basics/ports.ts'
import type { PenPorts } from '#device/hallLog/penPorts.ts'
import type { Neighbours } from '#device/neighbours.ts'
import { openTablet as openRealTablet } from '#device/openTablet.ts'
import type { Tablet } from '#device/tablet.ts'
import type { UpdatePort } from '#device/updates.ts'
import type { PinStretch } from '#device/who/pinStretch.ts'
import { noNeighbours } from '#support/noNeighbours.ts'
import type { MemoryDisk } from './memoryDisk.ts'
import { openNodeFetch } from './nodeFetch.ts'
import { realChance } from './realChance.ts'
import { scarceStorage } from './scarceStorage.ts'

/** What lies on a tablet when it is switched off: its disk and its databases. */
export interface TabletStorage {
  disk: MemoryDisk | JournalDisk
  indexedDB: IDBFactory
}

/** An empty tablet's storage. */
export const emptyStorage = (): TabletStorage => scarceStorage()

/** The device says it has network; a test can say otherwise, or wake the tablet up. */
export interface TestNetwork extends Network {
  setOnline(online: boolean): void
  wake(): void
}

export function createTestNetwork(): TestNetwork {
  const listeners = new Set<() => void>()
  let online = true
  return {
    online: () => online,
    onWake(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    setOnline(now) {
      online = now
    },
    wake() {
      for (const listener of listeners) listener()
    },
  }
}

/** The wall clock, for tests with a real server. */
export const realClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
}

export interface OpenTabletOptions {
  /** How it reaches a hall server: a simulated one's `fetch`, or the origin of a real one. */
  readonly server: Fetch | string
  /** Kept between two openings it is the same tablet, restarted. */
  /** Where it believes the hall server to be, when `server` does not say. */
  readonly origin?: string
  readonly storage?: TabletStorage
  readonly clock?: Clock
  readonly elapsed?: () => number
  readonly network?: TestNetwork
  readonly chance?: Chance
  readonly neighbours?: Neighbours
  readonly pen?: (hall: string) => PenPorts
  readonly updates?: UpdatePort
  /** As the app does, for a tablet that pairs with one that does so too. */
  readonly stretch?: PinStretch
  /** The build of the app; another one folds history afresh. */
  readonly version?: string
  readonly onFault?: OnFault
}

/**
 * Opens a tablet that behaves: the real device code on a disk in memory and a database of its own, so that several
 * tablets live in one process. PINs are stretched by a quick stand-in unless asked otherwise; everything else is what runs in the hall.
 */
export function openTablet(options: OpenTabletOptions): Promise<Tablet> {
  const { server, storage = emptyStorage(), clock = realClock, network = createTestNetwork() } = options
  return openRealTablet({
    clock,
    chance: options.chance ?? realChance,
    disk: storage.disk,
    reserveBytes: 64 * 1024,
    database: { indexedDB: storage.indexedDB, IDBKeyRange },
    version: options.version ?? 'test',
    fetch: typeof server === 'string' ? openNodeFetch(server).fetch : server,
    origin: options.origin ?? (typeof server === 'string' ? server : 'https://hall.example'),
    network,
    storage: null,
    updates: options.updates ?? null,
    neighbours: options.neighbours ?? noNeighbours,
    ...(options.elapsed ? { elapsed: options.elapsed } : {}),
    ...(options.pen ? { pen: options.pen } : {}),
    stretch: options.stretch ?? (async ({ pin, salt }) => quickStretch(pin, salt)),
    onFault: options.onFault ?? ((fault) => console.error(fault)),
  })
}

/** 32 bytes of hex that depend on PIN and salt; no more secret than a test needs. */
export async function quickStretch(pin: string, salt: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${salt}/${pin}`))
  return Buffer.from(bytes).toString('hex')
}
