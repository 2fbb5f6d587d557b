import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signedChallenge, signedKnock } from '#log/signed.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { call, createKey, found, pairAnother, pairManager, type SigningTablet } from '#support/signingTablet.ts'

const MINUTE = 60_000
const MORNING = Date.UTC(2026, 10, 23, 1, 0)
let server: TestHallServer
let manager: SigningTablet
let time = MORNING
beforeEach(async () => {
  time = MORNING
  server = await openHallServer({ now: () => time })
  manager = await pairManager(server)
  await found(manager)
  await manager.push()
})
afterEach(() => server.close())

type Key = Awaited<ReturnType<typeof createKey>>
const newOffer = () => `o_${randomBytes(16).toString('hex')}`
const mac = 'M'.repeat(43)
const answer = { line: 'the line', root: null, mac }

const ask = (path: string, body: unknown, more: Record<string, string> = {}) =>
  call(server.origin, path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...more },
    body: JSON.stringify(body),
  })
const put = (path: string, body: unknown, by = manager) =>
  by.request(path, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
const tell = (offer: string, by = manager, place = 'counter') =>
  put(`/api/offers/${offer}`, { place, name: '3 号台', ends: new Date(time + 10 * MINUTE).toISOString() }, by)
const word = (offer: string, body: unknown, by = manager) => put(`/api/offers/${offer}/word`, body, by)

async function knock(offer: string, key: Key, changed: { signed?: { origin: string }; after?: { mac: string } } = {}) {
  const shown = { offer, key: key.spki, sealKey: null, mac, name: '', origin: server.origin }
  const signed = { ...shown, ...changed.signed }
  return ask('/api/knocks', { ...signed, signature: await key.sign(signedKnock(signed)), ...changed.after })
}

describe('an offer', () => {
  it('is carried both ways: who knocks is shown to the tablet that made the code, its word to who knocks', async () => {
    const [offer, key] = [newOffer(), await createKey()]
    expect((await tell(offer)).body).toEqual({ knock: null })
    expect((await call(server.origin, `/api/offers/${offer}`)).body).toEqual({ place: 'counter', name: '3 号台' })
    expect((await knock(offer, key)).body).toEqual({ status: 'waiting', heardMs: 0 })
    expect((await tell(offer)).body).toEqual({ knock: { key: key.spki, sealKey: null, mac, name: '' } })
    expect((await word(offer, { status: 'admitted', key: key.spki, answer })).status).toBe(200)
    expect((await knock(offer, key)).body).toEqual({ status: 'admitted', answer })
  })

  it('is spent for every other key, and answers the same key again when an answer was lost', async () => {
    const [offer, key] = [newOffer(), await createKey()]
    await tell(offer)
    await knock(offer, key)
    expect(await knock(offer, await createKey())).toMatchObject({ status: 409, body: { code: 'offer-spent' } })
    await word(offer, { status: 'admitted', key: key.spki, answer })
    time += 30 * MINUTE
    expect((await knock(offer, key)).body).toEqual({ status: 'admitted', answer })
    expect((await knock(offer, await createKey())).body.code).toBe('offer-spent')
    time += 60 * MINUTE
    await tell(newOffer())
    expect((await knock(offer, key)).body.code).toBe('offer-unknown')
  })

  it('shows nobody who does not sign for the key they name', async () => {
    const [offer, key, other] = [newOffer(), await createKey(), await createKey()]
    await tell(offer)
    expect((await knock(offer, { spki: key.spki, sign: other.sign })).body.code).toBe('bad-key')
    expect((await knock(offer, key, { after: { mac: 'X'.repeat(43) } })).body.code).toBe('bad-key')
    expect((await tell(offer)).body).toEqual({ knock: null })
  })

  it('is knocked at only where the hall’s own address is, so that nobody passes a knock on', async () => {
    const [offer, key] = [newOffer(), await createKey()]
    await tell(offer)
    for (const origin of ['https://evil.example', 'http://localhost.evil.example', 'http://counter.localhost:1'])
      expect(await knock(offer, key, { signed: { origin } })).toMatchObject({
        status: 421,
        body: { code: 'wrong-origin', origin: server.origin },
      })
    expect((await tell(offer)).body).toEqual({ knock: null })
  })

  it('ends after ten minutes, whatever its tablet says', async () => {
    const offer = newOffer()
    await put(`/api/offers/${offer}`, { place: 'wall', name: '', ends: new Date(time + 600 * MINUTE).toISOString() })
    time += 10 * MINUTE
    expect(await knock(offer, await createKey())).toMatchObject({ status: 410, body: { code: 'offer-ended' } })
  })

  it('can be refused, and stays refused for whoever knocks', async () => {
    const [offer, key] = [newOffer(), await createKey()]
    await tell(offer)
    await knock(offer, key)
    await word(offer, { status: 'refused' })
    expect((await knock(offer, key)).body).toEqual({ status: 'refused' })
  })

  it('belongs to the tablet that made it, and no wall makes one', async () => {
    const other = await pairAnother(server, manager, 'manager')
    const wall = await pairAnother(server, manager, 'wall')
    const offer = newOffer()
    await tell(offer)
    expect((await tell(offer, other)).body.code).toBe('offer-unknown')
    expect((await word(offer, { status: 'admitted', key: 'KEY', answer }, other)).body.code).toBe('offer-unknown')
    expect((await tell(newOffer(), wall)).body.code).toBe('not-allowed-here')
    expect((await word(offer, { status: 'refused' }, wall)).body.code).toBe('not-allowed-here')
  })

  it('is one of at most eight that a tablet has open', async () => {
    for (let i = 0; i < 8; i++) expect((await tell(newOffer())).status).toBe(200)
    expect((await tell(newOffer())).body.code).toBe('too-many-offers')
    time += 10 * MINUTE
    expect((await tell(newOffer())).status).toBe(200)
  })

  it('hears nobody at an address from which others keep knocking, and everybody elsewhere', async () => {
    const [offer, other] = [newOffer(), newOffer()]
    const key = await createKey()
    await tell(offer)
    await tell(other)
    await knock(offer, key)
    for (let i = 0; i < 5; i++) expect((await knock(offer, await createKey())).body.code).toBe('offer-spent')
    const locked = await knock(offer, await createKey())
    expect([locked.status, locked.headers.get('Retry-After')]).toEqual([429, '60'])
    expect((await knock(other, await createKey())).body.status).toBe('waiting')
    time += MINUTE
    expect((await knock(offer, key)).body.status).toBe('waiting')
  })

  it('tells who waits how long ago the manager’s tablet was heard', async () => {
    const [offer, key] = [newOffer(), await createKey()]
    await tell(offer)
    time += 30_000
    expect((await knock(offer, key)).body).toEqual({ status: 'waiting', heardMs: 30_000 })
  })

  it('is told again after the server was restarted, and goes on for the tablet that was let in, whoever came first', async () => {
    const [offer, key] = [newOffer(), await createKey()]
    await tell(offer)
    await knock(offer, key)
    server = await server.restart({ now: () => time })
    expect((await knock(offer, key)).body.code).toBe('offer-unknown')
    await tell(offer)
    expect((await knock(offer, await createKey())).body.status).toBe('waiting')
    await word(offer, { status: 'admitted', key: key.spki, answer })
    expect((await knock(offer, key)).body).toEqual({ status: 'admitted', answer })
  })
})

describe('a token', () => {
  /** The manager lets a tablet in, in so many words. */
  async function admit(key: Key, tablet = `d_${randomBytes(8).toString('hex')}`, place = 'counter') {
    manager.say({
      kind: 'TabletAdmitted',
      subject: tablet,
      body: { place, key: key.spki, sealKey: null, box: null },
    })
    await manager.push(2)
    return tablet
  }
  async function asked(tablet: string, key: Key, changed: { origin?: string; hall?: string; challenge?: string } = {}) {
    const { challenge } = (await ask('/api/challenges', { tablet })).body
    const { origin, hall } = server
    const signed = { hall, origin, tablet, challenge, ...changed }
    const body = { tablet, challenge: signed.challenge, origin: signed.origin }
    return { ...body, signature: await key.sign(signedChallenge(signed)) }
  }

  it('is for a tablet that a manager let in and that shows it has its key; a lane of its own comes with it', async () => {
    const key = await createKey()
    const tablet = await admit(key)
    const given = await ask('/api/tokens', await asked(tablet, key))
    expect(given.body).toMatchObject({ tablet, lane: 2, place: 'counter', name: '', hall: server.hall })
    const hello = await call(server.origin, '/api/hello', { headers: { Authorization: `Bearer ${given.body.token}` } })
    expect(hello.body).toMatchObject({ revoked: false })
    const again = await ask('/api/tokens', await asked(tablet, key))
    expect(again.body.lane).toBe(2)
    expect(again.body.token).not.toBe(given.body.token)
    const second = await createKey()
    expect((await ask('/api/tokens', await asked(await admit(second), second))).body.lane).toBe(3)
  })

  it('is good until the tablet has used the one after it, though the answer was lost more than once', async () => {
    const key = await createKey()
    const tablet = await admit(key)
    const give = async () => (await ask('/api/tokens', await asked(tablet, key))).body.token
    const hello = (token: string) =>
      call(server.origin, '/api/hello', { headers: { Authorization: `Bearer ${token}` } })
    const [first, lost, next] = [await give(), await give(), await give()]
    expect((await hello(lost)).status).toBe(401)
    expect((await hello(first)).body).toMatchObject({ revoked: false, renew: false })
    expect((await hello(next)).status).toBe(200)
    expect((await hello(first)).status).toBe(401)
    time += 7 * 24 * 60 * 60_000
    expect((await hello(next)).body).toMatchObject({ renew: true })
    time += 7 * 24 * 60 * 60_000
    expect((await hello(next)).body.code).toBe('token-unknown')
    expect((await hello(await give())).body).toMatchObject({ renew: false })
  })

  it('is not given for an answer that was given before, elsewhere, for another hall or by another key', async () => {
    const [key, other] = [await createKey(), await createKey()]
    const tablet = await admit(key)
    const once = await asked(tablet, key)
    expect((await ask('/api/tokens', once)).status).toBe(200)
    const failing = [
      once,
      await asked(tablet, other),
      await asked(tablet, key, { origin: 'https://evil.example' }),
      await asked(tablet, key, { origin: 'http://localhost.evil.example' }),
      await asked(tablet, key, { hall: 'h_other' }),
      await asked(tablet, key, { challenge: 'C'.repeat(43) }),
      { ...(await asked(tablet, key)), origin: 'http://counter.localhost:1' },
    ]
    for (const each of failing)
      expect(await ask('/api/tokens', each)).toMatchObject({ status: 422, body: { code: 'challenge-failed' } })
    const late = await asked(tablet, key)
    time += MINUTE
    expect((await ask('/api/tokens', late)).body.code).toBe('challenge-failed')
  })

  it('is given at any name of this machine, because every browser tablet of a test has its own', async () => {
    const key = await createKey()
    const tablet = await admit(key)
    const origin = `http://counter.localhost:${new URL(server.origin).port}`
    expect((await ask('/api/tokens', await asked(tablet, key, { origin }))).status).toBe(200)
  })

  it('is not given before the manager’s line has come, nor after the tablet was sent away', async () => {
    const key = await createKey()
    expect(await ask('/api/tokens', await asked('d_0123456789abcdef', key))).toMatchObject({
      status: 409,
      body: { code: 'not-admitted' },
    })
    const tablet = await admit(key)
    manager.say({ kind: 'TabletRevoked', subject: tablet, body: { known: {} } })
    await manager.push(2)
    expect((await ask('/api/tokens', await asked(tablet, key))).body.code).toBe('not-admitted')
    const second = await createKey()
    const paired = await admit(second)
    await ask('/api/tokens', await asked(paired, second))
    manager.say({ kind: 'TabletRevoked', subject: paired, body: { known: {} } })
    await manager.push(2)
    expect((await ask('/api/tokens', await asked(paired, second))).body.code).toBe('revoked')
  })

  it.each(['wall', 'counter', 'manager'] as const)(
    'is not given for what a %s tablet has written and no manager has signed',
    async (place) => {
      const rogue = await pairAnother(server, manager, place)
      const key = await createKey()
      rogue.notebook.write({
        kind: 'TabletAdmitted',
        subject: 'd_0123456789abcdef',
        body: { name: '3', place: 'manager', key: key.spki, sealKey: null, box: null, after: [] },
      })
      await rogue.push()
      expect((await ask('/api/tokens', await asked('d_0123456789abcdef', key))).body.code).toBe('not-admitted')
    },
  )
})

describe('a hall', () => {
  it('says whether it has been founded: before that, the code of the terminal lets the first tablet in', async () => {
    const fresh = await openHallServer({ now: () => time })
    expect((await call(fresh.origin, '/api/hello')).body.founded).toBe(false)
    await fresh.close()
    expect((await call(server.origin, '/api/hello')).body.founded).toBe(true)
  })
})
