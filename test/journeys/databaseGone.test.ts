import { IDBFactory } from 'fake-indexeddb'
import { afterEach, describe, expect, it } from 'vitest'
import { readSecondCopy } from '#device/journal/secondCopy.ts'
import { callNextTicket } from '#domain/calls/commands.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { declareIncident } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

let story: TownStory
afterEach(() => story.close())

const fire = { plan: 'P01', version: 1, level: 3 } as const
const payment = { queue: 'q-pay', service: null, priority: null }
const ticketsAt = ({ tablet }: StoryTablet) => tablet.log.hall.tickets
const labelsAt = (one: StoryTablet) => [...ticketsAt(one).values()].map(({ label }) => label).sort()

/** Its second copy has every ticket that it shows. */
async function isCopied(one: StoryTablet): Promise<boolean> {
  const copied = await readSecondCopy(one.storage.disk, one.tablet.identity?.hall ?? '')
  const issued = new Set(copied.lines.map(({ line }) => line).filter((line) => line.includes('"kind":"TicketIssued"')))
  return issued.size === ticketsAt(one).size
}

/** The share that a counter keeps beside its last contact. */
async function keptShare({ storage }: StoryTablet): Promise<readonly string[]> {
  if (!(await storage.disk.names()).includes('confirmed.json')) return []
  return JSON.parse(new TextDecoder().decode(await storage.disk.read('confirmed.json'))).share
}

/** Switched off, its database lost, and on again without any network. */
async function losesItsDatabase(one: StoryTablet): Promise<StoryTablet> {
  await one.tablet.close()
  one.storage.indexedDB = new IDBFactory()
  return story.wakeUp(one.storage, { isCut: true })
}

describe('a tablet whose database is gone, with no network', () => {
  it('works from its first tap at every place, signs people in, knows who waits, and prints no number twice', async () => {
    story = await openTownStory()
    const reception = await story.join('reception', '前台')
    const counter = await story.join('counter', '1 号台')
    const backoffice = await story.join('backoffice', '后台')
    const wall = await story.join('wall', '大屏')
    await until(() => reception.tablet.log.hall.numbers.size > 0)
    for (let i = 0; i < 4; i++) await reception.does(issueTicket, payment)
    const all = [story.manager, reception, counter, backoffice, wall]
    await counter.signIn('0002')
    await counter.does(openCounter, { counter: '1' })
    await story.together(...all)
    await until(async () => (await keptShare(counter)).length === 4)
    await until(async () => (await Promise.all(all.map(isCopied))).every((each) => each))
    const before = labelsAt(reception)
    for (const each of all) each.cut()

    const [manager, front, desk, office, screen] = (await Promise.all(all.map(losesItsDatabase))) as [
      StoryTablet,
      StoryTablet,
      StoryTablet,
      StoryTablet,
      StoryTablet,
    ]
    for (const each of [manager, front, desk, office, screen]) {
      expect(each.tablet.log.hall.settings.queues).toHaveLength(3)
      expect(labelsAt(each)).toEqual(before)
    }
    await front.does(issueTicket, payment)
    await desk.signIn('0002')
    // Alone, it calls whom the others leave to it: its share as of the last contact.
    await desk.does(callNextTicket, { counter: '1' })
    await manager.signIn('0001')
    await manager.does(issueTicket, payment)
    await office.signIn('0003')
    await office.does(declareIncident, fire)
    expect(foremost(office.tablet.log.hall)).toMatchObject({ plan: 'P01' })

    for (const each of [manager, front, desk, office, screen]) each.mend()
    await story.together(manager, front, desk, office, screen)
    const labels = labelsAt(screen)
    expect(labels).toHaveLength(6)
    expect(new Set(labels).size).toBe(6)
    for (const each of [manager, front, desk, office]) expect(ticketsAt(each)).toEqual(ticketsAt(screen))
  })
})
