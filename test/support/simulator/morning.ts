import { createHash } from 'node:crypto'
import { admitServer } from '#domain/authority/commands.ts'
import { strangeServers } from '#domain/authority/strangeServers.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { takeStamps } from '#domain/tablets/commands.ts'
import { seededChance } from '#support/chance.ts'
import { cloneStorage } from '#support/cloneStorage.ts'
import { type Act, isDesk, managerOf, newWorld, type World } from './acts/act.ts'
import { actsOf } from './acts/acts.ts'
import { CASES } from './acts/cases.ts'
import { letIn } from './acts/letIn.ts'
import { updateServer, updateTablet } from './acts/versions.ts'
import { counterOf, startAgain } from './acts/work.ts'
import { goodNetwork } from './badNetwork.ts'
import type { Build } from './build.ts'
import { casesApart, faultAtLast, faultNow, isTogether, present, seeTheSameCases, standing } from './checks.ts'
import { createDevice } from './device.ts'
import type { openHalls } from './founding.ts'
import { createHallServerNearby } from './hallServerNearby.ts'
import type { StoredLine } from './linesIn.ts'
import { faultInPapers } from './papersKept.ts'
import { confirmTime, isAboutTime, signIn, standsThere } from './people.ts'
import { seedCrypto } from './seededCrypto.ts'
import { createSimulatedTime } from './simulatedTime.ts'
import { createStory } from './story.ts'

/** What a morning came to. */
export interface Morning {
  readonly story: readonly string[]
  /** What did not hold; null on a good morning. */
  readonly fault: string | null
  readonly done: Readonly<Record<'ok' | 'refused' | 'unknown', number>>
}

const NINE = '2026-11-23T01:00:00.000Z'
const ACTS_OF_A_MORNING = 44
/** How wrong the clocks of tablets are at the start, ms. */
const WRONG = [0, 7 * 60_000, -3 * 3_600_000, 20_000]

/**
 * Plays one morning with the real hall server and real tablets. The seed alone decides everything: who acts, what
 * breaks, every key and id. Safety is checked after each act; then everything is mended and must come together.
 */
export async function playMorning(
  seed: number,
  halls: ReturnType<typeof openHalls>,
  { folder, also, older }: { readonly folder: string; readonly also: readonly string[]; readonly older: Build },
): Promise<Morning> {
  const chanceFor = (what: string) => seededChance(seedOf(`${seed} ${what}`))
  const chance = chanceFor('acts')
  const { hall, present } = await halls.of(chance)
  const unseed = seedCrypto(chanceFor('keys').bytes)
  const time = createSimulatedTime(NINE)
  const story = createStory(time)
  const server = createHallServerNearby({ folder: `${folder}/${seed}`, time, store: hall.store, older })
  const packed = await Promise.all(
    hall.tablets.slice(0, present).map(async (each) => ({ ...each, storage: await cloneStorage(each.storage) })),
  )
  const devices = packed.map((each, i) =>
    createDevice({ packed: each, time, server, older, chance: chanceFor, wrongBy: WRONG[i % WRONG.length] ?? 0 }),
  )
  const world = newWorld({
    chance,
    chanceFor,
    time,
    server,
    kit: hall.kit,
    devices,
    older,
    stores: [hall.store],
    story,
  })
  let fault: string | null = null
  try {
    fault = await play(world, actsOf(also, chanceFor('forging')))
  } catch (thrown) {
    fault = `it broke off: ${thrown instanceof Error ? thrown.stack : thrown}`
  }
  for (const device of devices) await device.close()
  await server.end()
  time.end()
  unseed()
  const count = (outcome: string) =>
    devices.reduce((sum, { operations }) => sum + operations.filter((each) => each.outcome === outcome).length, 0)
  const done = { ok: count('ok'), refused: count('refused'), unknown: count('unknown') }
  return { story: story.lines, fault, done }
}

async function play(world: World, acts: readonly Act[]): Promise<string | null> {
  const { chance, devices, server, story, time } = world
  await server.start()
  for (const device of devices) await device.start()
  if (!(await time.passUntil(() => isTogether(devices), 60_000)))
    return `the morning did not begin:\n${standing(devices)}`
  story.tell('everybody', `is there: ${devices.map(({ name }) => name).join(', ')}`)
  for (const device of devices) await signIn(world, device)
  for (const device of devices.filter(({ place }) => place === 'counter'))
    await device.act('opens the counter', ({ log }) => log.perform(openCounter, { counter: counterOf(device) }))

  for (let i = 0; i < ACTS_OF_A_MORNING; i++) {
    await drawn(acts, chance.next()).play(world)
    await time.pass(chance.below(chance.often(0.3) ? 6_000 : 1_500))
    const fault = faultNow(world, server.lines())
    if (fault) return fault
  }

  await mend(world)
  await time.passUntil(() => isTogether(devices), 60_000)
  if (!isTogether(devices)) sayTime(world)
  if (!isTogether(devices)) await putInPlace(world)
  if (!(await time.passUntil(() => isTogether(devices), 180_000)))
    return `they did not come together:\n${standing(devices)}`
  // What the server's store lacks may still be on its way when everybody sees the same hall.
  await time.passUntil(() => faultAtLast(world, server.lines()) === null, 60_000)
  const lines = server.lines()
  story.tell('everybody', `has come together: ${lines.length} lines, the last chains to ${tipOf(lines)}`)
  const desks = present(devices).filter(isDesk)
  for (const desk of desks) await desk.opens(...CASES)
  if (!(await time.passUntil(() => seeTheSameCases(desks), 10_000)))
    return `they do not see the same cases:\n${casesApart(desks)}`
  return faultAtLast(world, lines) ?? (await faultInPapers(world))
}

/** Everything that can be mended is; what a person would do is done. */
async function mend(world: World): Promise<void> {
  const { devices, server, story, time } = world
  story.tell('everybody', 'everything is mended')
  server.clock.setRight()
  if (server.isOlder) await updateServer(world)
  for (const device of devices.filter((each) => each.isOlder)) await updateTablet(world, device)
  for (const device of devices) {
    const { disk } = device.storage
    if ('empty' in disk) disk.empty()
    device.network.way = 'through'
    device.network.badness = goodNetwork
    if (!device.isOn) await startAgain(world, device)
    device.tablet.syncNow()
  }
  const manager = managerOf(world)
  await time.passUntil(() => (manager && isAboutTime(manager)) || isTogether(devices), 30_000)
  await confirmTime(world)
  for (const device of devices) if (!device.tablet.identity) await letIn(world, device, 120_000)
  await takeSpareIn(world)
}

/** A manager lets the machine in that serves the hall now, and waits for nobody who would still bring something back. */
async function takeSpareIn(world: World): Promise<void> {
  const manager = managerOf(world)
  if (!manager || !world.wasPutBack || !(await standsThere(world, manager))) return
  const { log } = manager.tablet
  const strangers = () => strangeServers(log.hall.authority)
  await world.time.passUntil(() => strangers().length > 0 || isTogether(world.devices), 60_000)
  for (const key of strangers()) {
    const { outcome } = await manager.act('lets the server in', () => log.perform(admitServer, { key }))
    world.story.tell(manager.name, `lets the machine in that serves the hall now: ${outcome}`)
  }
}

/** Whoever reads that the server's time and the tablet's disagree looks at a watch. */
function sayTime({ devices, story, time }: World): void {
  for (const { isOn, name, tablet } of devices) {
    if (!isOn || tablet.status.apart === null) continue
    tablet.sayTime(time.now())
    story.tell(name, 'says what time it is')
  }
}

/** Where something is held, or counts and lies far ahead, because a clock was wrong, a manager says where it belongs. */
async function putInPlace({ devices, story }: World): Promise<void> {
  for (const device of devices.filter(({ isOn, place }) => isOn && place !== 'wall')) {
    const waiting = device.tablet.log.hall.waiting.flatMap(({ event, why }) => (why === 'clock-ahead' ? [event] : []))
    const held = [...waiting, ...device.tablet.status.ahead]
    if (held.length === 0) continue
    const runs = held.map(({ journal, n }) => ({ journal, from: n, to: n }))
    const { outcome } = await device.act('puts in place', ({ log }) => log.perform(takeStamps, { runs }))
    story.tell(device.name, `says where ${held.length} events belong that are held: ${outcome}`)
    return
  }
}

/** One of the acts, each as often as it weighs. */
function drawn(acts: readonly Act[], at: number): Act {
  let left = at * acts.reduce((sum, { weight }) => sum + weight, 0)
  for (const act of acts) {
    left -= act.weight
    if (left < 0) return act
  }
  throw new Error('there is nothing to do')
}

/** What depends on every byte of every line. */
const tipOf = (lines: readonly StoredLine[]): string =>
  lines
    .reduce((tip, { line }) => createHash('sha256').update(tip).update(line).digest(), Buffer.alloc(0))
    .toString('hex')
    .slice(0, 16)

/** FNV-1a: a number for a text. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}
