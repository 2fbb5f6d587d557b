/** What folding and opening cost without a browser: the database lies in memory here. */
import { bench, describe } from 'vitest'
import { createTimeline } from '#device/hallLog/timeline.ts'
import type { Ticket } from '#domain/tickets/tickets.ts'
import { emptyHall, foldEvents } from '#domain/whole.ts'
import { busyMorning } from '#support/busyMorning.ts'
import { admission, issued, journalOf, NINE, newStorage, openLog, otherTablet } from '#support/openLog.ts'
import { measure, once, print } from './report.ts'

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
      const rates = (times: readonly number[]) => times.map((ms) => (day.length / ms) * 1_000)
      for (const [what, task] of [
        ['fold in one batch', () => foldEvents(start, day)],
        ['fold through the timeline, with checkpoints', sliced],
      ] as const) {
        const times = await measure(10, task)
        print({
          what,
          unit: 'events/s',
          measured: rates(times),
          raw: rates(raw),
          rawIs: 'bare copies',
          target: { least: 300_000 },
        })
      }
    },
    once,
  )

  bench(
    'takes in a late event on 5,000 tickets',
    async () => {
      for (const { behind, most } of [
        { behind: 1, most: 5 },
        { behind: 100, most: 5 },
        { behind: 900, most: 5 },
        { behind: 20_000, most: 20 },
      ]) {
        const place = day.length - behind
        const timeline = createTimeline(start, { fold: foldEvents })
        timeline.insert(day.filter((_, i) => i < place - 8 || i >= place))
        timeline.settle()
        const late = await measure(8, (round) => {
          timeline.insert([day[place - 1 - round]!])
          timeline.settle()
        })
        const what = `an event ${behind} events late on 5,000 tickets`
        print({ what, unit: 'ms', measured: late, target: { most } })
      }
    },
    once,
  )
})

describe('opening', () => {
  bench(
    'does not depend on how much history there is',
    async () => {
      const short = await openings(1_000)
      const long = await openings(100_000)
      print({
        what: 'opening with 100,000 events',
        unit: 'ms',
        measured: long,
        raw: short,
        rawIs: 'with 1,000',
        target: { most: 1.3, of: 'raw' },
      })
    },
    once,
  )
})

/** Ms of three openings after so many events. */
async function openings(count: number): Promise<number[]> {
  const storage = newStorage()
  const now = () => NINE + 40 * 86_400_000
  const log = await openLog({ storage, now })
  await log.startEpoch('e_1')
  const admit = admission()
  const other = otherTablet('d_2', journalOf('bb'))
  for (let at = 0; at < count; at += 500) {
    const lines = Array.from({ length: 250 }, (_, i) => (at + 2 * i) / 2).flatMap((i) => {
      const time = NINE + i * 30_000
      const ticket = issued(`t_${i}`, `A${String((i % 99_000) + 1).padStart(5, '0')}`)
      return other.write(time, ticket, { kind: 'TicketCancelled', subject: `t_${i}`, body: { reason: 'left' } })
    })
    const closing = (at / 500) % 4 === 3 ? other.write(NINE + at * 15_000 + 14_999, closed(at)) : []
    await log.receive(admit([...lines, ...closing]), 'history')
  }
  await log.close()
  return measure(3, async () => (await openLog({ storage, now })).close())
}

/** Tickets of the bench are all of one day, which is closed again and again: the working set stays that of a day. */
const closed = (at: number) => {
  const next = new Date(NINE + at * 15_000 + 86_400_000).toISOString().slice(0, 10)
  const subject = new Date(NINE + at * 15_000).toISOString().slice(0, 10)
  return { kind: 'DayClosed', subject, body: { open: 'void', next, known: {} } } as const
}
