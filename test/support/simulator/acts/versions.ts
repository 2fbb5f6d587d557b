import type { Device } from '../device.ts'
import { type Act, anyDevice, type World } from './act.ts'
import { kill } from './tablets.ts'
import { startAgain } from './work.ts'

/** Programs that know less than others, and are updated: what they could not read waits until then. */
export const versions: readonly Act[] = [
  {
    needs: 'versions',
    weight: 5,
    async play(world) {
      const device = anyDevice(world)
      if (device.isOlder) return updateTablet(world, device)
      await kill(world, device)
      device.isOlder = true
      world.story.tell(device.name, 'runs the program before this one')
      await startAgain(world, device)
    },
  },
  {
    needs: 'versions',
    weight: 3,
    async play(world) {
      const { server, story } = world
      if (server.isOlder) return updateServer(world)
      server.kill()
      server.isOlder = true
      story.tell('server', 'runs the program before this one')
      await server.start()
    },
  },
]

/** The tablet runs this program again. */
export async function updateTablet(world: World, device: Device): Promise<void> {
  await kill(world, device)
  device.isOlder = false
  world.story.tell(device.name, 'is updated')
  await startAgain(world, device)
}

/** The server runs this program again. */
export async function updateServer({ server, story }: World): Promise<void> {
  server.kill()
  server.isOlder = false
  await server.start()
  story.tell('server', 'is updated')
}
