import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Act, anyWorker, type World } from './act.ts'
import { workAt } from './work.ts'

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
      const { kit, server, story } = world
      if (world.wasPutBack) return
      server.replace(kit)
      world.wasPutBack = true
      const off = await stayOff(world)
      await server.start()
      story.tell('server', `burns with its store; ${off} s later a spare is there with the kit`)
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

async function stayOff({ chance, time }: World): Promise<number> {
  const ms = chance.below(20_000)
  await time.pass(ms)
  return Math.round(ms / 1_000)
}
