import { codeFor } from '#support/letIn.ts'
import type { Device } from '../device.ts'
import { signIn } from '../people.ts'
import { managerOf, type World } from './act.ts'

/** A manager makes a code for a tablet that has nothing, and lets it in; false when it did not come to that in time. */
export async function letIn(world: World, device: Device, withinMs: number): Promise<boolean> {
  const { story, time } = world
  const manager = managerOf(world)
  if (!manager || device.tablet.identity) return device.tablet.identity !== null
  const stop = new AbortController()
  let over = false
  const pairing = async () => {
    await signIn(world, manager)
    const code = await codeFor(manager.tablet, device.place, device.name)
    await device.tablet.pair({ code, name: device.name, stop: stop.signal })
  }
  const ending = pairing()
    .catch(() => {})
    .then(() => {
      over = true
    })
  await time.passUntil(() => over, withinMs)
  stop.abort()
  await time.passUntil(() => over, 30_000)
  if (over) await ending
  const paired = device.tablet.identity !== null
  story.tell(device.name, paired ? 'is let in as a new tablet' : 'was not let in')
  if (paired) await signIn(world, device)
  return paired
}
