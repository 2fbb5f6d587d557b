import { cloneStorage } from '#support/cloneStorage.ts'
import { createDevice, savedBy } from '../device.ts'
import { type Act, anyWorker } from './act.ts'
import { kill } from './tablets.ts'
import { startAgain, workAt } from './work.ts'

/** Two tablets where there was one, and one that is what it was. */
export const copies: readonly Act[] = [
  {
    needs: 'copies',
    weight: 1,
    async play(world) {
      const { chanceFor, devices, older, server, story, time } = world
      const device = anyWorker(world)
      if (device.isCopy) return
      const packed = { name: `${device.name} copy`, place: device.place, storage: await cloneStorage(device.storage) }
      const copy = createDevice({ packed, time, server, older, chance: chanceFor })
      copy.isOlder = device.isOlder
      device.isCopy = true
      copy.isCopy = true
      copy.isRevoked = device.isRevoked
      devices.push(copy)
      story.tell(device.name, 'is copied with everything that lies on it')
      await startAgain(world, copy)
    },
  },
  {
    needs: 'copies',
    weight: 2,
    async play(world) {
      const { chance, story, time } = world
      const device = anyWorker(world)
      const before = await cloneStorage(device.storage)
      const heldBefore = savedBy(device.operations)
      for (let i = chance.below(4); i >= 0; i--) {
        await workAt(world, device)
        await time.pass(chance.below(3_000))
      }
      await kill(world, device)
      const stored = new Set(world.server.lines().map(({ journal, n }) => `${journal}:${n}`))
      const gone = device.giveUp(new Set([...stored, ...heldBefore]))
      device.takeStorage(before)
      device.isCopy = true
      story.tell(
        device.name,
        `is put back to what it was, and has lost ${gone} events that the hall server does not have`,
      )
      await startAgain(world, device)
    },
  },
]
