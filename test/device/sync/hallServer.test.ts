import { describe, expect, it } from 'vitest'
import { createHallServer } from '#device/sync/hallServer.ts'
import { createPaperCalls } from '#device/sync/paperCalls.ts'
import { createTestClock } from '#support/testClock.ts'

const name = 'ab'.repeat(32)
const problem = (status: number, code: string) => new Response(JSON.stringify({ status, code }), { status })

/** A tablet whose token the hall server knows or does not, and which gets another one with its key. */
function tabletAt(answer: (token: string) => Response | Promise<Response>) {
  const clock = createTestClock()
  const world = { token: 't_1', renewals: 0, asked: [] as string[] }
  const server = createHallServer({
    clock,
    token: () => world.token,
    stop: new AbortController().signal,
    async fetch(_path, init) {
      const token = new Headers(init?.headers).get('Authorization')?.replace('Bearer ', '') ?? ''
      world.asked.push(token)
      return answer(token)
    },
    async renew() {
      world.renewals += 1
      world.token = `t_${world.renewals + 1}`
    },
  })
  return { clock, world, server, papers: createPaperCalls(server) }
}

/** The hall server knows this token alone. */
const knows = (known: string) => (token: string) =>
  token === known ? new Response(new Uint8Array([1, 2, 3])) : problem(401, 'token-unknown')

describe('somebody who reads a paper', () => {
  it('reads it although a copy of the tablet has just made its token void', async () => {
    const { world, papers } = tabletAt(knows('t_2'))
    expect(await papers.getPaper(name)).toEqual(new Uint8Array([1, 2, 3]))
    expect(world.asked).toEqual(['t_1', 't_2'])
  })

  it('is told that it is nowhere only by the hall server itself, and otherwise that it cannot be had now', async () => {
    const say = async (answer: () => Response | Promise<Response>) => tabletAt(answer).papers.getPaper(name)
    expect(await say(() => problem(404, 'paper-unknown'))).toBe('missing')
    expect(await say(() => problem(410, 'shredded'))).toBe('shredded')
    expect(await say(() => problem(401, 'token-unknown'))).toBe('not-now')
    expect(await say(() => problem(403, 'revoked'))).toBe('not-now')
    expect(await say(() => problem(429, 'too-many-requests'))).toBe('not-now')
    expect(await say(() => problem(500, 'internal'))).toBe('not-now')
    expect(await say(() => problem(503, 'disk-full'))).toBe('not-now')
    // Something on the way to it does not know the paper, and does not know of papers.
    expect(await say(() => new Response('<h1>Not found</h1>', { status: 404 }))).toBe('not-now')
    expect(await say(() => Promise.reject(new TypeError('no network')))).toBe('not-now')
  })

  it('is told in bounded time that it cannot be had now when the network holds its breath', async () => {
    const { clock, papers } = tabletAt(() => new Promise<Response>(() => {}))
    const got: unknown[] = []
    void papers.getPaper(name).then((each) => got.push(each))
    await clock.passUntil(() => got.length > 0)
    expect(got).toEqual(['not-now'])
  })
})

describe('a photograph of 2 MiB', () => {
  const piece = new Uint8Array(256 * 1024).fill(7)
  /** A proxy on a slow line: a piece every 15 s, of so many; then the end, or nothing any more. */
  function slowly(pieces: number, ends: boolean) {
    const all = tabletAt(
      () =>
        new Response(
          new ReadableStream<Uint8Array>(
            {
              pull: (line) =>
                new Promise((resolve) => {
                  all.clock.after(15_000, () => {
                    if (left > 0) line.enqueue(piece)
                    else if (ends) line.close()
                    else return
                    left -= 1
                    resolve()
                  })
                }),
            },
            { highWaterMark: 0 },
          ),
        ),
    )
    let left = pieces
    return all
  }

  it('comes over a slow line, however long all of it takes', async () => {
    const { clock, papers } = slowly(8, true)
    const got: (Uint8Array | string)[] = []
    void papers.getPaper(name).then((each) => got.push(each))
    await clock.passUntil(() => got.length > 0, 300_000)
    expect(got[0]).toHaveLength(2 * 1024 * 1024)
  })

  it('cannot be had now once nothing more comes of it', async () => {
    const { clock, papers } = slowly(3, false)
    const got: (Uint8Array | string)[] = []
    void papers.getPaper(name).then((each) => got.push(each))
    await clock.passUntil(() => got.length > 0, 300_000)
    expect(got).toEqual(['not-now'])
  })
})

describe('a hall server that does not know the token of a tablet', () => {
  it('is asked again with another one, whatever was asked for: nobody is told that a printer or a server is away', async () => {
    const { world, server } = tabletAt(knows('t_2'))
    expect(await server.post('/api/printers/p_1/slips', {}, 'bits')).toMatchObject({ status: 200 })
    world.token = 't_1'
    world.renewals = 0
    expect(await server.ask('POST', '/api/time', { confirm: true })).toMatchObject({ status: 200 })
    expect(world.asked).toEqual(['t_1', 't_2', 't_1', 't_2'])
  })

  it('is asked for one more token alone, and for none where another call has brought one meanwhile', async () => {
    const { world, server } = tabletAt(knows('t_9'))
    expect(await server.ask('GET', '/api/probes')).toMatchObject({ status: 401 })
    expect([world.renewals, world.asked]).toEqual([1, ['t_1', 't_2']])
    const other = tabletAt((token) => {
      if (token === 't_1') other.world.token = 't_2'
      return knows('t_2')(token)
    })
    expect(await other.server.ask('GET', '/api/probes')).toMatchObject({ status: 200 })
    expect(other.world.renewals).toBe(0)
  })
})
