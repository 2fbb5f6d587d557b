import { afterEach, expect, it } from 'vitest'
import type { Tablet } from '#device/tablet.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { addPerson, chooseOwnPin } from '#support/addPerson.ts'
import { codeFor } from '#support/letIn.ts'
import { openNodeFetch } from '#support/nodeFetch.ts'
import { openHallServer } from '#support/openHallServer.ts'
import { emptyStorage, openTablet, realClock } from '#support/openTablet.ts'
import { townHall } from '#support/townHall.ts'
import { until } from '#support/until.ts'

const PIN = '284617'
const TEN_YEARS = 3_653 * 86_400_000
const payment = { queue: townHall.queues?.[0]?.id ?? '', service: null, priority: null }
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

it('the server’s clock stands ten years ahead for a while: today stays today, and no number is printed twice', async () => {
  let off = 0
  const server = await openHallServer({ now: () => Date.now() + off, elapsed: () => performance.now() })
  closing.push(() => server.close())
  async function join(code: string): Promise<Tablet> {
    const tablet = await openTablet({ server: server.origin })
    closing.push(() => tablet.close())
    expect(await tablet.pair({ code, name: '' })).toMatchObject({ ok: true })
    return tablet
  }
  const manager = await join(server.firstCode)
  await addPerson(manager, { workNumber: '0001', callName: '老陈', roles: ['manager'], pin: PIN })
  const [chief = ''] = manager.log.hall.staff.keys()
  await manager.signIn(chief, PIN)
  expect(await manager.log.perform(configureHall, townHall)).toMatchObject({ ok: true })
  const reception = await join(await codeFor(manager, 'reception', 'reception'))
  await until(() => reception.log.hall.numbers.size > 0)
  const print = async () => {
    expect(await reception.log.perform(issueTicket, payment)).toMatchObject({ ok: true })
    reception.syncNow()
    manager.syncNow()
  }
  /** Everybody hears the server, which has everything. */
  const together = (tickets: number) =>
    until(() => {
      const all = [manager, reception]
      if (
        all.every(
          ({ status, log }) =>
            status.link === 'connected' && status.unsent.count === 0 && log.hall.tickets.size === tickets,
        )
      )
        return true
      for (const tablet of all) tablet.syncNow()
      return false
    })

  await print()
  await together(1)
  off = TEN_YEARS
  for (let i = 0; i < 2; i++) await print()
  // The two tablets agree with each other, and not with it.
  await together(3)
  off = 0
  for (let i = 0; i < 2; i++) await print()
  await together(5)

  const tickets = [...manager.log.hall.tickets.values()]
  expect(new Set(tickets.map(({ label }) => label)).size).toBe(5)
  expect(new Set(tickets.map(({ day }) => day)).size).toBe(1)
  expect(manager.log.hall.tickets).toEqual(reception.log.hall.tickets)
  expect(manager.status.apart).toBeNull()
})

it('a counter that has believed the server’s wrong clock sends what it kept once a manager says that the server is right now', async () => {
  let off = 0
  const clock = { now: () => Date.now() + off, elapsed: () => performance.now() }
  const before = await openHallServer(clock)
  const manager = await openTablet({ server: before.origin })
  closing.push(() => manager.close())
  await manager.pair({ code: before.firstCode, name: '' })
  await addPerson(manager, { workNumber: '0001', callName: '老陈', roles: ['manager'], pin: PIN })
  const [chief = ''] = manager.log.hall.staff.keys()
  await manager.signIn(chief, PIN)
  await manager.log.perform(configureHall, townHall)
  await addPerson(manager, { workNumber: '0002', callName: '小王', roles: ['front'], pin: '907345' })
  await chooseOwnPin(manager, '0002', '907345', PIN)
  await manager.signIn(chief, PIN)

  // Nobody has set the counter's own clock.
  const wire = openNodeFetch(before.origin)
  closing.push(async () => wire.close())
  const cable = { isCut: false }
  const storage = emptyStorage()
  const counterOn = () =>
    openTablet({
      storage,
      origin: before.origin,
      clock: { ...realClock, now: () => Date.now() - 3 * 3_600_000 },
      server: async (path, init) => {
        if (cable.isCut) throw new TypeError('fetch failed')
        return wire.fetch(path, init)
      },
    })
  const first = await counterOn()
  await first.pair({ code: await codeFor(manager, 'counter', 'counter'), name: '' })
  await until(() => [...first.log.hall.staff.values()].some(({ workNumber, box }) => workNumber === '0002' && box))
  await first.close()
  off = TEN_YEARS
  const server = await before.restart()
  closing.push(() => server.close())
  const counter = await counterOn()
  closing.push(() => counter.close())
  await until(() => counter.status.link === 'connected' && counter.now() > Date.now() + TEN_YEARS / 2)
  cable.isCut = true
  const clerk = [...counter.log.hall.staff.values()].find(({ workNumber }) => workNumber === '0002')
  expect(await counter.signIn(clerk?.id ?? '', PIN)).toMatchObject({ ok: true })
  expect(await counter.log.perform(openCounter, { counter: '1' })).toMatchObject({ ok: true })

  off = 0
  expect(await manager.confirmServerTime()).toBe(true)
  cable.isCut = false
  await until(
    () => {
      for (const each of [manager, counter]) each.syncNow()
      return counter.status.unsent.count === 0 && manager.log.hall.counters.get('1')?.tablet !== undefined
    },
    () => counter.status,
  )
  expect(counter.status.apart).toBeNull()
  expect(Math.abs(counter.now() - Date.now())).toBeLessThan(60_000)
})
