import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterEach, expect, it } from 'vitest'
import type { Clock } from '#device/basics/ports.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { addPerson } from '#support/addPerson.ts'
import { codeFor } from '#support/letIn.ts'
import { openHallServer } from '#support/openHallServer.ts'
import { openTablet, realClock } from '#support/openTablet.ts'
import { townHall } from '#support/townHall.ts'
import { until } from '#support/until.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A tablet that waits an eighth as long for everything, and tells the right time. */
const impatient: Clock = { now: realClock.now, after: (ms, task) => realClock.after(ms / 8, task) }

/** What stands between some tablets and the hall server, and passes an answer on, headers and all, only when it has ended. */
async function openHoldingProxy(origin: string): Promise<string> {
  const proxy = createServer(async (asked, answer) => {
    const { host, port } = new URL(origin)
    const headers = { ...asked.headers, host }
    const passed = request({ port, method: asked.method, path: asked.url, headers }, async (got) => {
      const body = await buffer(got).catch(() => null)
      if (body === null) return answer.destroy()
      answer.writeHead(got.statusCode ?? 502, got.headers).end(body)
    })
    answer.on('close', () => passed.destroy())
    passed.on('error', () => answer.destroy())
    passed.end(await buffer(asked))
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
}

it('shows every number on a wall behind a proxy that holds back what has not ended', async () => {
  const server = await openHallServer()
  closing.push(() => server.close())
  const manager = await openTablet({ server: server.origin })
  closing.push(() => manager.close())
  expect(await manager.pair({ code: server.firstCode, name: '' })).toMatchObject({ ok: true })
  await addPerson(manager, { workNumber: '0001', callName: '老陈', roles: ['manager'], pin: '284617' })
  const [chief = ''] = manager.log.hall.staff.keys()
  await manager.signIn(chief, '284617')
  expect(await manager.log.perform(configureHall, townHall)).toMatchObject({ ok: true })

  const held = await openHoldingProxy(server.origin)
  const wall = await openTablet({ server: held, origin: server.origin, clock: impatient })
  closing.push(() => wall.close())
  expect(await wall.pair({ code: await codeFor(manager, 'wall', 'wall'), name: '' })).toMatchObject({ ok: true })
  await until(() => wall.status.byPages)
  await until(() => wall.log.hall.settings.name === townHall.name)
  const ticket = { queue: townHall.queues?.[0]?.id ?? '', service: null, priority: null }
  for (let numbers = 1; numbers <= 3; numbers++) {
    expect(await manager.log.perform(issueTicket, ticket)).toMatchObject({ ok: true })
    await until(() => wall.log.hall.tickets.size === numbers)
  }
  await until(
    () => wall.status.link === 'connected' && wall.status.byPages,
    () => wall.status,
  )
  const told = manager.now()
  await until(() => (wall.status.freshAt ?? 0) > told && wall.status.behind === 0)
})
