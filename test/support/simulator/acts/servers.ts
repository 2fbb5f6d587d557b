import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Device } from '../device.ts'
import { type Act, anyWorker, type World } from './act.ts'
import { startAgain, workAt } from './work.ts'

const TEN_YEARS = 10 * 365 * 86_400_000

/** What happens to the hall server. */
export const servers: readonly Act[] = [
  {
    weight: 4,
    async play(world) {
      const { server, story } = world
      await killInARequest(world)
      const off = await stayOff(world)
      await server.start()
      story.tell('server', `was killed in a request, and is on again after ${off} s`)
    },
  },
  {
    weight: 2,
    async play({ server, stores, story }) {
      stores.push(server.copy())
      story.tell('server', 'its store is copied')
    },
  },
  {
    needs: 'put-back',
    weight: 3,
    async play(world) {
      const { chance, server, stores, story } = world
      // More than one new epoch in an hour is for a manager to allow.
      if (world.wasPutBack) return
      server.putBack(chance.oneOf(stores))
      world.wasPutBack = true
      await stayOff(world)
      await server.start()
      story.tell('server', 'is on again with a copy of its store')
    },
  },
  {
    needs: 'spare',
    weight: 2,
    async play(world) {
      const { chance, kit, server, stores, story } = world
      if (world.wasPutBack) return
      const backedUp = chance.often(0.5) ? chance.oneOf(stores) : null
      const off = await apart(world)
      if (backedUp === null) server.replace(kit)
      else await server.restoreElsewhere(backedUp)
      world.wasPutBack = true
      const seconds = await stayOff(world)
      await server.start()
      const from =
        backedUp === null ? 'the kit' : `the backup of copy ${stores.indexOf(backedUp) + 1} of ${stores.length}`
      story.tell('server', `burns with its store; ${seconds} s later a spare is there with ${from}`)
      if (off) await startAgain(world, off)
    },
  },
  {
    needs: 'clocks',
    weight: 3,
    async play({ chance, server, story }) {
      const ms = (chance.often(0.5) ? -1 : 1) * (chance.often(0.3) ? TEN_YEARS : chance.below(30 * 60_000))
      server.clock.jump(ms)
      story.tell('server', `its clock jumps by ${Math.round(ms / 1_000)} s`)
    },
  },
  {
    needs: 'damage',
    weight: 3,
    async play(world) {
      const { chance, server, stores, story } = world
      await killInARequest(world)
      const files = readdirSync(server.folder).filter((name) => /^hall\.db(-wal)?$/.test(name))
      const file = join(server.folder, chance.oneOf(files))
      const bytes = readFileSync(file)
      const at = chance.below(bytes.length)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8))
      writeFileSync(file, bytes)
      world.wasPutBack = true
      world.isDamaged = true
      story.tell('server', `byte ${at} of ${bytes.length} in ${file.split('/').at(-1)} is damaged`)
      try {
        await server.start()
      } catch (fault) {
        story.tell('server', `cannot start: ${fault instanceof Error ? fault.message : fault}; a copy is put back`)
        server.putBack(chance.oneOf(stores))
        await server.start()
      }
    },
  },
]

/** Pulls the plug in the middle of a request; when none comes, between two. */
async function killInARequest(world: World): Promise<void> {
  const { chance, server, time } = world
  server.killIn(chance.below(4), chance.below(40))
  await workAt(world, anyWorker(world))
  await time.pass(2_000)
  if (server.isOn) server.kill()
}

/** One tablet may be off when it happens, which is the answer, and another alone with what people do at it. */
async function apart(world: World): Promise<Device | null> {
  const { chance, story } = world
  const off = chance.often(0.5) ? anyWorker(world) : null
  off?.killAfter(0)
  if (off) story.tell(off.name, 'is off')
  const alone = anyWorker(world)
  if (alone === off || chance.often(0.5)) return off
  alone.network.way = 'cut'
  story.tell(alone.name, 'is alone')
  for (let i = 0; i < 3; i++) await workAt(world, alone)
  return off
}

async function stayOff({ chance, time }: World): Promise<number> {
  const ms = chance.below(20_000)
  await time.pass(ms)
  return Math.round(ms / 1_000)
}
