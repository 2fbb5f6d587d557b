import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isAddress } from '#domain/settings/events.ts'
import { answers, isOutside } from '#server/probes.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { call, createHand, found, pairManager, type SigningTablet } from '#support/signingTablet.ts'

let server: TestHallServer
let manager: SigningTablet
const operators: Server[] = []
beforeEach(async () => {
  server = await openHallServer({ mayTry: () => true })
  manager = await pairManager(server)
})
afterEach(async () => {
  for (const operator of operators.splice(0)) operator.close()
  await server.close()
})

/** An operator's system that answers like this, and counts how often it was asked and how. */
async function operatorSays(status: number, headers: Record<string, string> = {}) {
  const methods: string[] = []
  const operator = createServer((request, response) => {
    methods.push(request.method ?? '')
    response.writeHead(status, headers).end('a page')
  })
  operators.push(operator)
  await new Promise<void>((resolve) => operator.listen(0, '127.0.0.1', resolve))
  return { host: `127.0.0.1:${(operator.address() as AddressInfo).port}`, methods }
}

async function configure(probed: { upstream: string; operator: string }): Promise<void> {
  const from = manager.notebook.head.n + 1
  manager.notebook.write({ kind: 'DesksConfigured', subject: 'h_test', body: { probed } })
  await manager.push(from > 2 ? from : 1)
}

describe('what the hall server reaches beyond the hall', () => {
  it('is nothing until a manager has said where that would be, and then those addresses alone', async () => {
    expect((await manager.get('/api/probes')).body).toEqual({ upstream: null, names: null, operator: null })
    const { host, methods } = await operatorSays(200)
    const asked = await manager.get(`/api/probes?operator=${host}&address=http://${host}/`)
    expect(asked.body).toEqual({ upstream: null, names: null, operator: null })
    expect(methods).toEqual([])
  })

  it('is told without a word of what answered, and tried once however many ask (1.1.9)', async () => {
    const { host, methods } = await operatorSays(200)
    await configure({ upstream: '127.0.0.1:1', operator: `http://${host}/` })
    const all = await Promise.all(Array.from({ length: 20 }, () => manager.get('/api/probes')))
    for (const { body } of all)
      expect(body).toEqual({
        upstream: { reached: false, at: expect.any(String) },
        names: null,
        operator: { reached: true, at: expect.any(String) },
      })
    expect(methods).toEqual(['HEAD'])
  })

  it('is not what somebody says who is no manager, although it comes from the manager’s tablet', async () => {
    await found(manager)
    await manager.push()
    const { host, methods } = await operatorSays(200)
    const from = manager.notebook.head.n + 1
    const said = { kind: 'DesksConfigured', subject: server.hall }
    const body = { probed: { upstream: '', operator: `http://${host}/` } }
    manager.notebook.write({ ...said, body })
    manager.notebook.write({ ...said, body, ...createHand('s_0001') })
    await manager.push(from)
    expect((await manager.get('/api/probes')).body).toEqual({ upstream: null, names: null, operator: null })
    expect(methods).toEqual([])
    manager.notebook.write({ ...said, body, ...manager.people.manager })
    await manager.push(from + 2)
    // What was tried a moment ago is not tried again by the same server.
    server = await server.restart()
    expect((await manager.get('/api/probes')).body.operator).toMatchObject({ reached: true })
  })

  it('is told of names, too, where they are what is asked for: whether any of them leads anywhere', async () => {
    const { host } = await operatorSays(200)
    const port = host.split(':')[1]
    await configure({ upstream: 'https://nowhere.invalid/', operator: `http://localhost:${port}/` })
    expect((await manager.get('/api/probes')).body).toMatchObject({
      upstream: { reached: false },
      names: { reached: true },
      operator: { reached: true },
    })
    server = await server.restart()
    await configure({ upstream: 'https://nowhere.invalid/', operator: host })
    expect((await manager.get('/api/probes')).body).toMatchObject({
      upstream: { reached: false },
      names: { reached: false },
      operator: { reached: true },
    })
  })

  it('is not told to strangers', async () => {
    expect((await call(server.origin, '/api/probes')).status).toBe(401)
  })
})

describe('an address', () => {
  it('answers unless it says that it is down, sends elsewhere, or keeps silent', async () => {
    const up = await operatorSays(403)
    const down = await operatorSays(503)
    const portal = await operatorSays(302, { Location: 'http://login.example/' })
    const silent = createServer(() => {})
    operators.push(silent)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const any = () => true
    expect(await answers(`http://${up.host}/`, any)).toBe(true)
    expect(await answers(`http://${down.host}/`, any)).toBe(false)
    expect(await answers(`http://${portal.host}/`, any)).toBe(false)
    expect(await answers(up.host, any)).toBe(true)
    expect(await answers('127.0.0.1:1', any)).toBe(false)
    expect(await answers(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/`, any, 200)).toBe(false)
    silent.closeAllConnections()
  })

  it.each(['127.0.0.1', '127.8.8.8', '0.0.0.0', '169.254.169.254', '::1', '::', 'fe80::1', '::ffff:127.0.0.1'])(
    '%s is this machine or its neighbour, and is never tried',
    async (ip) => {
      expect(isOutside(ip)).toBe(false)
    },
  )

  it.each(['10.2.0.8', '192.168.1.1', '8.8.8.8', '2400:3200::1'])('%s may be tried', (ip) => {
    expect(isOutside(ip)).toBe(true)
  })

  it('that leads to this machine by a name is not tried either', async () => {
    const up = await operatorSays(200)
    expect(await answers(`http://localhost:${up.host.split(':')[1]}/`)).toBe(false)
    expect(await answers(up.host)).toBe(false)
    expect(up.methods).toEqual([])
  })

  it.each(['', 'https://boss.example.cn/', 'http://10.2.0.8:8080/ping', '10.2.0.8:443'])('may be %j', (typed) => {
    expect(isAddress(typed)).toBe(true)
  })

  it.each(['boss', 'file:///etc/passwd', 'ftp://a:21', 'https://u:p@host/', 'https://host/?a=b', 'host:999999'])(
    'may not be %j',
    (typed) => {
      expect(isAddress(typed)).toBe(false)
    },
  )
})
