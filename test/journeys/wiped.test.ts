import { afterEach, describe, expect, it } from 'vitest'
import type { Carrier } from '#device/carry/carrier.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

let story: TownStory
afterEach(() => story.close())

const pay = { queue: 'q-pay', service: null, priority: null } as const
const carrierOf = async ({ tablet }: StoryTablet): Promise<Carrier> => {
  const carrier = await tablet.openCarrier()
  if (!carrier) throw new Error('the tablet is not paired')
  return carrier
}
const labelsAt = ({ tablet }: StoryTablet) => [...tablet.log.hall.tickets.values()].map(({ label }) => label)

describe('a tablet whose browser has wiped everything before it was sent (drill F)', () => {
  it('is missed by journal and numbers, also after a restart of the hall server, is a new tablet from then on, and what was saved to a file comes back once', async () => {
    story = await openTownStory()
    let stuck = false
    const forEver = new Promise<void>(() => {})
    const reception = await story.join('reception', '前台', {
      hold: (path) => (stuck && path.startsWith('/api/events') ? forEver : null),
    })
    const counter = await story.join('counter', '1 号台')
    await reception.does(issueTicket, pay)
    await story.together(story.manager, reception, counter)

    // Its lines do not get through, its word does: everybody hears how many there are.
    stuck = true
    await reception.does(issueTicket, pay)
    await reception.does(issueTicket, pay)
    const { bytes } = await (await carrierOf(reception)).pack({ what: 'all' })
    await reception.does(issueTicket, pay)
    const labels = labelsAt(reception)
    const unsent = reception.tablet.status.unsent.count
    expect(unsent).toBe(3)
    await reception.heard()
    await reception.tablet.close()

    const said = () => story.manager.tablet.status.missing
    await story.manager.heard()
    story.later(31_000)
    await story.manager.heard()
    await until(() => said().length === 1)
    const [first] = said()
    expect((first?.to ?? 0) - (first?.from ?? 0) + 1).toBe(unsent)

    await story.server.restart()
    await story.manager.heard()
    story.later(31_000)
    await story.manager.heard()
    await until(() => said().length === 1)
    expect(said()).toEqual([first])

    // Nothing is left on it: a new tablet in the same place. What was saved in time is read in there.
    const anew = await story.join('reception', '前台')
    await anew.does(issueTicket, pay)
    await story.together(story.manager, counter, anew)
    expect(await (await carrierOf(anew)).takeIn(bytes)).toMatchObject({ ok: true })
    await story.together(story.manager, counter, anew)
    for (const each of [story.manager, counter, anew]) {
      await until(() => labelsAt(each).length === 4)
      expect(new Set(labelsAt(each)).size).toBe(4)
      expect(labelsAt(each)).toEqual(expect.arrayContaining(labels.slice(0, 3)))
      expect(labelsAt(each)).not.toContain(labels[3])
    }
    // The one that was in no file is still missed, and by its number.
    await story.manager.heard()
    story.later(31_000)
    await story.manager.heard()
    await until(() => said()[0]?.from === first?.to)
    expect(said()).toMatchObject([{ journal: first?.journal, from: first?.to, to: first?.to }])
  })
})
