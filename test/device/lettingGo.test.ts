import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { letGo } from '#device/lettingGo.ts'
import type { GoingCopies } from '#device/sealed/papers.ts'
import { hallAfter } from '#support/hallAfter.ts'
import { createTestClock } from '#support/testClock.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A tablet with room for 100 bytes, and a hall server that says what a backup has. */
function tablet() {
  const clock = createTestClock()
  const asked: GoingCopies[] = []
  const lines: Readonly<Record<string, number>>[] = []
  const state = { usage: 10, connected: true, answers: true }
  const log = {
    pen: 'this-tab',
    onPen: () => () => {},
    hall: hallAfter(),
    async letLinesGo(safe: Readonly<Record<string, number>>) {
      lines.push(safe)
      return 0
    },
  } as unknown as SyncedLog
  const idle = letGo({
    log,
    clock,
    onFault: (fault) => {
      throw fault
    },
    papers: () => ({
      async letCopiesGo(going) {
        asked.push(going)
        return 0
      },
    }),
    server: {
      async post(_path, _headers, body) {
        if (!state.answers) return null
        const { papers } = JSON.parse(String(body))
        const held = { journals: { j_1: 7 }, papers: papers.filter((name: string) => name !== 'b') }
        return { status: 200, text: JSON.stringify(held), retryAfter: null, server: 'e_1' }
      },
    },
    storage: {
      persisted: async () => true,
      persist: async () => true,
      estimate: async () => ({ usage: state.usage, quota: 100 }),
    },
    connected: () => state.connected,
  })
  idle.nudge()
  return { clock, asked, lines, state, start: clock.now() }
}

describe('what a tablet need not keep', () => {
  it('goes once an hour: copies that are old enough and safe elsewhere, and lines up to where they are', async () => {
    const { clock, asked, lines } = tablet()
    await clock.pass(MINUTE_MS)
    expect(asked).toHaveLength(1)
    expect(asked[0]?.before).toBe(clock.now() - 30 * DAY_MS)
    expect(await asked[0]?.safe(['a', 'b'])).toEqual(['a'])
    expect(lines).toEqual([{ j_1: 7 }])
    await clock.pass(50 * MINUTE_MS)
    expect(asked).toHaveLength(1)
    await clock.pass(20 * MINUTE_MS)
    expect(asked).toHaveLength(2)
  })

  it('goes whatever its age within a minute when the storage is nearly full (Q77)', async () => {
    const { clock, asked, state } = tablet()
    await clock.pass(10 * MINUTE_MS)
    state.usage = 86
    await clock.pass(MINUTE_MS)
    expect(asked.map(({ before }) => before === Number.POSITIVE_INFINITY)).toEqual([false, true])
  })

  it('stays while nobody says that others have it', async () => {
    const { clock, asked, lines, state } = tablet()
    state.connected = false
    state.usage = 99
    await clock.pass(HOUR_MS)
    state.connected = true
    state.answers = false
    await clock.pass(HOUR_MS)
    expect([asked, lines]).toEqual([[], []])
  })
})
