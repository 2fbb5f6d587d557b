import { afterEach, describe, expect, it } from 'vitest'
import { planOf } from '#content/plans/library.ts'
import { acknowledgeAlarm, declareIncident, standDown, tickStep } from '#domain/incidents/commands.ts'
import { foremost, running } from '#domain/incidents/queries.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import type { MemoryDisk } from '#support/memoryDisk.ts'
import { townHall } from '#support/townHall.ts'
import { openTownStory, PIN, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

let story: TownStory
afterEach(() => story.close())

const payment = { queue: townHall.queues?.[0]?.id ?? '', service: null, priority: null }
const fire = { plan: 'P01', version: 1, level: 3 } as const
const [first, second] = planOf('P01')?.lines ?? []
const disk = ({ storage }: StoryTablet) => storage.disk as MemoryDisk
const incidentAt = ({ tablet }: StoryTablet) => foremost(tablet.log.hall)
const keepsRoom = (one: StoryTablet) =>
  until(() => [...disk(one).files.keys()].some((name) => name.startsWith('reserve-')))
const take = ({ tablet }: StoryTablet) => tablet.log.perform(issueTicket, payment)

/** A counter whose storage is full to the last byte. */
async function fullCounter() {
  story = await openTownStory()
  const counter = await story.join('counter', '1 号台')
  const other = await story.join('counter', '2 号台')
  await story.together(counter, other)
  await keepsRoom(counter)
  disk(counter).fill(40)
  return { counter, other }
}

describe('a tablet on which there is no room for another byte', () => {
  it('takes an emergency from the first press to the end, and the others hear of it; a ticket is refused in true words', async () => {
    const { counter, other } = await fullCounter()
    expect(await take(counter)).toMatchObject({ ok: false, why: 'disk-is-full' })
    await counter.does(declareIncident, fire)
    const incident = incidentAt(counter)?.id ?? ''
    for (const line of [first, second]) await counter.does(tickStep, { incident, step: line?.id ?? '', behalf: false })
    expect(incidentAt(counter)?.ticks.size).toBe(2)
    await until(() => incidentAt(other)?.ticks.size === 2)
    // What was given up is for the emergency alone.
    expect(await take(counter)).toMatchObject({ ok: false, why: 'disk-is-full' })
    await counter.signIn('0001')
    await counter.does(standDown, { incident, met: 0, of: 0, reason: 'false-alarm' })
    await until(() => running(other.tablet.log.hall).length === 0)
  })

  it('signs people in', async () => {
    const { counter } = await fullCounter()
    await counter.signIn('0002')
    expect(counter.tablet.session).toMatchObject({ callName: '小王' })
    counter.tablet.signOut()
    const [staff = ''] = counter.tablet.log.hall.staff.keys()
    expect(await counter.tablet.signIn(staff, '000001')).toMatchObject({ why: 'wrong-pin', waitSeconds: 15 })
    expect(await counter.tablet.signIn(staff, PIN)).toMatchObject({ why: 'wait' })
  })

  it('starts, knows the hall, and takes an emergency then', async () => {
    const { counter, other } = await fullCounter()
    const again = await counter.restart()
    expect(again.tablet.status.pen).toBe('this-tab')
    expect(again.tablet.log.hall.settings.queues.length).toBeGreaterThan(0)
    await again.does(declareIncident, fire)
    await until(() => Boolean(incidentAt(other)))
  })

  it('goes on by itself when there is room, and keeps some for the next emergency', async () => {
    const { counter, other } = await fullCounter()
    await counter.does(declareIncident, fire)
    expect(await take(counter)).toMatchObject({ ok: false, why: 'disk-is-full' })
    disk(counter).empty()
    expect(await take(counter)).toMatchObject({ ok: true })
    await keepsRoom(counter)
    await until(() => other.tablet.log.hall.tickets.size === 1)
  })

  it('hears of an emergency elsewhere, and acknowledges it', async () => {
    const { counter, other } = await fullCounter()
    await other.does(declareIncident, fire)
    await until(() => Boolean(incidentAt(counter)))
    expect(incidentAt(counter)?.id).toBe(incidentAt(other)?.id)
    await counter.does(acknowledgeAlarm, { incident: incidentAt(counter)?.id ?? '' })
  })
})
