import { afterEach, describe, expect, it } from 'vitest'
import type { Tablet } from '#device/tablet.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { addPerson } from '#support/addPerson.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { emptyStorage, openTablet, realClock } from '#support/openTablet.ts'
import { townHall } from '#support/townHall.ts'
import { until } from '#support/until.ts'

const PIN = '246810'
const DAY = 86_400_000
const payment = { queue: townHall.queues?.[0]?.id ?? '', service: null, priority: null }
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A hall of one tablet, which has printed a ticket and was switched off. */
async function closedHall() {
  const server = await openHallServer()
  closing.push(() => server.close())
  const storage = emptyStorage()
  const tablet = await openTablet({ server: server.origin, storage })
  expect(await tablet.pair({ code: server.firstCode, name: '' })).toMatchObject({ ok: true })
  await addPerson(tablet, { workNumber: '0001', callName: '老陈', roles: ['manager'], pin: PIN })
  const [chief = ''] = tablet.log.hall.staff.keys()
  await tablet.signIn(chief, PIN)
  expect(await tablet.log.perform(configureHall, townHall)).toMatchObject({ ok: true })
  await until(() => tablet.status.link === 'connected')
  expect(await tablet.log.perform(issueTicket, payment)).toMatchObject({ ok: true })
  await until(() => tablet.status.unsent.count === 0)
  await tablet.close()
  return { server, storage }
}

/** Switches it on when its own clock says that so many days have passed. */
async function switchOn(server: TestHallServer, storage: ReturnType<typeof emptyStorage>, ms: number): Promise<Tablet> {
  const clock = { ...realClock, now: () => Date.now() + ms }
  const tablet = await openTablet({ server: server.origin, storage, clock })
  closing.push(() => tablet.close())
  return tablet
}

const days = ({ log }: Tablet) => [...log.hall.tickets.values()].map(({ day }) => day)

describe('one tablet, and no hall server to be heard', () => {
  it('prints its first ticket after nine days when somebody has said that it is this day', async () => {
    const { server, storage } = await closedHall()
    await server.stop()
    const tablet = await switchOn(server, storage, 9 * DAY)
    expect(await tablet.log.perform(issueTicket, payment)).toMatchObject({ ok: false, why: 'time-unchecked' })
    tablet.sayTime(tablet.now())
    expect(await tablet.log.perform(issueTicket, payment)).toMatchObject({ ok: true })
    const [first = '', second = ''] = days(tablet)
    expect(Date.parse(second) - Date.parse(first)).toBe(9 * DAY)
  })

  it('goes on in today without a question after a start in the middle of the day', async () => {
    const { server, storage } = await closedHall()
    await server.stop()
    const tablet = await switchOn(server, storage, 0)
    expect(await tablet.log.perform(issueTicket, payment)).toMatchObject({ ok: true })
  })

  it('takes no day from a clock that stands ten years ahead, but from whoever says what day it is', async () => {
    const { server, storage } = await closedHall()
    await server.stop()
    const tablet = await switchOn(server, storage, 3_653 * DAY)
    expect(await tablet.log.perform(issueTicket, payment)).toMatchObject({ ok: false, why: 'time-unchecked' })
    tablet.sayTime(Date.now())
    expect(await tablet.log.perform(issueTicket, payment)).toMatchObject({ ok: true })
    expect(new Set(days(tablet)).size).toBe(1)
  })
})

describe('a tablet that hears the hall server', () => {
  it('asks nobody on another day: the two clocks agree', async () => {
    const { server, storage } = await closedHall()
    const later = { now: () => Date.now() + 9 * DAY, elapsed: () => performance.now() }
    const restarted = await server.restart(later)
    closing.push(() => restarted.close())
    const tablet = await switchOn(restarted, storage, 9 * DAY)
    await until(() => tablet.status.link === 'connected')
    expect(await tablet.log.perform(issueTicket, payment)).toMatchObject({ ok: true })
  })
})
