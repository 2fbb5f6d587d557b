import { callNextTicket, finishService, greetCustomer } from '#domain/calls/commands.ts'
import { turnHallKey } from '#domain/keys/commands.ts'
import { revokeTablet } from '#domain/tablets/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import type { Device, Operation } from '../device.ts'
import { signIn } from '../people.ts'
import { type Act, anyDevice, anyWorker, managerOf, type World } from './act.ts'

/** What people do. */
export const work: readonly Act[] = [
  { weight: 36, play: (world) => workAt(world, anyWorker(world)) },
  {
    weight: 1,
    async play(world) {
      const { devices } = world
      const manager = managerOf(world)
      const lost = anyDevice(world)
      if (!manager || lost.place === 'manager' || devices.length < 4 || devices.some(({ isRevoked }) => isRevoked))
        return
      const tablet = lost.tablet.identity?.tablet
      if (tablet === undefined) return
      const done = await manager.act(`sends ${lost.name} away`, ({ log }) => log.perform(revokeTablet, { tablet }))
      // A copy of it is the same tablet.
      if (done.outcome !== 'refused')
        for (const each of devices) if (each.tablet.identity?.tablet === tablet) each.isRevoked = true
      tellOf(world, manager, done)
    },
  },
  {
    weight: 2,
    async play(world) {
      const manager = managerOf(world)
      const sealed = manager?.isOn ? await manager.tablet.openSealed() : null
      const turn = await sealed?.vault.turn()
      if (!manager || !turn) return
      tellOf(world, manager, await manager.act('turns the hall key', ({ log }) => log.perform(turnHallKey, turn)))
    },
  },
]

/** Opens the app again, and somebody signs in. */
export async function startAgain(world: World, device: Device): Promise<void> {
  await device.start()
  const { identity, log } = device.tablet
  const shown = log.hall.settings.queues.length > 0 ? '' : '; it knows no queues'
  world.story.tell(device.name, `is on again${identity ? shown : '; it is nobody’s tablet'}`)
  await signIn(world, device)
}

/** One tap of whoever stands at the tablet. */
export async function workAt(world: World, device: Device): Promise<void> {
  const queue = world.chance.oneOf(['q-pay', 'q-pay', 'q-plan', 'q-new'])
  if (device.place === 'counter') return tellOf(world, device, await serve(world, device))
  // A ticket of whoever is served first is none to the program before this one.
  const priority = world.chance.often(0.2) && !device.isOlder ? 'elderly' : null
  const ask = { queue, service: null, priority } as const
  const take = () => device.act('takes a ticket', ({ log }) => log.perform(issueTicket, ask))
  const taken = await take()
  tellOf(world, device, taken)
  if (taken.why !== 'time-unchecked' || !device.isOn) return
  // Whoever is asked what day it is looks at a watch, and is asked once.
  device.tablet.sayTime(world.time.now())
  const again = await take()
  tellOf(world, device, again)
  if (again.why === 'time-unchecked') world.broken.push(`${device.name} asked twice what day it is`)
}

/** Tells what somebody did, and what became of it. */
export function tellOf({ story }: World, device: Device, { events, outcome, what, why }: Operation): void {
  const ticket = device.isOn
    ? [...device.tablet.log.hall.tickets.values()].find(
        ({ act, journal, n }) => events.includes(`${journal}:${n}`) || events.includes(act),
      )
    : undefined
  const label = ticket && !what.includes(ticket.label) ? ` ${ticket.label}` : ''
  story.tell(device.name, `${what}${label}: ${outcome}${why === null ? '' : ` (${why})`}`)
}

/** The counter at which a tablet stands: `counter 3`. */
export const counterOf = ({ name }: Device): string => name.split(' ')[1] ?? ''

const currentAt = (device: Device) =>
  [...device.tablet.log.hall.tickets.values()].find(
    ({ counter, status }) => counter === counterOf(device) && (status === 'called' || status === 'serving'),
  )

async function serve(world: World, device: Device): Promise<Operation> {
  const counter = counterOf(device)
  const current = currentAt(device)
  if (!current) {
    const done = await device.act('calls the next', ({ log }) => log.perform(callNextTicket, { counter }))
    if (done.outcome === 'ok' && done.events.length > 0 && device.isOn && !currentAt(device))
      world.broken.push(`${device.name} has called somebody, and nobody is called`)
    return done
  }
  if (current.status === 'called' && !device.isOlder)
    return device.act(`greets ${current.label}`, ({ log }) => log.perform(greetCustomer, { counter }))
  return device.act(`has served ${current.label}`, ({ log }) =>
    log.perform(finishService, { counter, outcome: 'done' }),
  )
}
