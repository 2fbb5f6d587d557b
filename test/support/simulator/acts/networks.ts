import { type Badness, goodNetwork } from '../badNetwork.ts'
import { type Act, anyDevice } from './act.ts'

/** What happens to networks. */
export const networks: readonly Act[] = [
  {
    weight: 25,
    async play(world) {
      const { chance, story } = world
      const { network, name } = anyDevice(world)
      const change = chance.oneOf(['cut', 'half-open', 'through', 'bad', 'bad', 'good'] as const)
      if (change === 'bad') {
        network.badness = {
          ...network.badness,
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
    weight: 4,
    async play({ server, story }) {
      story.tell('server', 'every connection to it breaks')
      server.breakConnections()
    },
  },
  {
    weight: 3,
    async play({ chance, devices, story }) {
      const apart = devices.filter(() => chance.often(0.5))
      for (const { network } of apart) network.way = 'cut'
      story.tell('hall', `a switch fails: ${apart.map(({ name }) => name).join(', ') || 'nobody'} is cut off`)
    },
  },
]

const said = (badness: Badness) =>
  Object.entries(badness)
    .filter(([, value]) => value > 0)
    .map(([what, value]) => `${what} ${value < 1 ? value.toFixed(2) : Math.round(value)}`)
    .join(', ')
