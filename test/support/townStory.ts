import type { Tablet } from '#device/tablet.ts'
import { localTime, minutesOf } from '#domain/day/localTime.ts'
import type { Place } from '#domain/kind.ts'
import type { Role } from '#domain/roles.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { startSettings } from '#domain/settings/settings.ts'
import type { HallCommand } from '#domain/whole.ts'
import { addPerson } from './addPerson.ts'
import { codeFor } from './letIn.ts'
import { openNodeFetch } from './nodeFetch.ts'
import { openHallServer, type TestHallServer } from './openHallServer.ts'
import {
  createTestNetwork,
  emptyStorage,
  type OpenTabletOptions,
  openTablet,
  realClock,
  type TabletStorage,
} from './openTablet.ts'
import { townHall } from './townHall.ts'
import { until } from './until.ts'

/** The PIN of everybody in the town hall. */
export const PIN = '284617'

/** A tablet of a story: it can be cut off, switched off and on, and acts as the person who is signed in. */
export interface StoryTablet {
  readonly tablet: Tablet
  readonly storage: TabletStorage
  /** Its network cable is pulled: nothing gets through until `mend`. */
  cut(): void
  mend(): void
  /** Performs a command and expects it to be accepted. */
  does<Ask>(command: HallCommand<Ask>, ask: Ask): Promise<void>
  signIn(workNumber: string): Promise<void>
  /** Waits until the server has heard where this tablet stands now. */
  heard(): Promise<void>
  /** How often it has asked the network for something. */
  readonly calls: number
  /** Switches it off and on again, perhaps with another build of the app. */
  restart(options?: WakeOptions): Promise<StoryTablet>
}

/** How a tablet is opened: perhaps another build, and calls that do not get through before a promise is kept. */
export interface WakeOptions extends Pick<OpenTabletOptions, 'version'> {
  readonly hold?: (path: string) => Promise<void> | null
  /** How far the device's own clock is off, in ms. */
  readonly wrongBy?: number
  /** Its network cable is out from the start. */
  readonly isCut?: boolean
}

/** A town hall with a real server and real tablets, and everybody who works there. */
export interface TownStory {
  readonly server: TestHallServer
  readonly manager: StoryTablet
  /** The lines of the recovery sheet. */
  readonly sheet: readonly string[]
  join(place: Place, name: string, options?: WakeOptions): Promise<StoryTablet>
  /** Opens a tablet on storage that was copied from another. */
  wakeUp(storage: TabletStorage, options?: WakeOptions): Promise<StoryTablet>
  /** Waits until every tablet of the story has sent everything, and shows everything, what is signed included. */
  together(...tablets: readonly StoryTablet[]): Promise<void>
  /** Lets time go by for everybody, the server included. */
  later(ms: number): void
  close(): Promise<void>
}

/** Opens the town hall: server, the manager's tablet, settings, a manager (0001) and two clerks (0002, 0003). */
export async function openTownStory(): Promise<TownStory> {
  const time = { passed: untilBehindTheTurn(Date.now()) }
  const now = () => Date.now() + time.passed
  const elapsed = () => performance.now() + time.passed
  const server = await openHallServer({ now, elapsed })
  const opened: Tablet[] = []
  const fetches: { close(): void }[] = []

  async function wakeUp(storage: TabletStorage, options: WakeOptions = {}): Promise<StoryTablet> {
    const wire = openNodeFetch(server.origin)
    fetches.push(wire)
    const network = createTestNetwork()
    const open = new Set<AbortController>()
    let { isCut = false } = options
    let calls = 0
    let hellos = 0
    const tablet = await openTablet({
      storage,
      network,
      elapsed,
      origin: server.origin,
      clock: { now: () => now() + (options.wrongBy ?? 0), after: realClock.after },
      async server(path, init = {}) {
        calls++
        if (path.startsWith('/api/hello')) hellos++
        await options.hold?.(path)
        if (isCut) throw new TypeError('fetch failed')
        const cable = new AbortController()
        open.add(cable)
        const signal = init.signal ? AbortSignal.any([init.signal, cable.signal]) : cable.signal
        return wire.fetch(path, { ...init, signal })
      },
      ...(options.version === undefined ? {} : { version: options.version }),
    })
    opened.push(tablet)
    await tablet.openSealed()
    return {
      tablet,
      storage,
      cut() {
        isCut = true
        for (const cable of open) cable.abort()
        open.clear()
      },
      mend() {
        isCut = false
        tablet.syncNow()
      },
      async does(command, ask) {
        const performed = await tablet.log.perform(command, ask)
        if (!performed.ok) throw new Error(`${command.name} was refused: ${performed.why}`)
      },
      async signIn(workNumber) {
        await until(() =>
          [...tablet.log.hall.staff.values()].some((each) => each.workNumber === workNumber && each.box),
        )
        const person = [...tablet.log.hall.staff.values()].find((each) => each.workNumber === workNumber)
        const signedIn = await tablet.signIn(person?.id ?? '', PIN)
        if (!signedIn.ok) throw new Error(`${workNumber} could not sign in: ${signedIn.why}`)
      },
      async heard() {
        // The next hello says where it stands; the one after it begins when the answer has been taken in.
        const before = hellos
        await until(
          () => {
            tablet.syncNow()
            return hellos > before + 1 && tablet.status.link === 'connected'
          },
          () => ({ hellos: hellos - before, link: tablet.status.link }),
        )
      },
      get calls() {
        return calls
      },
      async restart(changed = {}) {
        await tablet.close()
        return wakeUp(storage, { ...options, ...changed })
      },
    }
  }

  async function pairWith(code: string, name: string, options: WakeOptions = {}): Promise<StoryTablet> {
    const one = await wakeUp(emptyStorage(), options)
    const paired = await one.tablet.pair({ code, name })
    if (!paired.ok) throw new Error(`${name} could not pair: ${paired.why}`)
    return one
  }

  const manager = await pairWith(server.firstCode, '厅经理平板')
  await until(() => [...manager.tablet.log.hall.journals.values()].some((journal) => journal.tablet === 'server'))
  const first = { staff: manager.tablet.newId('s'), workNumber: '0001', callName: '老陈', pin: PIN }
  const founded = await manager.tablet.foundHall(first)
  if (!founded.performed.ok) throw new Error(`the hall was not founded: ${founded.performed.why}`)
  const add = async (workNumber: string, callName: string, ...roles: readonly Role[]) => {
    const added = await addPerson(manager.tablet, { workNumber, callName, roles, pin: PIN })
    if (!added.ok) throw new Error(`${callName} was not added: ${added.why}`)
  }
  await manager.signIn('0001')
  await add('0002', '小王', 'front')
  await add('0003', '小李', 'front')
  await manager.does(configureHall, townHall)

  return {
    server,
    manager,
    sheet: founded.sheet,
    wakeUp,
    async join(place, name, options) {
      const one = await pairWith(await codeFor(manager.tablet, place, name), name, options)
      await until(() => one.tablet.log.hall.staff.size === 3 && one.tablet.log.hall.settings.queues.length > 0)
      return one
    },
    async together(...tablets) {
      for (const { tablet } of tablets) tablet.syncNow()
      const is = (holds: (status: Tablet['status']) => boolean) => tablets.every(({ tablet }) => holds(tablet.status))
      const saw = () =>
        tablets.map(({ tablet: { identity, status } }) => {
          return [identity?.name, status.link, `${status.unsent.count} unsent, ${status.behind} behind`]
        })
      await until(() => is(({ link, unsent }) => link === 'connected' && unsent.count === 0), saw)
      // Now the server has everything, and a hello says how much that is.
      await Promise.all(tablets.map((one) => one.heard()))
      await until(() => is(({ behind, unsent }) => behind === 0 && unsent.count === 0), saw)
    },
    later(ms) {
      time.passed += ms
    },
    async close() {
      for (const tablet of opened.reverse()) await tablet.close()
      for (const wire of fetches) wire.close()
      await server.close()
    },
  }
}

/** Of the day of business: the town hall's clock shows 04:00 then. */
const TURN = minutesOf(startSettings.rules.dayStartsAt)
/** So long (minutes) a story may last without the day turning in it, on which numbers begin anew and shares are worked out again. */
const LASTS = 150

/** How long (ms) it is until the day has turned, where that would happen in the middle of a story; else 0. */
function untilBehindTheTurn(now: number): number {
  const left = TURN - minutesOf(localTime(now, startSettings.rules.timeZone))
  return left > -1 && left < LASTS ? (left + 1) * 60_000 : 0
}
