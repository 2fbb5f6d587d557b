import { setImmediate as nextRound } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lookedAt, readPush } from '#server/admission/push.ts'
import type { CommitQueue } from '#server/commitQueue.ts'
import type { EventStore } from '#server/eventStore.ts'
import { createSalvage } from '#server/salvage.ts'
import { createTurns } from '#server/turns.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { createHand, pairAnother, pairManager, randomJournal, type SigningTablet } from '#support/signingTablet.ts'

let server: TestHallServer
let manager: SigningTablet
beforeEach(async () => {
  server = await openHallServer()
  manager = await pairManager(server)
})
afterEach(() => server.close())

const head = () => ({ journal: randomJournal(), n: 5, hash: 'a'.repeat(64), signature: 'A'.repeat(86) })

describe('a tablet in bad hands', () => {
  it('holds up nobody with hundreds of lines that somebody signed: a few are looked at in a round of the server', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const { by, prove } = createHand('s_mallory')
    counter.writeSome(399, { kind: 'CounterClosed', subject: '3', body: {}, by, prove })
    counter.writeSome(1, { kind: 'CounterClosed', subject: '3', body: {}, by, prove: (text) => prove(`${text}!`) })
    const { journal, lines } = counter.notebook
    const read = readPush({ hall: server.hall, journal, from: '1', bytes: Buffer.from(lines.join('\n')) })
    if (read.status === 'refused') throw new Error(read.code)
    let rounds = 0
    const looked = lookedAt(read.push.lines)
    while ((await Promise.race([looked, nextRound(null)])) === null) rounds++
    expect(rounds).toBeGreaterThanOrEqual(400 / 16)
    expect((await looked).filter(({ isProven }) => !isProven).map(({ event }) => event.n)).toEqual([401])
  })

  it('holds up nobody by asking of thousands of journals: a hundred are looked up in a round of the server', async () => {
    let round = 0
    const lookedUp = new Map<number, number>()
    const store = {
      damaged: async () => [],
      async journal() {
        lookedUp.set(round, (lookedUp.get(round) ?? 0) + 1)
        return null
      },
    } as unknown as EventStore
    const turns = createTurns()
    const none = {} as never
    const salvage = createSalvage({
      ...{ hall: server.hall, serverKey: '', store, turns, queue: none as CommitQueue },
      ...{ list: none, journals: none, own: none, clock: none },
    })
    const lacks = salvage.lacks(Array.from({ length: 4_950 }, head))
    while ((await Promise.race([lacks, nextRound(null)])) === null) round++
    expect((await lacks).from.size).toBe(4_950)
    expect(Math.max(...lookedUp.values())).toBe(100)
  })

  it('asks no more than once a second which of its journals are wanted, and goes on with everything else', async () => {
    const wall = await pairAnother(server, manager, 'wall')
    const codes: number[] = []
    for (let i = 0; i <= 60; i++)
      codes.push((await wall.post('/api/salvage/lacks', { heads: [head()], numbers: [] })).status)
    expect([codes[0], codes.at(-1)]).toEqual([200, 429])
    expect((await wall.get('/api/hello')).status).toBe(200)
  })
})
