import { afterEach, describe, expect, it } from 'vitest'
import type { Tablet } from '#device/tablet.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { tabletOf } from '#domain/tablets/queries.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { addPerson } from '#support/addPerson.ts'
import { emptyStorage, openTablet, type TabletStorage } from '#support/openTablet.ts'
import { createSimulatedNetwork } from '#support/simulatedNetwork.ts'
import { createSimulatedServer, type SimulatedServer } from '#support/simulatedServer.ts'
import { createTestClock } from '#support/testClock.ts'
import { townHall } from '#support/townHall.ts'

const opened: Tablet[] = []
afterEach(async () => {
  for (const tablet of opened.splice(0)) await tablet.close()
})

function hall() {
  const clock = createTestClock()
  const server = createSimulatedServer({ clock })
  return {
    clock,
    server,
    async tablet(storage: TabletStorage = emptyStorage()) {
      const network = createSimulatedNetwork(server.fetch, { clock, random: () => 0.4 })
      const tablet = await openTablet({ server: network.fetch, storage, clock: clock.device() })
      opened.push(tablet)
      return { tablet, network, storage }
    },
  }
}

async function pairAs(place: 'manager' | 'reception' | 'counter' | 'wall', h = hall()) {
  const made = await h.tablet()
  const paired = await made.tablet.pair({ code: h.server.makeCode(place, place), name: '' })
  expect(paired.ok).toBe(true)
  return { ...h, ...made }
}

async function setUp(manager: Tablet, server: SimulatedServer) {
  const added = await addPerson(manager, { workNumber: '1', callName: '老陈', roles: ['manager'], pin: '284617' })
  expect(added).toMatchObject({ ok: true })
  const [person] = manager.log.hall.staff.keys()
  expect(await manager.signIn(person ?? '', '284617')).toMatchObject({ ok: true })
  expect(await manager.log.perform(configureHall, townHall)).toMatchObject({ ok: true })
  server.letInBy(manager.log)
}

describe('a tablet that was paired', () => {
  it('knows its place and hears the hall', async () => {
    const { tablet, clock } = await pairAs('manager')
    expect(tablet.identity).toMatchObject({ place: 'manager', hall: 'h_test', lane: 1 })
    await clock.passUntil(() => tablet.status.link === 'connected' && tablet.status.unsent.count === 0)
    expect(tablet.status.clock).toBe('set')
  })

  it('says of the hall server neither that it is heard nor that it is lost, until it has answered or its time is over', async () => {
    const clock = createTestClock()
    const server = createSimulatedServer({ clock })
    let answers = false
    const tablet = await openTablet({
      storage: emptyStorage(),
      clock,
      server: async (path, init) => {
        if (answers || !path.startsWith('/api/hello?')) return server.fetch(path, init)
        return new Promise((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
        })
      },
    })
    opened.push(tablet)
    const links = [tablet.status.link]
    tablet.onStatus(() => {
      if (tablet.status.link !== links.at(-1)) links.push(tablet.status.link)
    })
    expect(await tablet.pair({ code: server.makeCode('manager', ''), name: '' })).toMatchObject({ ok: true })
    await clock.passUntil(() => tablet.status.link !== 'not-paired')
    expect(links).toEqual(['not-paired', 'asking'])
    await clock.passUntil(() => tablet.status.link === 'server-lost')
    answers = true
    await clock.passUntil(() => tablet.status.link === 'connected')
    expect(links).toEqual(['not-paired', 'asking', 'server-lost', 'connected'])
  })

  it('shows on another tablet what happened on the first', async () => {
    const h = hall()
    const manager = await pairAs('manager', h)
    await setUp(manager.tablet, manager.server)
    const reception = await pairAs('reception', h)
    await h.clock.passUntil(() => reception.tablet.log.hall.settings.queues.length > 0)
    const [queue] = reception.tablet.log.hall.settings.queues
    const ask = { queue: queue?.id ?? '', service: null, priority: null }
    expect(await reception.tablet.log.perform(issueTicket, ask)).toMatchObject({ ok: true })
    await h.clock.passUntil(() => manager.tablet.log.hall.tickets.size === 1)
    expect([...manager.tablet.log.hall.tickets.values()]).toEqual([...reception.tablet.log.hall.tickets.values()])
  })

  it('goes on alone, and is complete on the server once it is back', async () => {
    const h = hall()
    const manager = await pairAs('manager', h)
    await setUp(manager.tablet, manager.server)
    const reception = await pairAs('reception', h)
    await h.clock.passUntil(() => reception.tablet.log.hall.settings.queues.length > 0)
    reception.network.cut()
    await h.clock.passUntil(() => reception.tablet.status.link === 'server-lost')
    const [queue] = reception.tablet.log.hall.settings.queues
    const ask = { queue: queue?.id ?? '', service: null, priority: null }
    for (let i = 0; i < 3; i++) await reception.tablet.log.perform(issueTicket, ask)
    expect(reception.tablet.status.unsent.count).toBeGreaterThanOrEqual(3)
    expect(manager.tablet.log.hall.tickets.size).toBe(0)
    reception.network.mend()
    await h.clock.passUntil(() => reception.tablet.status.unsent.count === 0)
    await h.clock.passUntil(() => manager.tablet.log.hall.tickets.size === 3)
    expect(h.server.lines.map(({ seq }) => seq)).toEqual(h.server.lines.map((_, i) => i + 1))
  })

  it('tells the manager, locked as it is, of wrong PINs in a row, and from where', async () => {
    const h = hall()
    const manager = await pairAs('manager', h)
    await setUp(manager.tablet, manager.server)
    const reception = await pairAs('reception', h)
    const [chen = ''] = manager.tablet.log.hall.staff.keys()
    await h.clock.passUntil(() => reception.tablet.log.hall.staff.has(chen))
    for (const pin of ['111222', '111223', '111224']) await reception.tablet.signIn(chen, pin)
    await h.clock.passUntil(() => manager.tablet.log.hall.wrongPins.size > 0)
    const [told] = manager.tablet.log.hall.wrongPins.values()
    expect(told).toMatchObject({ staff: chen, count: 3 })
    expect(tabletOf(manager.tablet.log.hall, told?.journal ?? '')?.id).toBe(reception.tablet.identity?.tablet)
  })

  it('is switched off once, whoever asks for it again, and writes nothing afterwards', async () => {
    const faults: unknown[] = []
    const { clock, server, tablet: manager, storage } = await pairAs('manager')
    await setUp(manager, server)
    await manager.close()
    const again = await openTablet({
      server: server.fetch,
      storage,
      clock: clock.device(),
      onFault: (fault) => faults.push(fault),
    })
    await clock.passUntil(() => again.status.link === 'connected')
    await again.close()
    await again.close()
    expect(faults).toEqual([])
  })

  it('does not save what looks like a customer’s number, until somebody says that it is nobody’s', async () => {
    const { tablet, server } = await pairAs('manager')
    await setUp(tablet, server)
    const ask = { notice: '投诉电话 010-62345678' }
    expect(await tablet.log.perform(configureHall, ask)).toMatchObject({ ok: false, why: 'looks-personal' })
    expect(await tablet.log.perform(configureHall, ask, { harmless: true })).toMatchObject({ ok: true })
    expect(tablet.log.hall.settings.notice).toBe('投诉电话 010-62345678')
  })
})
