import { businessDay } from '#domain/day/businessDay.ts'
import { closeDay, reopenDay } from '#domain/day/commands.ts'
import { isDayClosed } from '#domain/day/queries.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { addStaff, boxKey, changeStaff, removeStaff } from '#domain/staff/commands.ts'
import { CHIEF, FRONT, PIN, standsThere } from '../people.ts'
import { type Act, anyDesk, managerOf, type World } from './act.ts'
import { tellOf } from './work.ts'

const PINS = [PIN, '739152', '460829']

/** What managers do, and what people do about themselves. */
export const managers: readonly Act[] = [
  {
    weight: 3,
    async play(world) {
      const manager = await whereAManagerStands(world)
      const person = manager && staffAt(manager.tablet.log.hall, FRONT.workNumber)
      if (!manager || !person) return
      const has = person.roles.includes('security')
      const roles = has ? FRONT.roles : [...FRONT.roles, 'security' as const]
      const what = has ? `takes security from ${person.callName}` : `makes ${person.callName} security, too`
      tellOf(
        world,
        manager,
        await manager.act(what, ({ log }) => log.perform(changeStaff, { staff: person.id, roles })),
      )
    },
  },
  {
    weight: 3,
    async play(world) {
      const manager = await whereAManagerStands(world)
      if (!manager) return
      const helper = [...manager.tablet.log.hall.staff.values()].find(
        ({ removed, workNumber }) => !removed && workNumber.startsWith('09'),
      )
      const workNumber = `09${String(world.chance.below(100)).padStart(2, '0')}`
      const done = helper
        ? await manager.act(`removes ${helper.workNumber}`, ({ log }) => log.perform(removeStaff, { staff: helper.id }))
        : await manager.act(`adds ${workNumber}`, async (tablet) => {
            const staff = tablet.newId('s')
            const made = await tablet.makeKey(staff, PIN)
            const ask = { staff, workNumber, callName: '小赵', roles: ['front' as const], ...made }
            return tablet.log.perform(addStaff, ask)
          })
      tellOf(world, manager, done)
    },
  },
  {
    weight: 2,
    async play(world) {
      const { chance, pins } = world
      const device = anyDesk(world)
      if (!(await standsThere(world, device))) return
      const { session, log } = device.tablet
      const { workNumber = '' } = log.hall.staff.get(session?.staff ?? '') ?? {}
      const known = pins.get(workNumber) ?? [PIN]
      const pin = chance.oneOf(PINS.filter((each) => each !== known[0]))
      const done = await device.act(`${workNumber} takes another PIN`, async (tablet) => {
        const changed = await tablet.changePin(known[0] ?? PIN, pin)
        if (!changed.ok) return changed
        const { staff, key, box } = changed
        return tablet.log.perform(boxKey, { staff, key, box })
      })
      tellOf(world, device, done)
      // Tablets that have not heard of it go on with those before.
      if (done.outcome === 'ok') pins.set(workNumber, [pin, ...known.filter((each) => each !== pin)])
      if (done.outcome === 'unknown') pins.set(workNumber, [...known.filter((each) => each !== pin), pin])
    },
  },
  {
    weight: 2,
    async play(world) {
      const manager = await whereAManagerStands(world)
      if (!manager) return
      const { hall } = manager.tablet.log
      const day = businessDay(hall, manager.tablet.now())
      const open = world.chance.often(0.5) ? 'carry-over' : 'void'
      const isClosed = isDayClosed(hall, day)
      const done = isClosed
        ? await manager.act(`opens ${day} again`, ({ log }) => log.perform(reopenDay, { day }))
        : await manager.act(`closes ${day} (${open})`, ({ log }) => log.perform(closeDay, { day, open }))
      tellOf(world, manager, done)
      // Most mornings go on.
      if (isClosed || done.outcome !== 'ok' || !manager.isOn || world.chance.often(0.3)) return
      tellOf(world, manager, await manager.act(`opens ${day} again`, ({ log }) => log.perform(reopenDay, { day })))
    },
  },
  {
    weight: 3,
    async play(world) {
      const manager = await whereAManagerStands(world)
      if (!manager) return
      const { queues } = manager.tablet.log.hall.settings
      const [last] = queues.slice(-1)
      const change = world.chance.often(0.5)
        ? { notice: `今天第 ${world.chance.below(1_000)} 条` }
        : { queues: queues.map((queue) => (queue === last ? { ...queue, open: !queue.open } : queue)) }
      const what = 'notice' in change ? 'writes another notice' : `opens or closes queue ${last?.prefix}`
      tellOf(world, manager, await manager.act(what, ({ log }) => log.perform(configureHall, change)))
    },
  },
]

/** The tablet of a manager who is signed in there. */
async function whereAManagerStands(world: World) {
  const manager = managerOf(world)
  if (!manager || !(await standsThere(world, manager))) return null
  const { session, log } = manager.tablet
  return staffAt(log.hall, CHIEF.workNumber)?.id === session?.staff ? manager : null
}

const staffAt = ({ staff }: World['devices'][number]['tablet']['log']['hall'], workNumber: string) =>
  [...staff.values()].find((each) => each.workNumber === workNumber)
