import { describe, expect, it } from 'vitest'
import type { Admitted } from '#device/hallLog/sortRun.ts'
import { readLiveStream } from '#device/sync/liveStream.ts'
import { atRest } from '#support/atRest.ts'
import { createTestClock } from '#support/testClock.ts'

const event = (seq: number) => `${JSON.stringify({ seq, received: '2026-11-23T01:00:00.000Z', line: `line ${seq}` })}\n`
const heartbeat = (head: number) => `${JSON.stringify({ head, time: '2026-11-23T01:00:00.000Z' })}\n`

function listen(after = 0, receive?: (batch: readonly Admitted[]) => Promise<void>) {
  const clock = createTestClock()
  const stop = new AbortController()
  const got: [string, number[]][] = []
  const faults: unknown[] = []
  let send: ReadableStreamDefaultController<Uint8Array> | null = null
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      send = controller
    },
  })
  const end = readLiveStream({
    body,
    after,
    clock,
    patience: 15_000,
    onBytes() {},
    stop: stop.signal,
    onHeartbeat: ({ server }) => server !== 'another',
    onFault: (fault) => faults.push(fault),
    async receive(batch, origin) {
      await receive?.(batch)
      got.push([origin, batch.map(({ seq }) => seq)])
    },
  })
  return {
    clock,
    stop,
    got,
    faults,
    end,
    async say(text: string) {
      send?.enqueue(new TextEncoder().encode(text))
      await atRest()
    },
    hangUp: () => send?.close(),
    breakOff: () => send?.error(new TypeError('the connection broke')),
  }
}

describe('listening to the hall', () => {
  it('takes what comes before the first heartbeat as history and the rest as happening now', async () => {
    const { say, got, hangUp, end } = listen(4)
    await say(event(5) + event(6) + heartbeat(6))
    await say(event(7))
    hangUp()
    expect(await end).toBe('ended')
    expect(got).toEqual([
      ['history', [5, 6]],
      ['live', [7]],
    ])
  })

  it('leaves a server that says again and again how much there is, and does not bring it', async () => {
    const { say, got, end } = listen(4)
    await say(event(5) + heartbeat(5) + heartbeat(6))
    await say(event(6) + heartbeat(9) + event(7))
    await say(heartbeat(9) + event(8))
    expect(await end).toBe('gap')
    expect(got.flatMap(([, seqs]) => seqs)).toEqual([5, 6, 7])
  })

  it('puts lines together that arrive in pieces', async () => {
    const { say, got, hangUp, end } = listen()
    const text = event(1) + event(2)
    for (let i = 0; i < text.length; i += 7) await say(text.slice(i, i + 7))
    hangUp()
    await end
    expect(got.flatMap(([, seqs]) => seqs)).toEqual([1, 2])
  })

  it('stores together what has arrived while the last batch was being stored', async () => {
    let store = () => {}
    const { say, got, hangUp, end } = listen(0, () => new Promise<void>((resolve) => (store = resolve)))
    await say(event(1))
    await say(event(2))
    await say(event(3))
    store()
    await atRest()
    store()
    hangUp()
    await end
    expect(got.map(([, seqs]) => seqs)).toEqual([[1], [2, 3]])
  })

  it('leaves when a seq is missing, and keeps what came before it', async () => {
    const { say, got, end } = listen()
    await say(event(1) + event(3))
    expect(await end).toBe('gap')
    expect(got).toEqual([['history', [1]]])
  })

  it('leaves when a seq comes twice', async () => {
    const { say, end } = listen()
    await say(event(1) + event(1))
    expect(await end).toBe('gap')
  })

  it('leaves a page that is not ours', async () => {
    const { say, got, end } = listen()
    await say('<html>\n<body>Welcome to the hotel</body>\n')
    expect(await end).toBe('not-understood')
    expect(got).toEqual([])
  })

  it('leaves a server of another epoch', async () => {
    const { say, end } = listen()
    await say(`${JSON.stringify({ head: 3, time: '', server: 'another' })}\n`)
    expect(await end).toBe('not-understood')
  })

  it('leaves a connection on which nothing comes for 15 seconds', async () => {
    const { say, clock, end } = listen()
    await say(heartbeat(0))
    await clock.pass(14_000)
    await say(heartbeat(0))
    await clock.pass(15_100)
    expect(await end).toBe('silent')
  })

  it('leaves when an event cannot be stored, and says so to the developer', async () => {
    const { say, faults, end } = listen(0, () => Promise.reject(new Error('the disk is full')))
    await say(event(1))
    expect(await end).toBe('not-stored')
    expect(faults).toHaveLength(1)
  })

  it('keeps its place for lines it may not read and for lines of which the head is left', async () => {
    const { say, got, hangUp, end } = listen()
    await say('{"seq":1,"hidden":true}\n{"seq":2,"received":"x","line":"{}"}\n')
    hangUp()
    await end
    expect(got).toEqual([['history', [1, 2]]])
  })

  it('stops when it is told to', async () => {
    const { stop, end } = listen()
    stop.abort()
    expect(await end).toBe('stopped')
  })

  it('survives a connection that breaks off in the middle of a line', async () => {
    const { say, got, breakOff, end } = listen()
    await say(event(1) + event(2).slice(0, 20))
    breakOff()
    expect(await end).toBe('ended')
    expect(got).toEqual([['history', [1]]])
  })
})
