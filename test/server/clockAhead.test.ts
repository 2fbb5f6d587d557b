import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { found, pairAnother, pairManager, type SigningTablet } from '#support/signingTablet.ts'

const DAY = 86_400_000
let server: TestHallServer
let manager: SigningTablet
let counter: SigningTablet
/** By how much (ms) the clocks of the tablets run ahead. */
let ahead = 0
beforeEach(async () => {
  ahead = 0
  server = await openHallServer()
  const wrong = Object.create(server, { now: { value: () => Date.now() + ahead } })
  manager = await pairManager(wrong)
  counter = await pairAnother(wrong, manager, 'counter')
  await counter.push()
})
afterEach(() => server.close())

const closed = { kind: 'CounterClosed', subject: '3', body: {} }
const alarm = { kind: 'IncidentDeclared', subject: 'e_1', body: { plan: 'P01', version: 1, level: 1 } }

describe('a tablet whose clock ran ahead, and that cannot say yet where its lines belong as they stand on another’s', () => {
  it('brings an alarm all the same, with what it wrote before it', async () => {
    ahead = DAY
    counter.notebook.write(closed)
    expect(await counter.push(2)).toMatchObject({ status: 409, body: { code: 'clock-ahead' } })
    counter.notebook.write(alarm)
    expect(await counter.push(2)).toMatchObject({ status: 200, body: { kept: 3, quarantined: [] } })
    counter.notebook.write(closed)
    expect(await counter.push(4)).toMatchObject({ status: 409, body: { code: 'clock-ahead' } })
  })

  it('brings no drill before it has said so', async () => {
    ahead = DAY
    counter.notebook.write({ ...alarm, drill: 'x_1' })
    expect(await counter.push(2)).toMatchObject({ status: 409, body: { code: 'clock-ahead' } })
  })

  it('sends a stolen tablet away, and lets another one in, once two devices have said what the server’s time is', async () => {
    await found(manager)
    await manager.push()
    ahead = DAY
    manager.notebook.write(closed)
    const known = { [counter.notebook.journal]: counter.notebook.head.n }
    manager.say({ kind: 'TabletRevoked', subject: counter.tablet, body: { known } })
    expect(await manager.push()).toMatchObject({ status: 409, body: { code: 'clock-ahead' } })
    for (const each of [manager, counter]) await each.get(`/api/hello?clock=${Date.now()}`)
    expect(await manager.push()).toMatchObject({ status: 200, body: { quarantined: [] } })
    expect((await counter.get('/api/hello')).body.revoked).toBe(true)
    const another = await pairAnother(server, manager, 'counter')
    expect((await another.get('/api/hello')).body.revoked).toBe(false)
  })
})
