import type { DatabaseFactory } from '#device/basics/keepsakes.ts'
import type { Chance, Clock, Fetch, JournalDisk, Network, OnFault } from '#device/basics/ports.ts'
import type { PenPorts } from '#device/hallLog/penPorts.ts'
import type { PinCost, PinStretch } from '#device/who/pinStretch.ts'
import type { Neighbours } from './neighbours.ts'
import type { StoragePort } from './storageGuard.ts'
import type { UpdatePort } from './updates.ts'

/** Everything a tablet needs of the world. The browser fills it, and so do tests and the simulator. */
export interface TabletPorts {
  readonly clock: Clock
  /** Ms since some moment, whatever the clock on the wall does; left out in the browser: `performance.now`. */
  readonly elapsed?: () => number
  readonly chance: Chance
  readonly disk: JournalDisk
  /** How many bytes of it are kept for emergencies; left out in the hall: `RESERVE_BYTES`. */
  readonly reserveBytes?: number
  /** Left out in a browser: its own IndexedDB. */
  readonly database?: DatabaseFactory
  /** The build of the app, so that kinds a newer one has learnt are folded afresh. */
  readonly version: string
  readonly fetch: Fetch
  /** Where this app and its hall server are: `https://hall.example`. */
  readonly origin: string
  readonly network: Network
  /** Null where the browser says nothing of its storage. */
  readonly storage: StoragePort | null
  /** Null where there is no service worker. */
  readonly updates: UpdatePort | null
  readonly neighbours: Neighbours
  /** How the tabs of a hall agree on who has the pen; left out where the app has one tab. */
  readonly pen?: (hall: string) => PenPorts
  readonly stretch: PinStretch
  /** What stretching a new PIN costs; left out in the hall: `PIN_COST`. */
  readonly pinCost?: PinCost
  readonly onFault: OnFault
}
