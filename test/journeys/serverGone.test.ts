import { afterEach, describe, expect, it } from 'vitest'
import type { Tablet } from '#device/tablet.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { addPerson } from '#support/addPerson.ts'
import { codeFor } from '#support/letIn.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { emptyStorage, openTablet } from '#support/openTablet.ts'
import { townHall } from '#support/townHall.ts'
import { until } from '#support/until.ts'

const PIN = '284617'
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** The manager's tablet, paired with the code of the first start, and the hall set up. */
async function openHall() {
  const server = await openHallServer()
  closing.push(() => server.close())
  const manager = await join(server, server.firstCode)
  await addPerson(manager, { workNumber: '0001', callName: '老陈', roles: ['manager'], pin: PIN })
  const [chief = ''] = manager.log.hall.staff.keys()
  await manager.signIn(chief, PIN)
  expect(await manager.log.perform(configureHall, townHall)).toMatchObject({ ok: true })
  return { server, manager }
}

async function join(server: TestHallServer, code: string, storage = emptyStorage()): Promise<Tablet> {
  const tablet = await openTablet({ server: server.origin, storage })
  closing.push(() => tablet.close())
  expect(await tablet.pair({ code, name: '' })).toMatchObject({ ok: true })
  return tablet
}

const payment = { queue: townHall.queues?.[0]?.id ?? '', service: null, priority: null }

describe('the hall server goes away and comes back', () => {
  it('leaves reception working, and has every ticket once afterwards', async () => {
    const { server, manager } = await openHall()
    const reception = await join(server, await codeFor(manager, 'reception', 'reception'))
    await until(() => reception.log.hall.numbers.size > 0)
    expect(await reception.log.perform(issueTicket, payment)).toMatchObject({ ok: true })
    await until(() => manager.log.hall.tickets.size === 1)

    await server.stop()
    await until(() => reception.status.link === 'server-lost')
    for (let i = 0; i < 20; i++) expect(await reception.log.perform(issueTicket, payment)).toMatchObject({ ok: true })
    expect(reception.status.unsent.count).toBe(20)

    const again = await server.start()
    closing.push(() => again.close())
    reception.syncNow()
    manager.syncNow()
    await until(() => reception.status.unsent.count === 0 && manager.log.hall.tickets.size === 21)
    const labels = [...manager.log.hall.tickets.values()].map(({ label }) => label)
    expect(new Set(labels).size).toBe(21)
    expect(manager.log.hall.tickets).toEqual(reception.log.hall.tickets)
  })

  it('knows after a start without it since when nobody was heard: what it says of others is as of then (1.1.5)', async () => {
    const { server, manager } = await openHall()
    const storage = emptyStorage()
    const before = await join(server, await codeFor(manager, 'reception', 'reception'), storage)
    await until(() => before.status.link === 'connected' && before.status.heardAt !== null)
    const heardAt = before.status.heardAt ?? 0
    await until(async () => (await storage.disk.read('heard.json')).length > 0)
    await before.close()
    await server.stop()

    const alone = await openTablet({ server: server.origin, storage })
    closing.push(() => alone.close())
    await until(() => alone.status.link === 'server-lost')
    expect(Math.abs((alone.status.heardAt ?? 0) - heardAt)).toBeLessThan(60_000)
  })
})
