import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { NO_PREVIOUS } from '#log/event.ts'
import { hashOfLine, readLine } from '#log/lines.ts'
import { createKillSwitch, killableDatabase, killableDisk } from '#support/killSwitch.ts'
import {
  admission,
  issued,
  journalOf,
  NINE,
  newStorage,
  openConfiguredLog,
  openLog,
  otherTablet,
} from '#support/openLog.ts'

const ticket = { queue: 'q-pay', service: null, priority: null }

/**
 * One morning in short: two tickets, a batch from elsewhere, an acknowledgement, a new journal, another ticket. Answers
 * what the tablet was told is saved before it was killed at step `at`.
 */
async function morning(at: number) {
  const storage = newStorage()
  const before = await openConfiguredLog({ storage })
  await before.close()
  const kill = createKillSwitch(at)
  const disk = killableDisk(storage.disk, kill)
  const indexedDB = killableDatabase(storage.indexedDB, kill)
  const saved: string[] = []
  let cursor = 2
  const other = otherTablet('d_2', journalOf('bb'))
  const admit = admission(2)
  const note = async (act: ReturnType<SyncedLog['perform']>) => {
    const answer = await act
    if (answer.ok) for (const { journal, n } of answer.events) saved.push(`${journal}:${n}`)
  }
  try {
    const log = await openLog({ storage: { disk, indexedDB } })
    await note(log.perform(issueTicket, ticket))
    await note(log.perform(issueTicket, ticket))
    const run = admit(other.write(NINE, issued('t_1', 'A901'), issued('t_2', 'A902')))
    await log.receive(run, 'live')
    cursor = 5
    await log.kept(log.journal, log.head.n)
    await log.openNewJournal('fork')
    await note(log.perform(issueTicket, ticket))
  } catch {
    // Killed: what counts is what was answered before.
  }
  return { storage, saved, cursor, finished: kill.steps < at }
}

async function ownLines(log: SyncedLog): Promise<Map<string, string[]>> {
  const lines = new Map<string, string[]>()
  await log.startEpoch('e_9')
  for (;;) {
    const out = await log.unsent({ lines: 500, bytes: 1 << 20 }, new Set(lines.keys()))
    if (!out) return lines
    expect(out.from).toBe(1)
    lines.set(out.journal, [...out.lines])
  }
}

describe('a tablet killed at any step of its work', () => {
  it('has everything it answered, nothing twice, no gap and an unbroken chain', async () => {
    for (let at = 1; ; at++) {
      const { storage, saved, cursor, finished } = await morning(at)
      const log = await openLog({ storage })
      expect(log.pen).toBe('this-tab')
      expect(log.cursor.seq).toBeGreaterThanOrEqual(cursor)
      const elsewhere = [...log.hall.tickets.values()].filter(({ label }) => label.startsWith('A9'))
      expect(elsewhere).toHaveLength(log.cursor.seq === 5 ? 2 : 0)
      // It goes on from there.
      expect(await log.perform(issueTicket, ticket)).toMatchObject({ ok: true })
      const labels = [...log.hall.tickets.values()].map(({ label }) => label)
      expect(new Set(labels).size).toBe(labels.length)
      const there = new Set<string>()
      for (const [journal, lines] of await ownLines(log)) {
        let prev = NO_PREVIOUS
        for (const [i, line] of lines.entries()) {
          const read = readLine(line)
          expect(read).toMatchObject({ ok: true, event: { journal, n: i + 1, prev } })
          prev = hashOfLine(line)
          there.add(`${journal}:${i + 1}`)
        }
      }
      for (const id of saved) expect(there).toContain(id)
      await log.close()
      if (!finished) continue
      expect(at).toBeGreaterThan(12)
      break
    }
  }, 60_000)
})
