import { IDBFactory } from 'fake-indexeddb'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import type { Fetch } from '#device/basics/ports.ts'
import { keysOfCode } from '#device/door/codeKeys.ts'
import { readCode } from '#device/pairing.ts'
import type { Tablet } from '#device/tablet.ts'
import { hashOfLine, keptEvent, writeLine } from '#log/lines.ts'
import { signedFor } from '#log/signed.ts'
import { emptyStorage, openTablet, quickStretch } from '#support/openTablet.ts'
import { createSimulatedServer } from '#support/simulatedServer.ts'
import { createTestClock } from '#support/testClock.ts'

const opened: Tablet[] = []
afterEach(async () => {
  for (const tablet of opened.splice(0)) await tablet.close()
})
const clock = createTestClock()
const server = createSimulatedServer({ clock })
async function open(fetch: Fetch = server.fetch, storage = emptyStorage()) {
  const tablet = await openTablet({ server: fetch, storage, clock })
  opened.push(tablet)
  return tablet
}
const answering =
  (status: number, body: unknown, headers: Record<string, string> = {}): Fetch =>
  async () =>
    new Response(JSON.stringify(body), { status, headers })

type Answer = { line: string; root: string | null; mac: string; name?: string | undefined }
/** The same answer from a tablet of an earlier version: the name stands in the line that lets in. */
async function asBefore({ line, root }: Answer, code: string): Promise<Answer> {
  const event = keptEvent(line)
  if (!event) throw new Error('nothing stands in the line')
  const { box, key } = v.parse(v.object({ box: v.nullable(v.string()), key: v.string() }), event.body)
  const written = writeLine({ ...event, body: { ...event.body, name: '从前的名字' } }, new Uint8Array(16))
  if (!written.ok) throw new Error(written.why)
  const keys = await keysOfCode({
    code: readCode(code),
    hall: server.hall,
    stretch: async ({ pin, salt }) => quickStretch(pin, salt),
  })
  const mac = await keys.macOfAnswer({ admission: hashOfLine(written.line), root, box, key })
  return { line: written.line, root, mac }
}
const answeringAt =
  (at: string, status: number, body: unknown, headers: Record<string, string> = {}): Fetch =>
  async (path, init) =>
    path === at ? new Response(JSON.stringify(body), { status, headers }) : server.fetch(path, init)
/** The first tablet of a hall, and what it is answered. */
const atFirst =
  (status: number, body: unknown, headers: Record<string, string> = {}): Fetch =>
  async (path, init) => {
    if (path !== '/api/hello') return answeringAt('/api/pair', status, body, headers)(path, init)
    return new Response(JSON.stringify({ ...(await (await server.fetch(path)).json()), founded: false }))
  }
const broken = answering(500, { code: 'internal-error' })
const atTheLook =
  (status: number, code: string, headers: Record<string, string> = {}): Fetch =>
  async (path, init) =>
    path.startsWith('/api/offers/') ? answering(status, { code }, headers)(path, init) : server.fetch(path, init)
const atTheDoor = (status: number, code: string, headers: Record<string, string> = {}) =>
  answeringAt('/api/knocks', status, { code }, headers)

describe('pairing a tablet', () => {
  it.each([
    ['A7K2-9QXD', 'A7K29QXD'],
    [' a7k2 9qxd ', 'A7K29QXD'],
    ['https://hall.example/pair#code=A7K29QXD', 'A7K29QXD'],
  ])('understands the code %j however it comes', (typed, code) => {
    expect(readCode(typed)).toBe(code)
  })

  it.each([
    [answering(200, '<html>Welcome to the hotel</html>'), 'not-our-server', 0],
    [(() => Promise.reject(new TypeError('refused'))) as Fetch, 'server-unreachable', 0],
    [atFirst(403, { code: 'code-wrong' }), 'code-wrong', 0],
    [atFirst(429, { code: 'pairing-locked' }, { 'Retry-After': '42' }), 'pairing-locked', 42],
    [atTheDoor(410, 'offer-ended'), 'code-expired', 0],
    [atTheDoor(409, 'offer-spent'), 'code-spent', 0],
    [atTheDoor(429, 'pairing-locked', { 'Retry-After': '42' }), 'pairing-locked', 42],
    [atFirst(429, { code: 'too-many-requests' }, { 'Retry-After': '42' }), 'server-busy', 42],
    [atFirst(503, { code: 'clock-doubted' }, { 'Retry-After': '5' }), 'server-busy', 5],
    [atTheLook(429, 'too-many-requests', { 'Retry-After': '42' }), 'server-busy', 42],
    [atTheLook(503, 'stopping'), 'server-busy', 1],
    [answeringAt('/api/knocks', 200, { status: 'refused' }), 'refused', 0],
  ])('says why it did not work', async (fetch, why, waitSeconds) => {
    const tablet = await open(fetch)
    const code = server.makeCode('reception', '前台 1')
    expect(await tablet.pair({ code, name: '' })).toEqual({ ok: false, why, waitSeconds })
    expect(tablet.status.link).toBe('not-paired')
  })

  it.each([
    [atFirst(500, { code: 'internal-error' })],
    [atFirst(401, { code: 'token-unknown' })],
    [atTheDoor(500, 'internal-error')],
    [((path, init) => (path.startsWith('/api/offers/') ? broken(path, init) : server.fetch(path, init))) as Fetch],
  ])('tells nobody that the right code is wrong when the hall server fails', async (fetch) => {
    const tablet = await open(fetch)
    const code = server.makeCode('reception', '前台 1')
    expect(await tablet.pair({ code, name: '' })).toMatchObject({ ok: false, why: 'server-failed' })
  })

  it('waits on where the hall server is asked too much at the knock, and says nothing about wrong codes', async () => {
    const reach: string[] = []
    const stop = new AbortController()
    const tablet = await open(atTheDoor(429, 'too-many-requests', { 'Retry-After': '42' }))
    const pairing = await tablet.pair({
      code: server.makeCode('reception', '前台 1'),
      name: '',
      stop: stop.signal,
      onWaiting(at) {
        reach.push(at.reach)
        if (at.reach === 'server-busy') stop.abort()
      },
    })
    expect(reach).toEqual(['heard', 'server-busy'])
    expect(pairing).toMatchObject({ ok: false, why: 'stopped' })
  })

  it.each([
    ['', '经理'],
    ['店长平板', '店长平板'],
  ])('calls the first tablet of a hall, named “%s” by its people, “%s”', async (name, called) => {
    const asked: unknown[] = []
    const tablet = await open(async (path, init) => {
      if (path === '/api/pair') asked.push(JSON.parse(String(init?.body)))
      return atFirst(403, { code: 'code-wrong' })(path, init)
    })
    await tablet.pair({ code: 'A7K2-9QXD', name, nameOfFirst: '经理' })
    expect(asked).toMatchObject([{ name: called }])
  })

  it('is refused where the app was opened at another address than the hall’s', async () => {
    const tablet = await openTablet({ server: server.fetch, storage: emptyStorage(), clock, origin: 'http://10.0.0.7' })
    opened.push(tablet)
    const code = server.makeCode('reception', '前台 1')
    expect(await tablet.pair({ code, name: '' })).toEqual({ ok: false, why: 'wrong-address', waitSeconds: 0 })
    expect((await (await open()).pair({ code, name: '' })).ok).toBe(true)
  })

  it('says that a code nobody made is wrong', async () => {
    const tablet = await open()
    expect(await tablet.pair({ code: 'A7K2-9QXD', name: '' })).toMatchObject({ why: 'code-wrong' })
  })

  it('believes no answer in which anything was changed, and stays outside', async () => {
    const other = createSimulatedServer({ clock })
    const storage = emptyStorage()
    for (const bend of [
      (answer: Answer) => ({ ...answer, mac: `${answer.mac[0] === 'A' ? 'B' : 'A'}${answer.mac.slice(1)}` }),
      (answer: Answer) => ({ ...answer, root: 'R'.repeat(87) }),
      (answer: Answer) => ({ ...answer, name: '大门口' }),
      (answer: Answer) => ({ ...answer, name: undefined }),
      (answer: Answer) => ({ ...answer, line: answer.line.replace('d_', 'd_9') }),
      (answer: Answer) => ({ ...answer, line: answer.line.replace('"place":"reception"', '"place":"manager"') }),
      (answer: Answer) => ({ ...answer, line: answer.line.split('\t')[0] ?? '' }),
      (answer: Answer) => ({ ...answer, line: other.lines[0]?.line ?? '' }),
    ]) {
      const tablet = await open(async (path, init) => {
        const response = await server.fetch(path, init)
        if (path !== '/api/knocks') return response
        const { answer } = await response.json()
        return new Response(JSON.stringify({ status: 'admitted', answer: bend(answer) }), { status: 200 })
      }, storage)
      const code = server.makeCode('reception', '前台 1')
      expect(await tablet.pair({ code, name: '' })).toMatchObject({ why: 'answer-wrong' })
      expect(tablet.identity).toBeNull()
      await tablet.close()
      opened.pop()
    }
  })

  it('takes its name from the line that lets it in where the manager’s tablet is of an earlier version', async () => {
    const code = server.makeCode('reception', '前台 1')
    const tablet = await open(async (path, init) => {
      const response = await server.fetch(path, init)
      if (path !== '/api/knocks') return response
      const { answer } = await response.json()
      return new Response(JSON.stringify({ status: 'admitted', answer: await asBefore(answer, code) }), { status: 200 })
    })
    expect(await tablet.pair({ code, name: '' })).toMatchObject({ ok: true, identity: { name: '从前的名字' } })
  })

  it('goes on with the same key when an answer was lost or it was killed meanwhile', async () => {
    const storage = emptyStorage()
    const code = server.makeCode('reception', '前台 1')
    const first = await open(answeringAt('/api/challenges', 500, { code: 'internal-error' }), storage)
    const stop = new AbortController()
    const trying = first.pair({ code, name: '', stop: stop.signal })
    await clock.pass(2_000)
    stop.abort()
    expect(await trying).toMatchObject({ why: 'stopped' })
    await first.close()
    opened.pop()
    const again = await open(server.fetch, storage)
    expect(await again.pair({ code, name: '' })).toMatchObject({ ok: true })
    const [admitted, ...more] = server.lines
      .filter(({ line }) => line.includes(code) || line.includes('TabletAdmitted'))
      .filter(({ line }) => line.includes(again.identity?.tablet ?? '-'))
    expect([admitted?.kind, more]).toEqual(['TabletAdmitted', []])
  })

  it('is for once', async () => {
    const tablet = await open()
    await tablet.pair({ code: server.makeCode('reception', '前台 1'), name: '' })
    expect(await tablet.pair({ code: server.makeCode('wall', ''), name: '' })).toMatchObject({ why: 'already-paired' })
  })

  it('lasts: the tablet knows who it is and signs as before when its database is gone', async () => {
    const storage = emptyStorage()
    const first = await open(server.fetch, storage)
    await first.pair({ code: server.makeCode('reception', '前台 1'), name: '' })
    const { identity } = first
    await first.close()
    opened.length = 0
    storage.indexedDB = new IDBFactory()
    const again = await open(server.fetch, storage)
    expect(again.identity).toEqual(identity)
    await clock.passUntil(() => again.log.hall.tablets.has(identity?.tablet ?? ''))
    const signature = await again.sign(signedFor('slip', 'SO1/h_test'))
    expect(await again.verify(signedFor('slip', 'SO1/h_test'), signature, identity?.tablet ?? '')).toBe(true)
    expect(await again.verify(signedFor('slip', 'SO1/h_other'), signature, identity?.tablet ?? '')).toBe(false)
    expect(await again.verify(signedFor('carried', 'SO1/h_test'), signature, identity?.tablet ?? '')).toBe(false)
    expect(await again.verify(signedFor('slip', 'SO1/h_test'), 'nonsense', identity?.tablet ?? '')).toBe(false)
    expect(await again.verify(signedFor('slip', 'SO1/h_test'), signature, 'd_unknown')).toBe(false)
  })

  it('can be undone by a manager, and the tablet is told', async () => {
    const tablet = await open()
    await tablet.pair({ code: server.makeCode('counter', '3 号台'), name: '' })
    await clock.passUntil(() => tablet.status.link === 'connected')
    server.revoke(tablet.identity?.tablet ?? '')
    await clock.passUntil(() => tablet.status.link === 'revoked')
    expect(tablet.identity?.place).toBe('counter')
  })
})
