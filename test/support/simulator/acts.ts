import { callNextTicket, finishService, greetCustomer } from '#domain/calls/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import type { SeededChance } from '#support/chance.ts'
import { type Badness, goodNetwork } from './badNetwork.ts'
import type { Device } from './device.ts'
import { PIN } from './founding.ts'
import type { HallServerNearby } from './hallServerNearby.ts'
import type { SimulatedTime } from './simulatedTime.ts'
import type { Story } from './story.ts'

/** Everything there is on one morning. */
export interface World {
  readonly chance: SeededChance
  readonly time: SimulatedTime
  readonly server: HallServerNearby
  readonly devices: readonly Device[]
  readonly story: Story
}

/** Something that happens on a morning. */
export interface Act {
  readonly name: string
  /** How often it happens beside the others. */
  readonly weight: number
  play(world: World): Promise<void>
}

const TEN_YEARS = 10 * 365 * 86_400_000

const anyDevice = ({ chance, devices }: World): Device => chance.oneOf(devices)

/** Who has something to do for customers in the queue. */
const workers = ({ devices }: World) => devices.filter(isWorker)
const isWorker = ({ place }: Device) => place !== 'wall' && place !== 'backoffice'

/** What may happen on any morning. */
export const ACTS: readonly Act[] = [
  {
    name: 'somebody works',
    weight: 45,
    async play(world) {
      await workAt(world, world.chance.oneOf(workers(world)))
    },
  },
  {
    name: 'a network changes',
    weight: 25,
    async play(world) {
      const { chance, story } = world
      const device = anyDevice(world)
      const { network, name } = device
      const change = chance.oneOf(['cut', 'half-open', 'through', 'bad', 'bad', 'good'] as const)
      if (change === 'bad') {
        network.badness = {
          dropRequest: chance.next() * 0.4,
          dropAnswer: chance.next() * 0.4,
          repeat: chance.next() * 0.5,
          stranger: chance.next() * 0.3,
          halfAnswer: chance.next() * 0.4,
          delay: chance.next() * 3_000,
          gather: chance.often(0.3) ? chance.below(4_000) : 0,
        }
        story.tell(name, `its network is bad now: ${said(network.badness)}`)
      } else if (change === 'good') {
        network.badness = goodNetwork
        story.tell(name, 'its network is good again, where it is through')
      } else {
        network.way = change
        story.tell(name, `its network is ${change} now`)
      }
    },
  },
  {
    name: 'a tablet is killed',
    weight: 15,
    async play(world) {
      const { chance, story, time } = world
      const device = anyDevice(world)
      const steps = chance.below(12)
      const vanishes = chance.often(0.4)
      story.tell(device.name, `is killed after ${steps} steps${vanishes ? ', and its database vanishes' : ''}`)
      device.killAfter(steps)
      if (isWorker(device)) await workAt(world, device)
      await time.pass(chance.below(2_000))
      device.killAfter(0)
      if (vanishes) device.loseDatabase()
      await startAgain(world, device)
    },
  },
  {
    name: 'a clock jumps',
    weight: 7,
    async play(world) {
      const { chance, story } = world
      const device = anyDevice(world)
      const ms = (chance.often(0.5) ? -1 : 1) * (chance.often(0.5) ? TEN_YEARS : 90_000)
      story.tell(device.name, `its clock jumps by ${ms / 1_000} s`)
      device.clock.jump(ms)
    },
  },
  {
    name: 'connections break',
    weight: 4,
    async play({ server, story }) {
      story.tell('server', 'every connection to it breaks')
      server.breakConnections()
    },
  },
  {
    name: 'the server is killed',
    weight: 4,
    async play(world) {
      const { chance, server, story, time } = world
      const [requests, turns, off] = [chance.below(4), chance.below(40), chance.below(20_000)]
      server.killIn(requests, turns)
      await workAt(world, chance.oneOf(workers(world)))
      await time.pass(2_000)
      if (server.isOn) server.kill()
      story.tell('server', `was killed in a request and is off for ${Math.round(off / 1_000)} s`)
      await time.pass(off)
      await server.start()
      story.tell('server', 'is on again')
    },
  },
]

const said = (badness: Badness) =>
  Object.entries(badness)
    .filter(([, value]) => value > 0)
    .map(([what, value]) => `${what} ${value < 1 ? value.toFixed(2) : Math.round(value)}`)
    .join(', ')

/** Opens the app again, and somebody signs in. */
export async function startAgain({ story }: World, device: Device): Promise<void> {
  await device.start()
  const shown = device.tablet.log.hall.settings.queues.length > 0 ? '' : '; it knows no queues'
  story.tell(device.name, `is on again${shown}`)
  await signIn(device)
}

/** Whoever stands first on the staff list signs in, if the tablet knows anybody. */
export async function signIn({ place, tablet }: Device): Promise<void> {
  if (place === 'wall') return
  const [person = ''] = tablet.log.hall.staff.keys()
  await tablet.signIn(person, PIN).catch(() => {})
}

/** One tap of whoever stands at the tablet. */
async function workAt({ chance, story }: World, device: Device): Promise<void> {
  const queue = chance.oneOf(['q-pay', 'q-pay', 'q-plan', 'q-new'])
  const done =
    device.place === 'counter'
      ? await serve(device)
      : await device.act('takes a ticket', ({ log }) =>
          log.perform(issueTicket, { queue, service: null, priority: null }),
        )
  const label = device.isOn ? labelOf(device, done.events) : ''
  story.tell(
    device.name,
    `${done.what}${done.what.includes(label) ? '' : label}: ${done.outcome}${done.why === null ? '' : ` (${done.why})`}`,
  )
}

function labelOf(device: Device, events: readonly string[]): string {
  for (const ticket of device.tablet.log.hall.tickets.values())
    if (events.includes(`${ticket.journal}:${ticket.n}`) || events.includes(ticket.act)) return ` ${ticket.label}`
  return ''
}

/** The counter at which a tablet stands: `counter 3`. */
export const counterOf = ({ name }: Device): string => name.split(' ')[1] ?? ''

async function serve(device: Device) {
  const counter = counterOf(device)
  const current = [...device.tablet.log.hall.tickets.values()].find(
    (ticket) => ticket.counter === counter && (ticket.status === 'called' || ticket.status === 'serving'),
  )
  if (!current) return device.act('calls the next', ({ log }) => log.perform(callNextTicket, { counter }))
  if (current.status === 'called')
    return device.act(`greets ${current.label}`, ({ log }) => log.perform(greetCustomer, { counter }))
  return device.act(`has served ${current.label}`, ({ log }) =>
    log.perform(finishService, { counter, outcome: 'done' }),
  )
}
