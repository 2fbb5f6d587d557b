import { IDBFactory } from 'fake-indexeddb'
import type { Performed } from '#device/hallLog/hallLog.ts'
import type { Tablet } from '#device/tablet.ts'
import type { Place } from '#domain/kind.ts'
import { eventId } from '#log/event.ts'
import type { SeededChance } from '#support/chance.ts'
import { cloneStorage } from '#support/cloneStorage.ts'
import { Killed, killableDatabase, killableDisk } from '#support/killSwitch.ts'
import { createTestNetwork, openTablet, type TabletStorage } from '#support/openTablet.ts'
import { type BadNetwork, createBadNetwork } from './badNetwork.ts'
import type { Packed } from './founding.ts'
import { type HallServerNearby, ORIGIN } from './hallServerNearby.ts'
import { createPlannedKill } from './plannedKill.ts'
import type { DeviceClock, SimulatedTime } from './simulatedTime.ts'

/** What somebody did at a tablet, and what became of it as far as they were told. */
export interface Operation {
  readonly what: string
  readonly outcome: 'ok' | 'refused' | 'unknown'
  /** Why it was refused. */
  readonly why: string | null
  /** Ids of the events that were shown as saved. */
  readonly events: readonly string[]
}

/** A tablet with its storage, which outlives its kills. */
export interface Device {
  readonly name: string
  readonly place: Place
  readonly tablet: Tablet
  readonly isOn: boolean
  readonly network: BadNetwork
  readonly clock: DeviceClock
  readonly storage: TabletStorage
  readonly operations: readonly Operation[]
  /** What a developer should look at; a killed tablet has none. */
  readonly faults: readonly unknown[]
  start(): Promise<void>
  /** Somebody does something; null: it was killed meanwhile, and nobody knows. */
  act(what: string, perform: (tablet: Tablet) => Promise<Performed>): Promise<Operation>
  /** It dies after so many further steps at its storage, 0: now. */
  killAfter(steps: number): void
  /** Everything in its database is gone when it starts again. */
  loseDatabase(): void
  /** A second tablet with everything that lies on this one, switched off. */
  copyStorage(): Promise<TabletStorage>
  /** Puts another storage in the place of its own, while it is off. */
  takeStorage(storage: TabletStorage): void
  close(): Promise<void>
}

/** Makes a tablet that is off. */
export function createDevice({
  packed,
  time,
  server,
  chance,
  wrongBy = 0,
}: {
  readonly packed: Packed
  readonly time: SimulatedTime
  readonly server: Pick<HallServerNearby, 'fetch'>
  /** A chance of its own for each thing that needs one. */
  readonly chance: (what: string) => SeededChance
  readonly wrongBy?: number
}): Device {
  const { name, place } = packed
  let storage = packed.storage
  const network = createBadNetwork(server.fetch, time, chance(`network of ${name}`))
  const operations: Operation[] = []
  const faults: unknown[] = []
  let wrong = wrongBy
  let clock = time.device(wrong)
  let kill = createPlannedKill()
  let tablet: Tablet | null = null
  let starts = 0

  const here = () => {
    if (!tablet) throw new Error(`${name} is off`)
    return tablet
  }

  return {
    name,
    place,
    network,
    operations,
    faults,
    get storage() {
      return storage
    },
    get isOn() {
      return tablet !== null && !kill.dead
    },
    get clock() {
      return {
        ...clock,
        jump(ms: number) {
          wrong += ms
          clock.jump(ms)
        },
      }
    },
    get tablet() {
      return here()
    },
    async start() {
      clock.stop()
      clock = time.device(wrong)
      const present = createPlannedKill()
      kill = present
      starts++
      const opened = openTablet({
        origin: ORIGIN,
        server: (path, init) => (present.dead ? new Promise<never>(() => {}) : network.fetch(path, init)),
        storage: {
          disk: killableDisk(storage.disk, present),
          indexedDB: killableDatabase(storage.indexedDB, present),
        },
        clock,
        elapsed: time.elapsed,
        network: createTestNetwork(),
        chance: chance(`start ${starts} of ${name}`),
        onFault(fault) {
          if (!(fault instanceof Killed) && !present.dead) faults.push(fault)
        },
      })
      tablet = await opened
    },
    async act(what, perform) {
      const present = kill
      const performed = await Promise.race([perform(here()), present.died]).catch((fault: unknown) => {
        if (!present.dead) faults.push(fault)
        return null
      })
      const operation: Operation =
        performed === null || present.dead
          ? { what, outcome: 'unknown', why: null, events: [] }
          : performed.ok
            ? { what, outcome: 'ok', why: null, events: performed.events.map(eventId) }
            : { what, outcome: 'refused', why: performed.why, events: [] }
      operations.push(operation)
      return operation
    },
    killAfter: (steps) => kill.arm(steps),
    loseDatabase() {
      storage = { ...storage, indexedDB: new IDBFactory() }
    },
    copyStorage: () => cloneStorage(storage),
    takeStorage(other) {
      storage = other
    },
    async close() {
      if (tablet && !kill.dead) await tablet.close()
      clock.stop()
    },
  }
}
