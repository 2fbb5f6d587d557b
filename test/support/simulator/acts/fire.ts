import { exampleFloor } from '#content/plans/exampleFloor.ts'
import {
  accountStaff,
  acknowledgeAlarm,
  announce,
  changeLevel,
  countVisitors,
  declareIncident,
  standDown,
  sweepZone,
  takeCommand,
  tickStep,
  untickStep,
} from '#domain/incidents/commands.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import { running } from '#domain/incidents/queries.ts'
import type { Answer, Device } from '../device.ts'
import { standsThere } from '../people.ts'
import { type Act, anyDesk, anyDevice, managerOf, type World } from './act.ts'
import { tellOf } from './work.ts'

/** What people do when there is a fire: none of it asks who they are. */
export const fire: readonly Act[] = [
  {
    weight: 2,
    async play(world) {
      const device = anyDevice(world)
      if (device.place === 'wall') return
      const [alarm] = running(device.tablet.log.hall)
      // That an alarm was seen nobody could say then.
      if (alarm && device.isOlder) return
      if (alarm)
        await never(world, device, 'hears the alarm', ({ log }) =>
          log.perform(acknowledgeAlarm, { incident: alarm.id }),
        )
      else
        await never(world, device, 'starts the plan for fires', ({ log }) =>
          log.perform(declareIncident, { plan: 'P01', version: 1, level: 3 }),
        )
    },
  },
  {
    weight: 9,
    async play(world) {
      const device = anyDesk(world)
      const [alarm] = running(device.tablet.log.hall)
      if (!alarm) return
      const [what, perform] = inTheFire(world, device, alarm)
      await never(world, device, what, perform)
    },
  },
  {
    weight: 1,
    async play(world) {
      const manager = managerOf(world)
      if (!manager || !(await standsThere(world, manager))) return
      const [alarm] = running(manager.tablet.log.hall)
      if (!alarm) return
      const incident = alarm.id
      const done = world.chance.often(0.5)
        ? await manager.act('ends the fire', ({ log }) =>
            log.perform(standDown, { incident, met: 1, of: 2, reason: '消防已到场' }),
          )
        : await manager.act('takes command', ({ log }) => log.perform(takeCommand, { incident }))
      tellOf(world, manager, done)
    },
  },
]

const STEPS = ['P01-FD-1', 'P01-CMD-1', 'P01-BO-1', 'P01-SEC-1']

function inTheFire(
  { chance }: World,
  { tablet }: Device,
  { id: incident, level, ticks }: Incident,
): readonly [string, (tablet: Device['tablet']) => Promise<Answer>] {
  const staff = chance.oneOf([...tablet.log.hall.staff.keys(), ''])
  const state = chance.oneOf(['safe', 'safe', 'missing', 'hurt'] as const)
  const safe = chance.below(40)
  const step = chance.oneOf(STEPS)
  const zone = chance.oneOf(exampleFloor.zones.map(({ id }) => id))
  switch (chance.below(6)) {
    case 0:
      return staff === ''
        ? [`counts ${safe} customers`, ({ log }) => log.perform(countVisitors, { incident, safe, missing: 0 })]
        : [`has seen ${staff}: ${state}`, ({ log }) => log.perform(accountStaff, { incident, staff, state })]
    case 1:
      return [`counts ${safe} customers`, ({ log }) => log.perform(countVisitors, { incident, safe, missing: 1 })]
    case 2:
      return [`finds nobody in ${zone}`, ({ log }) => log.perform(sweepZone, { incident, zone })]
    case 3:
      return level > 1
        ? ['raises the level', ({ log }) => log.perform(changeLevel, { incident, level: 1, reason: '' })]
        : ['calls everybody out', ({ log }) => log.perform(announce, { incident, which: 'start' })]
    default:
      return ticks.has(step) && chance.often(0.3)
        ? [`takes the tick at ${step} back`, ({ log }) => log.perform(untickStep, { incident, step })]
        : [`ticks ${step}`, ({ log }) => log.perform(tickStep, { incident, step, behalf: false })]
  }
}

/** Whatever is wrong with a tablet that is one of the hall's: what saves lives is never refused. */
async function never(
  world: World,
  device: Device,
  what: string,
  perform: (tablet: Device['tablet']) => Promise<Answer>,
): Promise<void> {
  const done = await device.act(what, perform)
  tellOf(world, device, done)
  const isNone = done.why === 'not-paired' || (done.why === 'tablet-is-revoked' && device.isRevoked)
  if (done.outcome === 'refused' && !isNone) world.broken.push(`${device.name}: ${done.what}`)
}
