import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { Fetch } from '#device/basics/ports.ts'
import type { Tablet } from '#device/tablet.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { addPerson } from '#support/addPerson.ts'
import { cloneStorage } from '#support/cloneStorage.ts'
import { damageRow } from '#support/damage.ts'
import { emptyStorage, openTablet } from '#support/openTablet.ts'
import { createSimulatedServer } from '#support/simulatedServer.ts'
import { createTestClock } from '#support/testClock.ts'
import { townHall } from '#support/townHall.ts'

const opened: Tablet[] = []
afterEach(async () => {
  for (const tablet of opened.splice(0)) await tablet.close()
})

/** A manager's tablet whose pushes go through `meddle`, with the hall set up; nothing is delivered at first. */
async function managerBehind(meddle: (push: RequestInit, server: Fetch) => Promise<Response>) {
  const clock = createTestClock()
  const server = createSimulatedServer({ clock })
  const pushes: { journal: string; from: number; lines: number }[] = []
  const storage = emptyStorage()
  const tablet = await openTablet({
    clock,
    storage,
    server: async (path, init = {}) => {
      if (path !== '/api/events' || init.method !== 'POST') return server.fetch(path, init)
      const headers = new Headers(init.headers)
      const lines = linesOf(init)
      pushes.push({ journal: headers.get('StayOpen-Journal') ?? '', from: Number(headers.get('StayOpen-From')), lines })
      return meddle(init, server.fetch)
    },
  })
  opened.push(tablet)
  await tablet.pair({ code: server.makeCode('manager', ''), name: '' })
  return { clock, server, tablet, pushes, storage }
}

function linesOf({ body }: RequestInit): number {
  const text = body instanceof Uint8Array ? gunzipSync(body).toString('utf8') : String(body)
  return text.trimEnd().split('\n').length
}

const problem = (status: number, code: string, facts: object = {}, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ status, code, ...facts }), { status, headers })

async function addPeople(tablet: Tablet, count: number) {
  const chief = { workNumber: '1', callName: '老陈', roles: ['manager'], pin: '284617' } as const
  await addPerson(tablet, chief)
  const [person = ''] = tablet.log.hall.staff.keys()
  await tablet.signIn(person, '284617')
  for (let i = 2; i <= count; i++) await addPerson(tablet, { ...chief, workNumber: String(i) })
}

describe('what the hall server answers', () => {
  it.each([
    ['a hotel’s login page', async () => new Response('<html></html>', { status: 200 })],
    ['a redirect', async () => new Response(null, { status: 302 })],
    ['an error of its own', async () => problem(500, 'internal-error')],
    ['nonsense', async () => new Response('{"kept":"all of it"}', { status: 200 })],
    ['a page about something missing', async () => new Response('Not Found', { status: 404 })],
    ['that it is busy', async () => problem(503, 'stopping', {}, { 'Retry-After': '20' })],
    ['nothing at all', () => Promise.reject(new TypeError('fetch failed'))],
  ])('takes nothing out of the outbox when it is %s, and everything arrives later', async (_what, answer) => {
    let good = false
    const { clock, tablet, server } = await managerBehind((push, fetch) =>
      good ? fetch('/api/events', push) : answer(),
    )
    await addPeople(tablet, 1)
    const unsent = tablet.status.unsent.count
    await clock.pass(60_000)
    expect(tablet.status.unsent.count).toBe(unsent)
    good = true
    await clock.passUntil(() => tablet.status.unsent.count === 0)
    expect(server.lines.filter(({ kind }) => kind === 'HallFounded')).toHaveLength(1)
  })

  it('disturbs nobody who asked for peace, not even with a tap', async () => {
    const { clock, tablet, pushes } = await managerBehind(async () => problem(429, 'busy', {}, { 'Retry-After': '60' }))
    await clock.passUntil(() => pushes.length === 1)
    const before = pushes.length
    await addPeople(tablet, 3)
    await clock.pass(50_000)
    expect(pushes.length).toBe(before)
    await clock.passUntil(() => pushes.length === before + 1, 20_000)
  })

  it('says why it takes nothing although it is heard, until it takes something again', async () => {
    let isTooMuch = true
    const { clock, tablet } = await managerBehind(async (init, send) =>
      isTooMuch ? problem(429, 'too-much-today', {}, { 'Retry-After': '30' }) : send('/api/events', init),
    )
    await tablet.log.perform(configureHall, townHall)
    await clock.passUntil(() => tablet.status.why === 'too-much-today')
    // It is heard again meanwhile, and still takes nothing.
    await clock.pass(20_000)
    expect(tablet.status).toMatchObject({ link: 'connected', why: 'too-much-today' })
    isTooMuch = false
    await clock.passUntil(() => tablet.status.unsent.count === 0)
    expect(tablet.status.why).toBeNull()
  })

  it('is asked for again within ten seconds, although it sent one hello away for ten minutes', async () => {
    const clock = createTestClock()
    const server = createSimulatedServer({ clock })
    let isBusy = false
    const tablet = await openTablet({
      clock,
      server: async (path, init = {}) =>
        isBusy && path.startsWith('/api/hello')
          ? problem(503, 'stopping', {}, { 'Retry-After': '600' })
          : server.fetch(path, init),
    })
    opened.push(tablet)
    await tablet.pair({ code: server.makeCode('manager', ''), name: '' })
    await clock.passUntil(() => tablet.status.link === 'connected')
    isBusy = true
    await clock.passUntil(() => tablet.status.link === 'server-lost')
    isBusy = false
    await clock.passUntil(() => tablet.status.link === 'connected', 11_000)
    expect(tablet.status.link).toBe('connected')
  })

  it('makes pushes smaller and smaller when they are too large', async () => {
    let most = 4
    const { clock, tablet, pushes } = await managerBehind(async (push, fetch) => {
      return linesOf(push) > most ? problem(413, 'too-large') : fetch('/api/events', push)
    })
    most = 0
    await addPeople(tablet, 6)
    await clock.pass(10_000)
    expect(Math.min(...pushes.slice(-3).map(({ lines }) => lines))).toBe(1)
    most = 500
    await clock.passUntil(() => tablet.status.unsent.count === 0)
  })

  it('keeps refused lines, shows them, and goes on in a new journal', async () => {
    let broken = ''
    const { clock, tablet, pushes } = await managerBehind(async (push, fetch) => {
      const journal = new Headers(push.headers).get('StayOpen-Journal') ?? ''
      broken ||= journal
      return journal === broken ? problem(422, 'bad-envelope', { n: 1 }) : fetch('/api/events', push)
    })
    await clock.passUntil(() => tablet.status.missing.length > 0)
    expect(tablet.status.missing).toEqual([{ journal: broken, from: 1, to: 1, refused: 'bad-envelope' }])
    await addPeople(tablet, 1)
    await clock.passUntil(() => pushes.some(({ journal }) => journal !== broken))
    await clock.pass(10_000)
    expect(tablet.status.unsent.count).toBe(1)
  })
})

describe('one line that the hall server does not take', () => {
  /** Whether a push has line 3 of the first journal in it. */
  function hasThird(push: RequestInit, first: string): boolean {
    const headers = new Headers(push.headers)
    const from = Number(headers.get('StayOpen-From'))
    return headers.get('StayOpen-Journal') === first && from <= 3 && 3 < from + linesOf(push)
  }

  it('costs itself: it is shown and named, and what was written behind it is there at once', async () => {
    let first = ''
    const { clock, server, tablet } = await managerBehind(async (push, fetch) => {
      first ||= new Headers(push.headers).get('StayOpen-Journal') ?? ''
      return hasThird(push, first) ? problem(422, 'bad-envelope', { n: 3 }) : fetch('/api/events', push)
    })
    await addPeople(tablet, 3)
    const written = tablet.status.unsent.count
    expect(written).toBeGreaterThan(4)
    await clock.passUntil(() => tablet.status.unsent.count === 0)
    const there = server.lines.flatMap(({ journal, n }) => (journal === first ? [n] : []))
    const last = there.at(-1) ?? 0
    expect(last).toBeGreaterThanOrEqual(written)
    expect(there).toEqual(Array.from({ length: last }, (_, i) => i + 1).filter((n) => n !== 3))
    expect(tablet.status.missing).toContainEqual({ journal: first, from: 3, to: 3, refused: 'bad-envelope' })
    expect([...tablet.log.hall.lost.values()]).toMatchObject([{ journal: first, from: 3, to: 3 }])
  })

  it('is had again from the journal’s disk where it was damaged in the database, and nothing is lost', async () => {
    const { clock, server, tablet, storage } = await managerBehind(async () => problem(503, 'stopping'))
    await addPeople(tablet, 3)
    const hall = tablet.identity?.hall ?? ''
    await tablet.close()
    await damageRow(storage.indexedDB, hall, 'own', '老陈', '老张')
    const again = await openTablet({ clock, storage, server: server.fetch })
    opened.push(again)
    await clock.passUntil(() => again.status.link === 'connected' && again.status.unsent.count === 0)
    expect(server.lines.some(({ line }) => line.includes('老陈'))).toBe(true)
    expect([again.log.hall.lost.size, again.status.missing]).toEqual([0, []])
  })
})

describe('a hall server that falls silent', () => {
  it('has heard within a second what reached a counter, so that the customers it saw are in its share', async () => {
    const { clock, server, tablet: manager } = await managerBehind((push, fetch) => fetch('/api/events', push))
    let heard = 0
    const counter = await openTablet({
      clock,
      storage: emptyStorage(),
      server: (path, init = {}) => {
        if (path.startsWith('/api/hello')) heard = Number(new URLSearchParams(path.split('?')[1]).get('seq'))
        return server.fetch(path, init)
      },
    })
    opened.push(counter)
    await counter.pair({ code: server.makeCode('counter', ''), name: '' })
    await clock.passUntil(() => counter.status.link === 'connected' && counter.status.behind === 0)
    for (let i = 1; i <= 5; i++) {
      const { length } = server.lines
      if (i === 1) await addPeople(manager, 1)
      else await manager.log.perform(configureHall, { ...townHall, notice: `今天第 ${i} 次通知` })
      await clock.passUntil(
        () => server.lines.length > length && counter.log.hall.at !== null && counter.status.behind === 0,
        2_000,
        50,
      )
      await clock.pass(1_100)
      expect(heard).toBe(server.lines.length)
    }
  })
})

describe('a hall server that was restored', () => {
  it('gets everything again that it has lost', async () => {
    const { clock, tablet, server } = await managerBehind((push, fetch) => fetch('/api/events', push))
    await addPeople(tablet, 1)
    await tablet.log.perform(configureHall, townHall)
    await clock.passUntil(() => tablet.status.unsent.count === 0 && tablet.status.behind === 0)
    const before = new Set(server.lines.map(({ line }) => line))
    server.restore(4)
    await clock.passUntil(() => server.lines.length >= before.size && tablet.status.unsent.count === 0)
    expect(new Set(server.lines.map(({ line }) => line))).toEqual(before)
  })

  it('gets it again even when it does not say that it was restored', async () => {
    const { clock, tablet, server } = await managerBehind((push, fetch) => fetch('/api/events', push))
    await addPeople(tablet, 1)
    await clock.passUntil(() => tablet.status.unsent.count === 0 && tablet.status.behind === 0)
    const all = server.lines.length
    server.restore(4, { sameEpoch: true })
    await clock.passUntil(() => server.lines.length === all && tablet.status.unsent.count === 0)
  })
})

describe('a tablet that has heard of its copy', () => {
  it('shows what the copy goes on writing to the journal that was its own, and reports no fault', async () => {
    const clock = createTestClock()
    const server = createSimulatedServer({ clock })
    const faults: unknown[] = []
    const storage = emptyStorage()
    let isCopied = false
    const told: Fetch = async (path, init = {}) => {
      const answer = await server.fetch(path, init)
      if (!isCopied || !path.startsWith('/api/hello')) return answer
      return new Response(JSON.stringify({ ...(await answer.json()), copied: true }), answer)
    }
    const tablet = await openTablet({ clock, storage, server: told, onFault: (fault) => void faults.push(fault) })
    opened.push(tablet)
    await tablet.pair({ code: server.makeCode('manager', ''), name: '' })
    await addPeople(tablet, 1)
    await clock.passUntil(() => tablet.status.unsent.count === 0 && tablet.status.behind === 0)
    const [person = ''] = tablet.log.hall.staff.keys()
    // What is new does not reach it: it knows of no other.
    const deaf: Fetch = (path, init) =>
      path.startsWith('/api/events?')
        ? new Promise((_, failed) => init?.signal?.addEventListener('abort', () => failed(init.signal?.reason)))
        : server.fetch(path, init)
    const copy = await openTablet({ clock, storage: await cloneStorage(storage), server: deaf })
    opened.push(copy)
    const ours = tablet.log.hall.journals.size
    isCopied = true
    await clock.passUntil(() => tablet.log.hall.journals.size > ours)
    isCopied = false
    await copy.signIn(person, '284617')
    await copy.log.perform(configureHall, { ...townHall, notice: '今天下雨' })
    await clock.passUntil(() => tablet.log.hall.settings.notice === '今天下雨')
    expect(faults).toEqual([])
  })
})
