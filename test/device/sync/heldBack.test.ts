import { afterEach, describe, expect, it } from 'vitest'
import type { Fetch } from '#device/basics/ports.ts'
import type { Tablet } from '#device/tablet.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { addPerson } from '#support/addPerson.ts'
import { emptyStorage, openTablet } from '#support/openTablet.ts'
import { createSimulatedServer } from '#support/simulatedServer.ts'
import { createTestClock } from '#support/testClock.ts'
import { townHall } from '#support/townHall.ts'

const opened: Tablet[] = []
afterEach(async () => {
  for (const tablet of opened.splice(0)) await tablet.close()
})

/**
 * A manager's tablet beside the hall server, and a wall behind a proxy that can hold an answer back until it has ended, or
 * everything of it behind its first `passes` pieces.
 */
async function wallBehindProxy() {
  const clock = createTestClock()
  const server = createSimulatedServer({ clock })
  const proxy = { holds: true, passes: 0 }
  const asked: ('stream' | 'page')[] = []
  const passing: Fetch = async (path, init = {}) => {
    const answer = await server.fetch(path, init)
    if (!path.startsWith('/api/events?')) return answer
    asked.push(path.includes('live=1') ? 'stream' : 'page')
    if (!proxy.holds || !answer.body) return answer
    if (proxy.passes === 0) return new Response(await answer.arrayBuffer(), answer)
    let left = proxy.passes
    const held = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, out) => (left-- > 0 ? out.enqueue(piece) : undefined),
    })
    return new Response(answer.body.pipeThrough(held), answer)
  }
  const manager = await openTablet({ clock, server: server.fetch, storage: emptyStorage() })
  const wall = await openTablet({ clock, server: passing, storage: emptyStorage() })
  opened.push(manager, wall)
  await manager.pair({ code: server.makeCode('manager', ''), name: '' })
  await addPerson(manager, { workNumber: '1', callName: '老陈', roles: ['manager'], pin: '284617' })
  const [chief = ''] = manager.log.hall.staff.keys()
  await manager.signIn(chief, '284617')
  await wall.pair({ code: server.makeCode('wall', ''), name: '' })
  let said = 0
  return {
    clock,
    proxy,
    asked,
    wall,
    age: () => clock.now() - (wall.status.freshAt ?? Number.NEGATIVE_INFINITY),
    /** Says something that the wall shows. */
    async say() {
      said++
      const notice = `今天第 ${said} 次通知`
      await manager.log.perform(configureHall, { ...townHall, notice })
      return notice
    },
  }
}

describe('a proxy that passes an answer on only when it has ended', () => {
  it('keeps nothing from the wall for longer than two seconds, and the corner says that it is late', async () => {
    const { clock, wall, say, age } = await wallBehindProxy()
    await clock.passUntil(() => wall.status.byPages, 20_000)
    for (let i = 0; i < 3; i++) {
      const notice = await say()
      await clock.passUntil(() => wall.log.hall.settings.notice === notice, 3_000)
      await clock.passUntil(() => age() < 2_500, 2_500)
    }
    expect(wall.status).toMatchObject({ link: 'connected', byPages: true, behind: 0 })
  })

  it('is tried again once a minute, and nothing is late any more when it passes on what it gets', async () => {
    const { clock, proxy, asked, wall, say } = await wallBehindProxy()
    await clock.passUntil(() => wall.status.byPages, 20_000)
    asked.length = 0
    await clock.pass(120_000)
    expect(asked.filter((each) => each === 'stream').length).toBeLessThanOrEqual(2)
    expect(asked.filter((each) => each === 'page').length).toBeLessThanOrEqual(61)
    proxy.holds = false
    await clock.passUntil(() => !wall.status.byPages, 70_000)
    asked.length = 0
    const notice = await say()
    await clock.passUntil(() => wall.log.hall.settings.notice === notice, 1_000)
    expect(asked).toEqual([])
  })

  it('is noticed although it lets the beginning of a stream through: the hall server tells of more than has come', async () => {
    const { clock, proxy, wall, say, age } = await wallBehindProxy()
    proxy.holds = false
    await clock.passUntil(() => wall.status.link === 'connected' && wall.status.behind === 0)
    proxy.holds = true
    proxy.passes = 2
    const notice = await say()
    await clock.passUntil(() => wall.log.hall.settings.notice === notice)
    await clock.pass(60_000)
    const later = await say()
    await clock.passUntil(() => wall.log.hall.settings.notice === later, 20_000)
    expect(age()).toBeLessThan(10_000)
  })
})

describe('a way that brings nothing at all of what happens', () => {
  it('makes the wall as old as what it shows, although the hall server says hello', async () => {
    const clock = createTestClock()
    const server = createSimulatedServer({ clock })
    let isShut = false
    const wall = await openTablet({
      clock,
      server: (path, init) =>
        isShut && path.startsWith('/api/events?') ? Promise.reject(new TypeError('reset')) : server.fetch(path, init),
    })
    opened.push(wall)
    await wall.pair({ code: server.makeCode('wall', ''), name: '' })
    await clock.passUntil(() => wall.status.freshAt !== null && wall.status.behind === 0)
    server.breakStreams()
    isShut = true
    const other = await openTablet({ clock, server: server.fetch, storage: emptyStorage() })
    opened.push(other)
    await other.pair({ code: server.makeCode('reception', ''), name: '' })
    await clock.passUntil(() => wall.status.behind > 0)
    const before = clock.now()
    await clock.pass(30_000)
    expect(wall.status.link).toBe('connected')
    expect(wall.status.heardAt).toBeGreaterThan(before)
    expect(wall.status.freshAt).toBeLessThan(before)
  })
})
