import type { Tablet } from '#device/tablet.ts'
import type { Place } from '#domain/kind.ts'
import type { Slice } from '#domain/slice.ts'
import { eventId, type LogEvent } from '#log/event.ts'
import type { SeededChance } from '#support/chance.ts'
import { Killed, killableDatabase, killableDisk } from '#support/killSwitch.ts'
import { createTestNetwork, type TabletStorage } from '#support/openTablet.ts'
import { type BadNetwork, createBadNetwork } from './badNetwork.ts'
import { type Build, build } from './build.ts'
import type { Packed } from './founding.ts'
import { type HallServerNearby, ORIGIN } from './hallServerNearby.ts'
import { createPlannedKill } from './plannedKill.ts'
import type { DeviceClock, SimulatedTime } from './simulatedTime.ts'

/** What a tablet answers to whoever did something. */
export type Answer =
  | { readonly ok: true; readonly events: readonly Pick<LogEvent, 'journal' | 'n'>[] }
  | { readonly ok: false; readonly why: string }

/** What somebody did at a tablet, and what became of it as far as they were told. */
export interface Operation {
  readonly what: string
  readonly outcome: 'ok' | 'refused' | 'unknown'
  /** Why it was refused. */
  readonly why: string | null
  /** Ids of the events that were shown as saved. */
  readonly events: readonly string[]
  /** Ids of others that were shown as saved and went with what lay on the tablet: who else had them may bring them back. */
  readonly gone: readonly string[]
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
  /** Its storage was copied or put back to what it was: until that is known it may print what was printed. */
  isCopy: boolean
  /** A manager has sent it away, or may have. */
  isRevoked: boolean
  /** How often something that lay on it was lost or put back. */
  readonly losses: number
  /** The build of the app that starts next. */
  version: string
  /** Whether that is the program before this one. */
  isOlder: boolean
  /** What a developer should look at; a killed tablet has none. */
  readonly faults: readonly unknown[]
  start(): Promise<void>
  /** Somebody does something. Unknown: it was killed meanwhile, and nobody knows what it came to. */
  act(what: string, perform: (tablet: Tablet) => Promise<Answer>): Promise<Operation>
  /** Takes slices from the shelf; false: that did not come to its end. */
  opens(...slices: readonly Slice[]): Promise<boolean>
  /** It dies after so many further steps at its storage, 0: now. */
  killAfter(steps: number): void
  /** Of what was saved here nobody has to have what the hall server does not hold: answers how much that is. */
  giveUp(stored: ReadonlySet<string>): number
  /** Puts another storage, or another half of it, in the place of its own, while it is off. */
  takeStorage(storage: Partial<TabletStorage>): void
  close(): Promise<void>
}

/** Makes a tablet that is off. */
export function createDevice({
  packed,
  time,
  server,
  older,
  chance,
  wrongBy = 0,
}: {
  readonly packed: Packed
  readonly time: SimulatedTime
  readonly server: Pick<HallServerNearby, 'fetch'>
  /** The program before this one. */
  readonly older: Build
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
  let losses = 0

  const here = () => {
    if (!tablet) throw new Error(`${name} is off`)
    return tablet
  }

  /** What a server that lies says is told to whoever looks after the tablet. */
  const isLiedTo = (fault: unknown) =>
    network.hasForged && (fault instanceof build.BadRun || fault instanceof older.BadRun)

  const device: Device = {
    name,
    place,
    network,
    operations,
    faults,
    isCopy: false,
    isRevoked: false,
    version: 'test',
    isOlder: false,
    get storage() {
      return storage
    },
    get losses() {
      return losses
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
        setRight() {
          wrong = 0
          clock.setRight()
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
      const program = device.isOlder ? older : build
      const opened = program.openTablet({
        origin: ORIGIN,
        server: (path, init) => (present.dead ? new Promise<never>(() => {}) : network.fetch(path, init)),
        storage: {
          disk: killableDisk(storage.disk, present),
          indexedDB: killableDatabase(storage.indexedDB, present),
        },
        version: device.isOlder ? `${device.version}, before` : device.version,
        clock,
        elapsed: time.elapsed,
        network: createTestNetwork(),
        chance: chance(`start ${starts} of ${name}`),
        onFault(fault) {
          if (!(fault instanceof Killed || present.dead || isFull(fault) || isLiedTo(fault))) faults.push(fault)
        },
      })
      tablet = withCommandsOf(program, await opened)
    },
    async act(what, perform) {
      const present = kill
      const performed = await Promise.race([perform(here()), present.died]).catch((fault: unknown): Answer | null => {
        // Whoever stands there reads that there is no room, and has done nothing.
        if (isFull(fault)) return { ok: false, why: 'disk-is-full' }
        if (!present.dead) faults.push(fault)
        return null
      })
      const nothing = { what, why: null, events: [], gone: [] }
      const operation: Operation =
        performed === null || present.dead
          ? { ...nothing, outcome: 'unknown' }
          : performed.ok
            ? { ...nothing, outcome: 'ok', events: performed.events.map(eventId) }
            : { ...nothing, outcome: 'refused', why: performed.why }
      operations.push(operation)
      return operation
    },
    async opens(...slices) {
      const present = kill
      const opening = here().log.open(...slices)
      const opened = opening.then(
        () => true,
        (fault: unknown) => {
          if (!present.dead && !isFull(fault)) faults.push(fault)
          return false
        },
      )
      return (await Promise.race([opened, present.died])) === true && !present.dead
    },
    killAfter: (steps) => kill.arm(steps),
    giveUp(stored) {
      const before = savedBy(operations)
      for (const [i, { events, gone, ...operation }] of operations.entries()) {
        const isGone = (id: string) => !stored.has(id)
        operations[i] = {
          ...operation,
          events: events.filter((id) => !isGone(id)),
          gone: [...gone, ...events.filter(isGone)],
        }
      }
      return before.length - savedBy(operations).length
    },
    takeStorage(other) {
      losses++
      storage = { ...storage, ...other }
    },
    async close() {
      if (tablet && !kill.dead) await tablet.close()
      clock.stop()
    },
  }
  return device
}

/** Whoever taps there taps on the buttons of that program. */
function withCommandsOf(program: Build, tablet: Tablet): Tablet {
  if (program === build) return tablet
  const log: Tablet['log'] = Object.create(tablet.log, {
    perform: {
      value: async (...[{ name }, ask, how]: Parameters<Tablet['log']['perform']>) => {
        const command = await program.commandCalled(name)
        if (!command) throw new Error(`there is no ${name} in the program before this one`)
        return tablet.log.perform(command as never, ask as never, how)
      },
    },
  })
  return Object.create(tablet, { log: { value: log } })
}

/** Ids of the events that were shown as saved, and that somebody has to have. */
export const savedBy = (operations: readonly Operation[]): readonly string[] =>
  operations.flatMap(({ events }) => events)

/** Ids of all events that were shown as saved. */
export const shownBy = (operations: readonly Operation[]): readonly string[] =>
  operations.flatMap(({ events, gone }) => [...events, ...gone])

/** A full disk is no mistake: whoever stands at the tablet is told. */
const isFull = (fault: unknown) => fault instanceof Error && fault.name === 'QuotaExceededError'
