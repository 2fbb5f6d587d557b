import { afterEach, describe, expect, it } from 'vitest'
import { declareIncident } from '#domain/incidents/commands.ts'
import { foremost, running } from '#domain/incidents/queries.ts'
import { atRest } from '#support/atRest.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

let story: TownStory
afterEach(() => story.close())

const bomb = { plan: 'P11', version: 1, level: 2 } as const
const knows = ({ tablet }: StoryTablet) => foremost(tablet.log.hall)?.plan ?? null

describe('a tablet that somebody made quiet', () => {
  it('sends nothing and hears nothing, keeps everything, stays quiet over a restart, and tells all of it afterwards', async () => {
    story = await openTownStory()
    const near = await story.join('counter', '1 号台')
    const far = await story.join('reception', '前台')
    await story.together(story.manager, near, far)

    await near.tablet.goQuiet('radio-silence', null)
    await until(() => near.tablet.status.link === 'server-lost')
    expect(near.tablet.status.quiet).toMatchObject({ why: 'radio-silence', until: null })
    await near.does(declareIncident, bomb)
    await far.does(declareIncident, { ...bomb, plan: 'P06', level: 3 })
    await until(() => knows(story.manager) === 'P06')
    expect(knows(near)).toBe('P11')
    expect(running(story.manager.tablet.log.hall)).toHaveLength(1)
    expect(near.tablet.status.unsent.count).toBe(1)

    const restarted = await near.restart()
    expect(restarted.tablet.status.quiet?.why).toBe('radio-silence')
    restarted.tablet.syncNow()
    await atRest()
    expect(restarted.calls).toBe(0)
    expect(running(story.manager.tablet.log.hall)).toHaveLength(1)

    await restarted.tablet.endQuiet()
    await until(() => running(story.manager.tablet.log.hall).length === 2)
    await until(() => running(restarted.tablet.log.hall).length === 2)
    // The others hear of it in the moment in which the hall server answers that it is kept.
    await until(() => restarted.tablet.status.unsent.count === 0)
  })

  it('for a network drill is back on the network by itself when the time is over', async () => {
    story = await openTownStory()
    const one = await story.join('counter', '1 号台')
    await story.together(story.manager, one)
    const links = [one.tablet.status.link]
    one.tablet.onStatus(() => links.push(one.tablet.status.link))
    await one.tablet.goQuiet('network-drill', 2_000)
    await until(() => links.includes('server-lost') && one.tablet.status.link === 'connected')
    expect(one.tablet.status.quiet).toBeNull()
  })

  it('for a network drill is back at once when something real is started on it', async () => {
    story = await openTownStory()
    const one = await story.join('counter', '1 号台')
    await story.together(story.manager, one)
    await one.tablet.goQuiet('network-drill', 600_000)
    await until(() => one.tablet.status.link === 'server-lost')
    await one.does(declareIncident, bomb)
    await until(() => knows(story.manager) === 'P11')
    expect(one.tablet.status.quiet).toBeNull()
  })
})
