/**
 * What the log costs on this machine, each figure beside its limit. fake-indexeddb keeps everything in memory: ratios
 * of database work are a hint here and are measured for good in a browser.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Dexie } from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterAll, bench, describe } from 'vitest'
import { createTimeline } from '#device/hallLog/timeline.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import type { Ticket } from '#domain/tickets/tickets.ts'
import { emptyHall, foldEvents } from '#domain/whole.ts'
import { busyMorning } from '#support/busyMorning.ts'
import { fileDisk } from '#support/fileDisk.ts'
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
import { measure, median, once } from './report.ts'

const report: string[] = []

const line = (what: string, figure: string, limit: string) => report.push(`${what}: ${figure} (limit ${limit})`)
const ms = (times: readonly number[]) =>
  `${median(times).toFixed(2)} ms, ${Math.min(...times).toFixed(2)}–${Math.max(...times).toFixed(2)}`

afterAll(() => console.log(`\n${report.join('\n')}\n`))

const day = busyMorning({ tickets: 5_000 })
const start = emptyHall('h_test')

describe('the fold', () => {
  bench(
    'folds a day of 5,000 tickets',
    async () => {
      const tickets = [...foldEvents(start, day).tickets.values()]
      // The least a fold could do: put one copied ticket into a map for each event.
      const copying = () => {
        const copies = new Map<string, Ticket>()
        for (let i = 0; i < day.length; i++) {
          const ticket = tickets[i % tickets.length]!
          copies.set(ticket.id, { ...ticket, since: i })
        }
      }
      const sliced = () => {
        const timeline = createTimeline(start, { fold: foldEvents })
        timeline.insert(day)
        timeline.settle()
      }
      const raw = await measure(10, copying)
      // The best round: others share this machine, and what they take says nothing about the fold.
      const best = (times: readonly number[]) => Math.min(...times)
      const rate = (times: readonly number[]) =>
        `${Math.round((day.length / best(times)) * 1_000).toLocaleString('en')}`
      for (const [what, task] of [
        ['fold in one batch', () => foldEvents(start, day)],
        ['fold through the timeline, with checkpoints', sliced],
      ] as const) {
        const times = await measure(10, task)
        const ratio = (best(times) / best(raw)).toFixed(1)
        line(what, `${rate(times)} events/s, raw copies ${rate(raw)} /s, ${ratio} × raw`, '≥ 300,000')
      }
    },
    once,
  )

  bench(
    'takes in a late event on 5,000 tickets',
    async () => {
      for (const behind of [1, 100, 900]) {
        const place = day.length - behind
        const timeline = createTimeline(start, { fold: foldEvents })
        timeline.insert(day.filter((_, i) => i < place - 8 || i >= place))
        timeline.settle()
        const late = await measure(8, (round) => {
          timeline.insert([day[place - 1 - round]!])
          timeline.settle()
        })
        line(`an event ${behind} events late on 5,000 tickets`, ms(late), '≤ 5 ms')
      }
    },
    once,
  )
})

describe('a tap', () => {
  bench(
    'is saved',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'stayopen-bench-'))
      const raw = new Dexie('raw', { indexedDB: new IDBFactory(), IDBKeyRange })
      raw.version(1).stores({ events: '++id, type, at, ref' })
      const put = await measure(300, (at) =>
        raw.table('events').add({ type: 'TicketIssued', at, ref: 't_1', text: 'x'.repeat(500) }),
      )
      const memory = await openConfiguredLog()
      const take = () => memory.perform(issueTicket, { queue: 'q-pay', service: null, priority: null })
      const saved = await measure(300, take)
      line(
        'tap to saved, journal in memory',
        ms(saved),
        `2.5 × raw put of ${median(put).toFixed(2)} ms; ratio ${(median(saved) / median(put)).toFixed(1)}`,
      )
      await memory.close()
      const log = await openConfiguredLog({ storage: newStorage(await fileDisk(folder)) })
      const synced = await measure(300, () =>
        log.perform(issueTicket, { queue: 'q-pay', service: null, priority: null }),
      )
      line('tap to saved, journal fsynced to a file', ms(synced), 'fsync of this disk included')
      await log.close()
      raw.close()
      await rm(folder, { recursive: true })
    },
    once,
  )
})

describe('opening', () => {
  bench(
    'does not depend on how much history there is',
    async () => {
      const opened: number[] = []
      for (const count of [1_000, 100_000]) {
        const storage = newStorage()
        const now = () => NINE + 40 * 86_400_000
        const log = await openLog({ storage, now })
        await log.startEpoch('e_1')
        const admit = admission()
        const other = otherTablet('d_2', journalOf('bb'))
        const filling = await measure(1, async () => {
          for (let at = 0; at < count; at += 500) {
            const lines = Array.from({ length: 250 }, (_, i) => (at + 2 * i) / 2).flatMap((i) => {
              const time = NINE + i * 30_000
              const ticket = issued(`t_${i}`, `A${String((i % 99_000) + 1).padStart(5, '0')}`)
              return other.write(time, ticket, { kind: 'TicketCancelled', subject: `t_${i}`, body: { reason: 'left' } })
            })
            const closing = (at / 500) % 4 === 3 ? other.write(NINE + at * 15_000 + 14_999, closed(at)) : []
            await log.receive(admit([...lines, ...closing]), 'history')
          }
        })
        await log.close()
        const times = await measure(3, async () => (await openLog({ storage, now })).close())
        opened.push(median(times))
        line(
          `opening with ${count.toLocaleString('en')} events (filled in ${(filling[0]! / 1000).toFixed(1)} s)`,
          ms(times),
          '',
        )
      }
      line('opening, 100k against 1k', `${(opened[1]! / opened[0]!).toFixed(2)} ×`, '≤ 1.3 ×')
    },
    once,
  )
})

/** Tickets of the bench are all of one day, which is closed again and again: the working set stays that of a day. */
const closed = (at: number) => {
  const next = new Date(NINE + at * 15_000 + 86_400_000).toISOString().slice(0, 10)
  const subject = new Date(NINE + at * 15_000).toISOString().slice(0, 10)
  return { kind: 'DayClosed', subject, body: { open: 'void', next, known: {} } } as const
}
