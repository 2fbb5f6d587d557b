import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCounter } from '#domain/counters/commands.ts'
import { revokeTablet } from '#domain/tablets/commands.ts'
import { call } from '#support/signingTablet.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

let story: TownStory
beforeEach(async () => {
  story = await openTownStory()
})
afterEach(() => story.close())

const DAY_MS = 24 * 60 * 60_000
const tokenOf = async ({ storage }: StoryTablet): Promise<string> =>
  JSON.parse(new TextDecoder().decode(await storage.disk.read('identity.json'))).token
const opens = async (token: string) =>
  (await call(story.server.origin, '/api/hello', { headers: { Authorization: `Bearer ${token}` } })).status

describe('the token of a tablet', () => {
  it('is another one every week, and nobody there notices', async () => {
    const counter = await story.join('counter', '1 号台')
    const links = new Set<string>()
    counter.tablet.onStatus(() => links.add(counter.tablet.status.link))
    const tokens = [await tokenOf(counter)]
    for (let week = 0; week < 2; week++) {
      story.later(7 * DAY_MS)
      counter.tablet.syncNow()
      await until(async () => (await tokenOf(counter)) !== tokens.at(-1))
      tokens.push(await tokenOf(counter))
      await counter.heard()
    }
    expect(await Promise.all(tokens.map(opens))).toEqual([401, 401, 200])
    expect([...links]).toEqual(['connected'])
    // Switched off and on it is the same tablet.
    const again = await counter.restart()
    await story.together(again)
    expect(await tokenOf(again)).toBe(tokens.at(-1))
  })

  it('comes with the tablet’s key alone when it was off for months, and what it wrote meanwhile arrives', async () => {
    const counter = await story.join('counter', '1 号台')
    await counter.signIn('0002')
    const before = await tokenOf(counter)
    counter.cut()
    await counter.does(openCounter, { counter: '1' })
    story.later(100 * DAY_MS)
    expect(await opens(before)).toBe(401)
    counter.mend()
    await story.together(counter, story.manager)
    expect(story.manager.tablet.log.hall.counters.get('1')?.tablet).toBe(counter.tablet.identity?.tablet)
    expect(await opens(before)).toBe(401)
  })

  it('never comes again for a tablet that was sent away, however long it waits', async () => {
    const counter = await story.join('counter', '1 号台')
    counter.cut()
    await story.manager.does(revokeTablet, { tablet: counter.tablet.identity?.tablet ?? '' })
    await story.together(story.manager)
    const before = await tokenOf(counter)
    story.later(100 * DAY_MS)
    counter.mend()
    await until(() => counter.tablet.status.link === 'revoked')
    expect(await tokenOf(counter)).toBe(before)
  })
})
