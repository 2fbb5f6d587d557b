import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SignedText, signedRecovery } from '#log/signed.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import {
  call,
  createHand,
  createKey,
  found,
  type Hand,
  pairManager,
  type SigningTablet,
} from '#support/signingTablet.ts'

let server: TestHallServer
let manager: SigningTablet
beforeEach(async () => {
  server = await openHallServer()
  manager = await pairManager(server)
  await found(manager)
  await manager.push()
})
afterEach(() => server.close())

type Key = Pick<Awaited<ReturnType<typeof createKey>>, 'spki' | 'sign'>
const post = (path: string, body: unknown) => {
  const headers = { 'Content-Type': 'application/json' }
  return call(server.origin, path, { method: 'POST', headers, body: JSON.stringify(body) })
}
const challengeFor = async (key: string): Promise<string> => (await post('/api/challenges', { key })).body.challenge

/** What a tablet sends on which the sheet was typed in. */
async function asked(key: Key, { root = manager.people.root, signed = {} }: { root?: Hand; signed?: object } = {}) {
  const said = { key: key.spki, challenge: await challengeFor(key.spki), origin: server.origin }
  const text: SignedText = signedRecovery({ hall: server.hall, ...said, ...signed })
  const rootSignature = Buffer.from(root.prove(text).signature, 'base64url').toString('base64')
  return { ...said, name: '恢复的平板', signature: await key.sign(text), rootSignature }
}
const recover = async (key: Key, how: Parameters<typeof asked>[1] = {}) =>
  post('/api/recoveries', await asked(key, how))
const hello = (token: string) => call(server.origin, '/api/hello', { headers: { Authorization: `Bearer ${token}` } })

describe('a tablet that comes with the recovery sheet', () => {
  it('is given a token and a lane of its own, whatever is said meanwhile, and after a restart', async () => {
    const key = await createKey()
    const given = await recover(key)
    expect(given.body).toMatchObject({ lane: 2, place: 'manager', name: '恢复的平板', hall: server.hall })
    // The list does not know it yet, and says something else in the meantime.
    manager.say({
      kind: 'TabletAdmitted',
      subject: 'd_9',
      body: { name: '9', place: 'wall', key: key.spki.replace('A', 'B'), sealKey: null, box: null },
    })
    await manager.push(2)
    server = await server.restart()
    expect((await hello(given.body.token)).body).toMatchObject({ revoked: false })
    // The answer was lost: the same tablet, with a new token, and the one before is good until it is used.
    const again = await recover(key)
    expect(again.body).toMatchObject({ tablet: given.body.tablet, lane: 2 })
    expect((await hello(given.body.token)).status).toBe(200)
    expect((await hello(again.body.token)).status).toBe(200)
    expect((await hello(given.body.token)).body.code).toBe('token-unknown')
  })

  it('is refused with the root key of another hall', async () => {
    const other = createHand(null)
    expect(await recover(await createKey(), { root: other })).toMatchObject({
      status: 403,
      body: { code: 'wrong-sheet' },
    })
    // Not even a manager's key will do.
    expect((await recover(await createKey(), { root: manager.people.manager })).body.code).toBe('wrong-sheet')
  })

  it('is refused when what was signed is for another hall, another address, another tablet or another moment', async () => {
    const [key, other] = [await createKey(), await createKey()]
    expect((await recover(key, { signed: { hall: 'h_other' } })).body.code).toBe('bad-key')
    expect((await recover(key, { signed: { origin: 'https://evil.example' } })).body.code).toBe('bad-key')
    expect((await recover(key, { signed: { key: other.spki } })).body.code).toBe('bad-key')
    expect((await recover(key, { signed: { challenge: 'C'.repeat(43) } })).body.code).toBe('bad-key')
    const elsewhere = { ...(await asked(key)), origin: 'https://evil.example' }
    expect((await post('/api/recoveries', elsewhere)).body.code).toBe('wrong-origin')
  })

  it('is refused when somebody repeats what was recorded, or puts a key of their own in', async () => {
    const [key, other] = [await createKey(), await createKey()]
    const recorded = await asked(key)
    expect((await post('/api/recoveries', recorded)).status).toBe(200)
    expect((await post('/api/recoveries', recorded)).body.code).toBe('challenge-failed')
    const fresh = await asked(key)
    const challenge = await challengeFor(other.spki)
    const text = signedRecovery({ hall: server.hall, origin: server.origin, key: other.spki, challenge })
    const theirs = { ...fresh, key: other.spki, challenge, signature: await other.sign(text) }
    expect((await post('/api/recoveries', theirs)).body.code).toBe('wrong-sheet')
    expect((await recover({ spki: key.spki, sign: other.sign })).body.code).toBe('bad-key')
  })

  it('comes back as another tablet when it was sent away', async () => {
    const given = await recover(await createKey())
    const key = await createKey()
    const second = await recover(key)
    manager.say({
      kind: 'TabletAdmitted',
      subject: second.body.tablet,
      body: { name: '经理 2', place: 'manager', key: key.spki, sealKey: null, box: null },
    })
    manager.say({ kind: 'TabletRevoked', subject: second.body.tablet, body: { known: {} } })
    await manager.push(2)
    expect((await recover(key)).body.code).toBe('key-already-paired')
    expect((await hello(given.body.token)).body.revoked).toBe(false)
    expect((await hello(second.body.token)).body.revoked).toBe(true)
  })

  it('is not heard before the hall is founded, and not for long when it asks too often', async () => {
    const fresh = await openHallServer({ limits: { pairingsPerMinute: 3 } })
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify({ ...(await asked(await createKey())) })
    const ask = () => call(fresh.origin, '/api/recoveries', { method: 'POST', headers, body })
    expect(await ask()).toMatchObject({ status: 409, body: { code: 'not-founded' } })
    await ask()
    await ask()
    expect((await ask()).status).toBe(429)
    await fresh.close()
  })
})
