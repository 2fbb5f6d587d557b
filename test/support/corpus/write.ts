import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { openCounter } from '#domain/counters/commands.ts'
import { writeLine } from '#log/lines.ts'
import { seededChance } from '#support/chance.ts'
import { eventsOf, setUp } from '#support/hallAfter.ts'
import { newWorld } from '#support/simulator/acts/act.ts'
import { workAt } from '#support/simulator/acts/work.ts'
import { build } from '#support/simulator/build.ts'
import { isTogether } from '#support/simulator/checks.ts'
import { createDevice } from '#support/simulator/device.ts'
import { foundHall } from '#support/simulator/founding.ts'
import { createHallServerNearby } from '#support/simulator/hallServerNearby.ts'
import { signIn } from '#support/simulator/people.ts'
import { seedCrypto } from '#support/simulator/seededCrypto.ts'
import { createSimulatedTime } from '#support/simulator/simulatedTime.ts'
import { createStory } from '#support/simulator/story.ts'
import { anyBeginning, everyKind } from '../../laws/anyKind.ts'
import { dumpStorage } from './dumpStorage.ts'
import { hallOf, sharedHall } from './recordedHall.ts'

// `npm run corpus`: writes what this release writes, the same bytes each time, into `test/corpus/<version>`. `npm version` does
// it by itself, and a release of which nothing is kept there fails the laws.

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const into = join('test/corpus', version)
const folder = mkdtempSync(join(tmpdir(), 'corpus-'))
const hall = await foundHall(folder)
const chance = seededChance(11)
const unseed = seedCrypto(chance.bytes)
const time = createSimulatedTime('2026-11-23T01:00:00.000Z')
const server = createHallServerNearby({ folder: `${folder}/corpus`, time, store: hall.store })
const devices = hall.tablets
  .slice(0, 3)
  .map((packed) => createDevice({ packed, time, server, older: build, chance: () => chance }))
const world = newWorld({
  chance,
  chanceFor: () => chance,
  time,
  server,
  kit: hall.kit,
  older: build,
  devices,
  stores: [],
  story: createStory(time),
})

await server.start()
for (const device of devices) await device.start()
await time.passUntil(() => isTogether(devices), 60_000)
for (const device of devices) await signIn(world, device)
const [, reception, counter] = devices
if (!reception || !counter) throw new Error('the hall is not complete')
await counter.act('opens the counter', ({ log }) => log.perform(openCounter, { counter: '3' }))
for (const device of [reception, reception, counter, counter, reception, counter, counter]) {
  await workAt(world, device)
  await time.pass(1_000)
}
await time.passUntil(() => isTogether(devices), 60_000)
// Two tickets that the server never hears of.
reception.network.way = 'cut'
for (let i = 0; i < 2; i++) {
  await workAt(world, reception)
  await time.pass(1_000)
}
const lines = server.lines().map(({ line }) => line)
const { identity, log, status } = reception.tablet
// And of all kinds that this release knows some, as they may happen: what the hall above never lived through.
const kinds = eventsOf([
  ...setUp,
  ...fc.sample(anyBeginning, { numRuns: 60, seed: 1 }),
  ...[...everyKind.values()].flatMap((event, i) => fc.sample(event, { numRuns: 2, seed: i })),
]).map((event) => {
  const written = writeLine(event, new Uint8Array(16))
  if (!written.ok) throw new Error(`a line of ${event.kind} is ${written.why}`)
  return written.line
})
const expected = {
  kinds: hallOf('h_test', kinds),
  hall: hallOf(identity?.hall ?? '', lines),
  tablet: sharedHall(log.hall),
  unsent: status.unsent.count,
}
for (const device of devices) device.killAfter(0)
await time.pass(1_000)
const store = await server.packUp(`${folder}/packed`)

rmSync(into, { recursive: true, force: true })
mkdirSync(into, { recursive: true })
const pack = (name: string, bytes: string | Uint8Array) =>
  writeFileSync(join(into, `${name}.gz`), gzipSync(bytes, { level: 9 }))
pack('log.ndjson', `${lines.join('\n')}\n`)
pack('kinds.ndjson', `${kinds.join('\n')}\n`)
pack('hall.db', readFileSync(join(store, 'hall.db')))
pack('tablet.json', JSON.stringify(await dumpStorage(reception.storage)))
pack('expected.json', JSON.stringify(expected))
time.end()
unseed()
await server.end()
rmSync(folder, { recursive: true, force: true })
console.info(`${lines.length} lines, a server's store and a tablet's storage are in ${into}`)
process.exit(0)
