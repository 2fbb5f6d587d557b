import { IDBFactory } from 'fake-indexeddb'
import type { Tablet } from '#device/tablet.ts'
import { callNextTicket, finishService, greetCustomer } from '#domain/calls/commands.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { eventId } from '#log/event.ts'
import { readLine } from '#log/lines.ts'
import { stampTime } from '#log/stamp.ts'
import { addPerson } from '#support/addPerson.ts'
import { Killed, type KillSwitch, killableDatabase, killableDisk } from '#support/killSwitch.ts'
import { emptyStorage, openTablet } from '#support/openTablet.ts'
import { createSimulatedNetwork, type Faults, noFaults, type SimulatedNetwork } from '#support/simulatedNetwork.ts'
import { createSimulatedServer, type SimulatedServer } from '#support/simulatedServer.ts'
import { createTestClock, type TestClock } from '#support/testClock.ts'
import { townHall } from '#support/townHall.ts'

/** What a simulated morning came to. */
export interface Morning {
  readonly acts: readonly string[]
  readonly saved: number
  readonly kills: number
  readonly wipes: number
}

const PIN = '246810'
const ACTS = 36
const TEN_YEARS = 10 * 365 * 86_400_000
const [payments] = townHall.queues ?? []

/**
 * Plays one morning of three tablets and a server on the real log, fold and sync code: people act, the network drops,
 * repeats, delays, reorders and breaks off, tablets are killed at any step, databases vanish, clocks jump by ten years,
 * the server restarts. Safety is checked all along; then everything is mended and must become equal. Whatever fails
 * names the seed.
 */
export async function playMorning(seed: number): Promise<Morning> {
  const random = seeded(seed)
  const upTo = (most: number) => Math.floor(random() * most)
  const clock = createTestClock()
  const server = createSimulatedServer({ clock })
  const acts: string[] = []
  let kills = 0
  let wipes = 0
  const places = ['manager', 'reception', 'counter'] as const
  const devices = places.map((place, i) => createDevice({ place, clock, server, random, wrongBy: WRONG[i] ?? 0 }))
  const [manager, reception, counter] = devices
  if (!manager || !reception || !counter || !payments) throw new Error('the hall is not complete')
  const check = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`seed ${seed}: ${what}\n${acts.join('\n')}`)
  }

  await manager.start()
  await setUp(manager)
  server.letInBy(manager.tablet.log)
  for (const device of [reception, counter]) await device.start()
  await clock.passUntil(() => devices.every(({ tablet }) => tablet.log.hall.settings.queues.length > 0))
  await signIn(counter)
  await counter.act('open the counter', (t) => t.log.perform(openCounter, { counter: '3', queues: [payments.id] }))

  const network: readonly ((device: Device) => void)[] = [
    (device) => device.network.cut(),
    (device) => device.network.mend(),
    (device) => {
      device.network.faults = bad(random)
    },
    (device) => {
      device.network.faults = noFaults
    },
  ]

  for (let i = 0; i < ACTS; i++) {
    const device = devices[upTo(devices.length)] ?? reception
    const chance = random()
    if (chance < 0.45) {
      acts.push(`${device.place} acts`)
      await actAt(device)
    } else if (chance < 0.7) {
      acts.push(`the network of ${device.place} changes`)
      network[upTo(network.length)]?.(device)
    } else if (chance < 0.85) {
      const wipe = random() < 0.4
      acts.push(`${device.place} is killed${wipe ? ' and its database vanishes' : ''}`)
      kills++
      if (wipe) wipes++
      device.killAfter(upTo(12))
      await actAt(device)
      await clock.pass(upTo(2_000))
      await device.restart(wipe)
      await signIn(device)
    } else if (chance < 0.92) {
      acts.push(`the clock of ${device.place} jumps`)
      device.clock.jump((random() < 0.5 ? -1 : 1) * (random() < 0.5 ? TEN_YEARS : 90_000))
    } else {
      acts.push('the server restarts')
      server.breakStreams()
    }
    await clock.pass(upTo(4_000))
    for (const { place, saved, tablet, faults } of devices) {
      check(faults.length === 0, `${place} reports ${faults[0] instanceof Error ? faults[0].stack : faults[0]}`)
      const stored = new Set(server.lines.map(({ journal, n }) => `${journal}:${n}`))
      const waiting = [...saved].filter((id) => !stored.has(id)).length
      check(waiting <= tablet.status.unsent.count, `${place} forgot something it had saved and not delivered`)
    }
  }

  for (const device of devices) {
    device.network.mend()
    device.network.faults = noFaults
    device.tablet.syncNow()
  }
  const settled = () =>
    devices.every(({ tablet }) => tablet.status.unsent.count === 0 && tablet.status.link === 'connected') &&
    devices.every(({ tablet }) => tablet.status.behind === 0 && tablet.log.hall.at !== null) &&
    devices.every(({ tablet }) => sameHall(tablet, manager.tablet))
  await clock.passUntil(settled, 180_000, 500).catch(() => {
    const state = devices.map(({ place, tablet: { status } }) => {
      const { link, unsent, behind } = status
      return `${place}: ${link}, ${unsent.count} unsent, ${behind} behind`
    })
    check(false, `the hall did not come together: ${state.join('; ')}`)
  })

  const ids = server.lines.map(({ journal, n }) => `${journal}:${n}`)
  check(
    server.lines.every(({ seq }, i) => seq === i + 1),
    'the seqs have a gap',
  )
  check(new Set(ids).size === ids.length, 'the server holds an event twice')
  const known = new Set(ids)
  for (const { place, saved } of devices)
    for (const id of saved) check(known.has(id), `${id} was shown as saved at ${place} and is nowhere`)
  const labels = [...manager.tablet.log.hall.tickets.values()].map(({ day, label }) => `${day}/${label}`)
  const twice = labels.filter((label, i) => labels.indexOf(label) !== i)
  check(twice.length === 0, `printed twice: ${twice}`)
  check(stampsRise(server), 'the stamps of a journal do not rise')
  const saved = devices.reduce((sum, device) => sum + device.saved.size, 0)
  for (const device of devices) await device.tablet.close()
  return { acts, saved, kills, wipes }
}

/** How wrong the three device clocks are at the start, ms. */
const WRONG = [0, 7 * 60_000, -3 * 3_600_000]

interface Device {
  readonly place: 'manager' | 'reception' | 'counter'
  readonly tablet: Tablet
  readonly network: SimulatedNetwork
  readonly clock: ReturnType<TestClock['device']>
  /** Ids of events that the tablet has reported as saved. */
  readonly saved: Set<string>
  /** What a developer should look at; a killed tablet has none. */
  readonly faults: readonly unknown[]
  start(): Promise<void>
  act(what: string, perform: (tablet: Tablet) => ReturnType<Tablet['log']['perform']>): Promise<void>
  killAfter(steps: number): void
  restart(wipe: boolean): Promise<void>
}

/** A tablet with its storage, which outlives its kills. */
function createDevice(options: {
  place: Device['place']
  clock: TestClock
  server: SimulatedServer
  random: () => number
  wrongBy: number
}): Device {
  const { place, server } = options
  const storage = emptyStorage()
  const network = createSimulatedNetwork(server.fetch, options)
  const saved = new Set<string>()
  const faults: unknown[] = []
  let wrongBy = options.wrongBy
  let clock = options.clock.device(wrongBy)
  let kill = createKill()
  let tablet: Tablet | null = null

  function open(): Promise<Tablet> {
    const present = createKill()
    kill = present
    return openTablet({
      server: (path, init) => (present.dead ? new Promise<never>(() => {}) : network.fetch(path, init)),
      storage: {
        disk: killableDisk(storage.disk, present),
        indexedDB: killableDatabase(storage.indexedDB, present),
      },
      clock,
      onFault(fault) {
        if (!(fault instanceof Killed) && !present.dead) faults.push(fault)
      },
    })
  }
  const here = () => {
    if (!tablet) throw new Error(`${place} is off`)
    return tablet
  }

  return {
    place,
    network,
    saved,
    faults,
    get clock() {
      return {
        ...clock,
        jump(ms: number) {
          wrongBy += ms
          clock.jump(ms)
        },
      }
    },
    get tablet() {
      return here()
    },
    async start() {
      tablet = await open()
      const paired = await tablet.pair({ code: server.makeCode(place, place), name: place })
      if (!paired.ok) throw new Error(paired.why)
    },
    async act(_what, perform) {
      const present = kill
      const performed = await Promise.race([perform(here()), present.died]).catch(() => null)
      if (performed && !present.dead && performed.ok) for (const event of performed.events) saved.add(eventId(event))
    },
    killAfter: (steps) => kill.arm(steps),
    async restart(wipe) {
      kill.arm(0)
      clock.stop()
      clock = options.clock.device(wrongBy)
      if (wipe) storage.indexedDB = new IDBFactory()
      tablet = await open()
    },
  }
}

/** A kill that can be planned: after so many further steps nothing reaches the storage any more. */
function createKill(): KillSwitch & { readonly dead: boolean; readonly died: Promise<null>; arm(after: number): void } {
  let steps = 0
  let at = Number.POSITIVE_INFINITY
  let dead = false
  let die: (nothing: null) => void = () => {}
  const died = new Promise<null>((resolve) => {
    die = resolve
  })
  const end = () => {
    dead = true
    die(null)
  }
  return {
    died,
    get steps() {
      return steps
    },
    get dead() {
      return dead
    },
    arm(after) {
      at = steps + after
      if (after === 0) end()
    },
    step() {
      steps++
      if (dead || steps >= at) {
        end()
        throw new Killed()
      }
    },
  }
}

async function setUp(manager: Device): Promise<void> {
  const chief = { workNumber: '0001', callName: '老陈', roles: ['manager', 'front'], pin: PIN } as const
  await manager.act('add the manager', (tablet) => addPerson(tablet, chief))
  await signIn(manager)
  await manager.act('set the hall up', (tablet) => tablet.log.perform(configureHall, townHall))
}

async function signIn({ tablet }: Device): Promise<void> {
  const [person = ''] = tablet.log.hall.staff.keys()
  await tablet.signIn(person, PIN).catch(() => {})
}

/** One tap of whoever stands at the tablet. */
async function actAt(device: Device): Promise<void> {
  if (!payments) return
  if (device.place !== 'counter') {
    const ask = { queue: payments.id, service: null, priority: null }
    await device.act('take a ticket', (tablet) => tablet.log.perform(issueTicket, ask))
    return
  }
  const current = [...device.tablet.log.hall.tickets.values()].find(
    (ticket) => ticket.counter === '3' && (ticket.status === 'called' || ticket.status === 'serving'),
  )
  await device.act('call, greet or finish', (tablet) => {
    if (!current) return tablet.log.perform(callNextTicket, { counter: '3' })
    if (current.status === 'called') return tablet.log.perform(greetCustomer, { counter: '3' })
    return tablet.log.perform(finishService, { counter: '3', outcome: 'done' })
  })
}

const bad = (random: () => number): Faults => ({
  dropRequest: random() * 0.4,
  dropAnswer: random() * 0.4,
  repeat: random() * 0.5,
  portal: random() * 0.3,
  halfAnswer: random() * 0.4,
  delay: random() * 3_000,
})

/** The same hall, whatever order things became known in. */
function sameHall(a: Tablet, b: Tablet): boolean {
  return JSON.stringify(plain(a.log.hall)) === JSON.stringify(plain(b.log.hall))
}

const plain = (value: unknown): unknown => {
  if (value instanceof Map) return [...value].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, each]) => [k, plain(each)])
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, each]) => [k, plain(each)]),
  )
}

function stampsRise(server: SimulatedServer): boolean {
  const last = new Map<string, string>()
  for (const { journal, line } of server.lines) {
    const read = readLine(line)
    if (!read.ok || Number.isNaN(stampTime(read.head.stamp))) return false
    if (read.head.stamp <= (last.get(journal) ?? '')) return false
    last.set(journal, read.head.stamp)
  }
  return true
}

/** Random figures 0…1 that the seed alone decides. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
