import { describe, expect, it } from 'vitest'
import type { Clock } from '#device/basics/ports.ts'
import type { HallServer } from '#device/sync/hallServer.ts'
import { openPush } from '#device/sync/push.ts'
import { commandsOf } from '#domain/command.ts'
import type { Kinds } from '#domain/whole.ts'
import { openConfiguredLog } from '#support/openLog.ts'
import { realClock } from '#support/openTablet.ts'
import { realChance } from '#support/realChance.ts'
import { createTestClock } from '#support/testClock.ts'
import { until } from '#support/until.ts'

const { command, accept } = commandsOf<Kinds>()()
const announce = command<{ count: number }>('announce', (_, { count }) =>
  accept(
    ...Array.from({ length: count }, (_each, i) => ({
      kind: 'HallConfigured' as const,
      subject: 'h_test',
      body: { notice: `${i} ${'营业时间 '.repeat(30)}` },
    })),
  ),
)

/** A tablet with so many lines that nobody has, and a server that answers each push when it is told to. */
async function afterAnOutage(lines: number, clock: Clock = realClock) {
  const log = await openConfiguredLog({ place: 'manager' })
  for (let left = lines; left > 0; left -= 60) await log.perform(announce, { count: Math.min(60, left) })
  await log.startEpoch('e_1')
  const pushes: { from: number; to: number; packed: boolean; answer: (status: number, body: unknown) => void }[] = []
  let signed = 0
  const said: string[] = []
  const server: Pick<HallServer, 'push'> = {
    push: ({ from, lines, head }, _, packed) =>
      new Promise((done) => {
        expect(lines).toHaveLength(head.n - from + 1)
        const answer = (status: number, body: unknown) =>
          done({ status, retryAfter: null, server: 'e_1', text: JSON.stringify(body) })
        pushes.push({ from, to: head.n, packed: packed !== null && packed !== undefined, answer })
      }),
  }
  const push = openPush({
    log,
    server: server as HallServer,
    clock,
    chance: realChance,
    sign: async () => {
      signed += 1
      return ''
    },
    connected: () => true,
    onKept: () => {},
    onHeldOff: () => {},
    onRefused: () => {},
    onLost: () => {},
    onAhead: () => said.push('ahead'),
    onRevoked: () => {},
    onNewJournal: () => {},
    onFault: (fault) => {
      throw fault
    },
  })
  push.poke()
  await until(() => pushes.length === 1)
  return { log, push, pushes, signed: () => signed, said }
}

describe('an outbox that takes several pushes', () => {
  it('has the next ready while one travels, and everything is sent once', async () => {
    const { log, push, pushes, signed } = await afterAnOutage(2_400)
    await until(() => signed() === 2)
    expect(pushes).toHaveLength(1)
    for (let i = 0; log.backlog.count > 0; i++) {
      await until(() => pushes.length === i + 1)
      const { to, answer } = pushes[i]!
      answer(200, { kept: to })
      await until(() => pushes.length === i + 2 || log.backlog.count === 0)
    }
    expect(pushes.map(({ from }) => from)).toEqual([1, ...pushes.slice(0, -1).map(({ to }) => to + 1)])
    expect(pushes.map(({ packed }) => packed)).toEqual(pushes.map((_, i) => i > 0))
    expect(pushes.at(-1)?.to).toBe(log.head.n)
    await push.close()
    await log.close()
  })

  it('says so when the hall server refuses a line whose clock ran ahead, and leaves it unsent', async () => {
    const { log, push, pushes, said } = await afterAnOutage(60)
    pushes[0]?.answer(409, { code: 'clock-ahead' })
    await until(() => said.length === 1)
    expect(said).toEqual(['ahead'])
    expect(log.backlog.count).toBe(log.head.n)
    await push.close()
    await log.close()
  })

  it('is offered at once with what is done next, which may be an alarm that the hall server takes in all the same', async () => {
    // It stands still: nothing is tried again by itself.
    const { log, push, pushes, said } = await afterAnOutage(60, createTestClock())
    pushes[0]?.answer(409, { code: 'clock-ahead' })
    await until(() => said.length === 1)
    await log.perform(announce, { count: 1 })
    push.poke()
    await until(() => pushes.length === 2)
    expect(pushes[1]).toMatchObject({ from: 1, to: log.head.n })
    pushes[1]?.answer(503, {})
    await push.close()
    await log.close()
  })

  it('is read anew where the server has kept something else', async () => {
    const { log, push, pushes, signed } = await afterAnOutage(2_400)
    await until(() => signed() === 2)
    pushes[0]?.answer(200, { kept: 100 })
    await until(() => pushes.length === 2)
    expect(pushes[1]).toMatchObject({ from: 101, packed: false })
    pushes[1]?.answer(503, {})
    await push.close()
    await log.close()
  })
})
