import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { RawAnswer } from '#device/sync/answers.ts'
import type { HallServer } from '#device/sync/hallServer.ts'
import { openPush } from '#device/sync/push.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { isHallEvent } from '#domain/whole.ts'
import { decodeFrames } from '#log/frames.ts'
import { keptEvent } from '#log/lines.ts'
import { flip, segmentsOn } from '#support/damage.ts'
import { rounds } from '#support/endure.ts'
import { memoryDisk } from '#support/memoryDisk.ts'
import { newStorage, openConfiguredLog, openLog } from '#support/openLog.ts'
import { realClock } from '#support/openTablet.ts'
import { realChance } from '#support/realChance.ts'
import { until } from '#support/until.ts'

const ticket = { queue: 'q-pay', service: null, priority: null }

/** What a tablet wrote alone in three journals, as it lies on its disk, and where each of its frames is. */
async function writtenAlone() {
  const storage = newStorage()
  let log = await openConfiguredLog({ storage })
  const written = new Map<string, string>()
  for (let journal = 0; journal < 3; journal++) {
    for (let i = 0; i < 4; i++) await log.perform(issueTicket, ticket)
    await log.close()
    log = await openLog({ storage })
    if (journal < 2) await log.openNewJournal('fork')
  }
  for (;;) {
    const next = await log.unsent({ lines: 500, bytes: 1 << 20 }, new Set([...written.keys()].map(journalOf)))
    if (!next) break
    for (const [i, line] of next.lines.entries()) written.set(`${next.journal}:${next.from + i}`, line)
  }
  await log.close()
  return { files: (storage.disk as ReturnType<typeof memoryDisk>).files, written }
}
const journalOf = (id: string) => id.split(':')[0] ?? ''

/** Where on the disk lines 1 of journals lie, each twice. */
async function openingsOn(disk: ReturnType<typeof memoryDisk>) {
  const found: { name: string; at: number }[] = []
  for (const name of await segmentsOn(disk)) {
    const text = new TextDecoder('latin1').decode(await disk.read(name))
    for (const { index } of text.matchAll(/"kind":"JournalOpened"/g))
      found.push({ name, at: text.lastIndexOf('{"v":', index) })
  }
  return found
}

/** The hall server as far as pushes go: journals without gaps, but for what their tablet has declared. */
function plainServer() {
  interface Journal {
    n: number
    readonly lines: Map<number, string>
    readonly lost: { from: number; to: number }[]
  }
  const journals = new Map<string, Journal>()
  const of = (name: string): Journal => {
    const found: Journal = journals.get(name) ?? { n: 0, lines: new Map(), lost: [] }
    journals.set(name, found)
    return found
  }
  const answer = (status: number, body: unknown): RawAnswer => ({
    status,
    retryAfter: null,
    server: 'e_1',
    text: JSON.stringify(body),
  })
  const server: Pick<HallServer, 'push'> = {
    async push({ name, from, lines }) {
      const journal = of(name)
      let end = journal.n
      for (const lost of journal.lost.sort((a, b) => a.from - b.from))
        if (lost.from <= end + 1) end = Math.max(end, lost.to)
      if (from > end + 1) return answer(409, { code: 'gap', expected: end + 1 })
      for (const [i, line] of lines.entries()) {
        if (journal.lines.has(from + i)) expect(journal.lines.get(from + i)).toBe(line)
        journal.lines.set(from + i, line)
        const event = keptEvent(line)
        if (event && isHallEvent(event) && event.kind === 'LinesLost') of(event.subject).lost.push(event.body)
      }
      journal.n = Math.max(journal.n, from + lines.length - 1)
      return answer(200, { kept: journal.n })
    },
  }
  return { server: server as HallServer, journals }
}

/** Sends until nothing is left, as a tablet does that has found its server. */
async function drain(log: SyncedLog) {
  const { server, journals } = plainServer()
  const faults: unknown[] = []
  await log.startEpoch('e_1')
  const push = openPush({
    log,
    server,
    clock: realClock,
    chance: realChance,
    sign: async () => '',
    connected: () => true,
    onKept: () => {},
    onRefused: (refused) => faults.push(...refused),
    onLost: () => faults.push('lost'),
    onAhead: () => faults.push('ahead'),
    onRevoked: () => faults.push('revoked'),
    onNewJournal: () => {},
    onHeldOff: (code) => code !== null && faults.push(code),
    onFault: (fault) => faults.push(fault),
  })
  push.poke()
  await until(
    () => log.backlog.count === 0 || faults.length > 0,
    () => log.backlog,
  )
  await push.close()
  expect(faults).toEqual([])
  return journals
}

describe('a tablet whose disk was damaged while it was alone', () => {
  it('sends everything that is sound, wherever the damage is, names the rest, and gives no number other bytes', async () => {
    const { files, written } = await writtenAlone()
    const whole = [...files].filter(([name]) => name.startsWith('log3-'))
    const size = whole.reduce((sum, [, bytes]) => sum + bytes.length, 0)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: size - 1 }), { minLength: 1, maxLength: 4 }), async (places) => {
        const disk = memoryDisk(new Map([...files].map(([name, bytes]) => [name, bytes.slice()])))
        for (const place of new Set(places)) {
          let left = place
          for (const [name, bytes] of whole) {
            if (left >= 0 && left < bytes.length) await flip(disk, name, left, 0x04)
            left -= bytes.length
          }
        }
        const sound = new Set<string>()
        for (const name of await segmentsOn(disk)) {
          for (const payload of decodeFrames(await disk.read(name)).payloads) {
            const [first = '', ...lines] = new TextDecoder().decode(payload).split('\n')
            if (!first.startsWith('#')) for (const line of lines) sound.add(line)
          }
        }
        const log = await openLog({ storage: newStorage(disk) })
        const journals = await drain(log)
        for (const [id, line] of written) {
          const [journal = '', n = ''] = id.split(':')
          const there = journals.get(journal)
          // Of a journal of which line 1 is gone with its second copy nobody could say whose it is.
          if (sound.has(line)) expect([id, there?.lines.get(Number(n))]).toEqual([id, line])
          else if (there?.lines.has(Number(n))) expect(there.lines.get(Number(n))).toBe(line)
        }
        await log.close()
      }),
      { numRuns: 12 },
    )
  }, 240_000)

  it('says of a line what the damage has left of it, and no day that is none: what lies behind waits for nothing', async () => {
    const { files } = await writtenAlone()
    const [, name = ''] = [...files.keys()].filter((each) => each.startsWith('log3-'))
    const text = new TextDecoder('latin1').decode(files.get(name))
    const days = [...text.matchAll(/"day":"\d{4}-1/g)].map(({ index }) => index + '"day":"2026-'.length)
    expect(days.length).toBeGreaterThan(3)
    const said: string[] = []
    for (const at of days) {
      const disk = memoryDisk(new Map([...files].map(([each, bytes]) => [each, bytes.slice()])))
      await flip(disk, name, at, 0x04)
      const log = await openLog({ storage: newStorage(disk) })
      const journals = await drain(log)
      for (const { lines } of journals.values())
        for (const line of lines.values()) if (keptEvent(line)?.kind === 'LinesLost') said.push(line)
      await log.close()
    }
    // What can be put together from the line behind it is not lost.
    expect(said.length).toBeGreaterThan(0)
    expect(said.join()).not.toContain('-51-')
  })

  it('puts line 1 of a journal together again where both of its copies are damaged, and sends what lies behind', async () => {
    const { files, written } = await writtenAlone()
    const opening = [...written.values()].find((line) => line.includes('"kind":"JournalOpened"')) ?? ''
    const place = fc.nat({ max: opening.length - 1 })
    await fc.assert(
      fc.asyncProperty(place, place, fc.integer({ min: 1, max: 3 }), async (one, other, journal) => {
        // What is the same in both is lost.
        fc.pre(one !== other)
        const disk = memoryDisk(new Map([...files].map(([name, bytes]) => [name, bytes.slice()])))
        const openings = await openingsOn(disk)
        expect(openings).toHaveLength(6)
        const [first, second] = openings.slice(2 * journal - 2)
        await flip(disk, first!.name, first!.at + one, 0x04)
        await flip(disk, second!.name, second!.at + other, 0x04)
        const log = await openLog({ storage: newStorage(disk) })
        const journals = await drain(log)
        for (const [id, line] of written) {
          const [name = '', n = ''] = id.split(':')
          expect([id, journals.get(name)?.lines.get(Number(n))]).toEqual([id, line])
        }
        await log.close()
      }),
      // Its number says another line of the journal, which is here.
      { numRuns: rounds(5, 400, 4), examples: [[opening.indexOf('"n":1') + 4, 0, 1]] },
    )
  }, 60_000)
})
