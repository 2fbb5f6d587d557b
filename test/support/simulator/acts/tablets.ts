import { IDBFactory } from 'fake-indexeddb'
import { cloneStorage } from '#support/cloneStorage.ts'
import type { MemoryDisk } from '#support/memoryDisk.ts'
import { emptyStorage } from '#support/openTablet.ts'
import type { Device } from '../device.ts'
import { type Act, anyDevice, anyWorker, isWorker, type World } from './act.ts'
import { letIn } from './letIn.ts'
import { startAgain, workAt } from './work.ts'

const TEN_YEARS = 10 * 365 * 86_400_000

/** What happens to tablets. */
export const tablets: readonly Act[] = [
  {
    weight: 15,
    async play(world) {
      const { chance, story } = world
      const device = anyDevice(world)
      const [vanishes, updated] = [chance.often(0.4), chance.often(0.2)]
      await kill(world, device)
      if (vanishes) device.takeStorage({ indexedDB: new IDBFactory() })
      if (updated) device.version = `test ${chance.below(1_000)}`
      const also = [vanishes ? ', and its database vanishes' : '', updated ? ', and its app is another one' : '']
      story.tell(device.name, `was killed${also.join('')}`)
      await startAgain(world, device)
    },
  },
  {
    weight: 4,
    // A database answers before its bytes are on the disk; the journal does not.
    async play(world) {
      const { chance, story, time } = world
      const device = anyWorker(world)
      const { indexedDB } = await cloneStorage(device.storage)
      for (let i = chance.below(3); i >= 0; i--) {
        await workAt(world, device)
        await time.pass(chance.below(3_000))
      }
      await kill(world, device)
      device.takeStorage({ indexedDB })
      story.tell(device.name, 'loses its power, and its database what was not flushed')
      await startAgain(world, device)
    },
  },
  {
    weight: 4,
    async play(world) {
      const { chance, story, time } = world
      const device = anyWorker(world)
      const disk = device.storage.disk as MemoryDisk
      disk.fill(chance.below(200))
      story.tell(device.name, 'its disk is full')
      await workAt(world, device)
      await time.pass(chance.below(6_000))
      await workAt(world, device)
      disk.empty()
      story.tell(device.name, 'has room again')
    },
  },
  {
    needs: 'full',
    weight: 4,
    async play(world) {
      const { chance, story } = world
      const device = anyDevice(world)
      const full = chance.often(0.6)
      const disk = device.storage.disk as MemoryDisk
      if (full) disk.fill(chance.below(200))
      else disk.empty()
      story.tell(device.name, full ? 'its disk is full from now on' : 'has room again')
    },
  },
  {
    weight: 1,
    async play(world) {
      const { server, story } = world
      const device = anyDevice(world)
      if (device.place === 'manager' || device.isRevoked) return
      await kill(world, device)
      const stored = new Set(server.lines().map(({ journal, n }) => `${journal}:${n}`))
      const gone = device.giveUp(stored)
      device.takeStorage(emptyStorage())
      story.tell(device.name, `everything on it is gone, ${gone} events with it that the hall server does not have`)
      await startAgain(world, device)
      await letIn(world, device, 40_000)
    },
  },
  {
    weight: 7,
    async play(world) {
      const { chance, story } = world
      const device = anyDevice(world)
      const ms = (chance.often(0.5) ? -1 : 1) * (chance.often(0.5) ? TEN_YEARS : 90_000)
      story.tell(device.name, `its clock jumps by ${ms / 1_000} s`)
      device.clock.jump(ms)
    },
  },
]

/** Kills it at any step of its storage while somebody works at it; afterwards it is off. */
export async function kill(world: World, device: Device): Promise<void> {
  const { chance, story, time } = world
  const steps = chance.below(12)
  device.killAfter(steps)
  story.tell(device.name, `is about to die in ${steps} steps`)
  if (isWorker(device)) await workAt(world, device)
  await time.pass(chance.below(2_000))
  device.killAfter(0)
}
