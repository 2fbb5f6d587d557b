import { pbkdf2 } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import { afterAll, expect, it } from 'vitest'
import { openOutlet } from '#server/http/outlet.ts'

const app = Fastify()
const serverStops = new AbortController()
afterAll(async () => {
  serverStops.abort()
  await app.close()
})

it('lets nobody read on before what was read is packed, so that no line waits for those before it on a busy server', async () => {
  let done = 0
  const open = new Promise<ReturnType<typeof openOutlet>>((resolve) => {
    app.get('/', (request, reply) => {
      resolve(openOutlet(request, reply, { serverStops: serverStops.signal, onSlow: () => expect.unreachable() }))
    })
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const answer = fetch(`http://127.0.0.1:${port}/`, { headers: { 'Accept-Encoding': 'gzip' } })
  const { out, close } = await open

  // Packing is done where these are, and behind them.
  const others = Array.from({ length: 8 }, () => {
    return new Promise<void>((resolve) => {
      pbkdf2('', '', 20_000, 64, 'sha512', () => {
        done += 1
        resolve()
      })
    })
  })
  expect(await out.write([Buffer.from('{"n":1}\n'), Buffer.from('{"n":2}\n')])).toBe(true)
  expect(done).toBeGreaterThan(0)
  close()
  expect(await (await answer).text()).toBe('{"n":1}\n{"n":2}\n')
  await Promise.all(others)
})
