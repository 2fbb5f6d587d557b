import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { createListener, listen, stopListening } from '#server/listening.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('stops without waiting for connections that a browser has opened ahead and asked nothing over', async () => {
  const server = createListener(null, (_request, response) => response.end())
  const port = await listen(server, '127.0.0.1', 0)
  const taken = once(server, 'connection')
  const ahead = connect(port, '127.0.0.1')
  ahead.on('error', () => {})
  await taken
  // It never loses its patience.
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  await stopListening(server, async () => {})
  expect(server.listening).toBe(false)
})
