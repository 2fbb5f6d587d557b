import { describe, expect, it } from 'vitest'
import { BadRun } from '#device/hallLog/badRun.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { HallServer } from '#device/sync/hallServer.ts'
import { createLiveLink } from '#device/sync/liveLink.ts'
import { atRest } from '#support/atRest.ts'
import { realChance } from '#support/realChance.ts'
import { createTestClock } from '#support/testClock.ts'

const event = (seq: number) => `${JSON.stringify({ seq, received: '2026-11-23T01:00:00.000Z', line: `line ${seq}` })}\n`

/** A link to a hall server that has four lines, and brings all behind a seq at once, on a stream that stays open. */
function linked(store: (seqs: readonly number[]) => number) {
  let seq = 0
  const asked: number[] = []
  const faults: unknown[] = []
  let send = (_text: string) => {}
  const clock = createTestClock()
  const link = createLiveLink({
    log: {
      get cursor() {
        return { server: 'e_1', seq }
      },
      mine: null,
      isFresh: false,
      async receive(batch: readonly { readonly seq: number }[]) {
        seq = store(batch.map((each) => each.seq))
      },
    } as unknown as SyncedLog,
    server: {
      async follow({ after }: { readonly after: number }) {
        asked.push(after)
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            send = (text) => controller.enqueue(new TextEncoder().encode(text))
            for (let next = after + 1; next <= 4; next++) send(event(next))
          },
        })
        return new Response(body)
      },
    } as unknown as HallServer,
    clock,
    chance: realChance,
    connected: () => true,
    head: () => 4,
    onHeard() {},
    onWay() {},
    onLost: () => faults.push('lost'),
    onFault: (fault) => faults.push(fault),
  })
  return {
    asked,
    clock,
    faults,
    link,
    say: (text: string) => send(text),
    moveBack(to: number) {
      seq = to
    },
  }
}

describe('lines that are let go, to be had again', () => {
  it('come at once from where the cursor stands when that was found out as others came', async () => {
    let times = 0
    const { asked, clock, faults, link } = linked((seqs) => (times++ === 0 ? 0 : (seqs.at(-1) ?? 0)))
    link.meet(4)
    await clock.passUntil(() => asked.length === 2, 1_000)
    expect(asked).toEqual([0, 0])
    expect(faults).toEqual([])
    await link.close()
  })

  it('come at once when they were let go just as others came', async () => {
    const { asked, clock, faults, link, moveBack, say } = linked((seqs) => {
      if (seqs.at(-1) !== 5) return seqs.at(-1) ?? 0
      moveBack(2)
      throw new BadRun('seq 5 came after 2')
    })
    link.meet(4)
    await atRest()
    say(event(5))
    await clock.passUntil(() => asked.length === 2, 1_000)
    expect(asked).toEqual([0, 2])
    expect(faults).toEqual([])
    await link.close()
  })

  it('come with the next line when that was found out in between', async () => {
    const { asked, clock, faults, link, moveBack, say } = linked((seqs) => seqs.at(-1) ?? 0)
    link.meet(4)
    await atRest()
    moveBack(2)
    say(event(5))
    await clock.passUntil(() => asked.length === 2, 1_000)
    expect(asked).toEqual([0, 2])
    expect(faults).toEqual([])
    await link.close()
  })
})
