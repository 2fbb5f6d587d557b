import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { Admitted } from '#device/hallLog/sortRun.ts'
import { hearing, isOfTheList, noAuthority } from '#domain/authority/authority.ts'
import { placed } from '#domain/authority/stampsTaken.ts'
import { callNextTicket, finishService, greetCustomer } from '#domain/calls/commands.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import type { NewHallEvent } from '#domain/whole.ts'
import { type Line, readLine } from '#log/lines.ts'
import { isFarAhead, stampTime } from '#log/stamp.ts'
import { rounds } from '#support/endure.ts'
import { configured, journalOf, NINE, newStorage, openLog, otherTablet, type TabletStorage } from '#support/openLog.ts'

const TEN_YEARS = 10 * 365 * 86_400_000
const clerk = {
  kind: 'PersonAdmitted',
  subject: 's_wang',
  body: { key: 's_wang'.padEnd(87, 'A'), roles: ['front'], after: [] },
} satisfies NewHallEvent

/** A hall server as far as clocks go: it takes in what does not lie far ahead, or of which it was said where it belongs. */
function openServer(time: () => number) {
  const rows: { received: string; journal: string; n: number; line: Line }[] = []
  let list = noAuthority()
  return {
    rows,
    /** Answers whether it took the lines in. */
    push(lines: readonly Line[]): boolean {
      const events = lines.map((line) => {
        const read = readLine(line)
        if (!read.ok || !read.event) throw new Error('not a line')
        return read.event
      })
      const then = hearing(list, events.filter(isOfTheList))
      if (events.some((event) => isFarAhead(placed(then, event).stamp, time()))) return false
      list = then
      const received = new Date(time()).toISOString()
      for (const [i, { journal, n }] of events.entries())
        if (!rows.some((row) => row.journal === journal && row.n === n))
          rows.push({ received, journal, n, line: lines[i]! })
      return true
    },
    after: (seq: number, own: ReadonlySet<string>): Admitted[] =>
      rows.slice(seq).map(({ received, journal, n, line }, i) => {
        const head = { seq: seq + i + 1, received }
        return own.has(journal) ? { ...head, yours: { journal, n } } : { ...head, line }
      }),
  }
}
type Server = ReturnType<typeof openServer>

/** A tablet whose clock is wrong until it asks the server. */
async function openWrong(of: { readonly tablet: string; readonly place: 'counter' | 'reception'; time: () => number }) {
  const storage: TabletStorage = newStorage()
  const own = new Set<string>()
  let off = 0
  const options = { storage, tablet: of.tablet, place: of.place, by: 's_wang', now: () => of.time() + off }
  let log = await openLog(options)
  await log.startEpoch('e_1')
  return {
    get log() {
      return log
    },
    jump(ms: number) {
      off += ms
    },
    async restart() {
      await log.close()
      log = await openLog(options)
    },
    /** Asks for the time, says of its lines where they belong, sends them and hears the others. */
    async meet(server: Server) {
      off = 0
      await log.settleStamps()
      const wait = new Set<string>()
      for (;;) {
        const out = await log.unsent({ lines: 500, bytes: 2 << 20 }, wait)
        if (!out && wait.size === 0) break
        if (!out) {
          wait.clear()
          continue
        }
        own.add(out.journal)
        if (server.push(out.lines)) await log.kept(out.journal, out.head.n)
        else wait.add(out.journal)
      }
      await log.receive(server.after(log.cursor.seq, own), 'live')
    },
  }
}

const who = fc.nat({ max: 2 })
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('act' as const), who }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('meet' as const), who }) },
  fc.record({ what: fc.constant('restart' as const), who }),
  fc.record({
    what: fc.constant('jump' as const),
    who,
    ms: fc.oneof(fc.integer({ min: -7_200_000, max: 7_200_000 }), fc.constantFrom(TEN_YEARS, -TEN_YEARS)),
  }),
)

describe('whatever the clocks of tablets say', () => {
  it(
    'what was done counts on all of them, in one order, at the time at which the hall server heard of it at the latest',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
          let now = NINE
          const time = () => now
          const server = openServer(time)
          server.push(otherTablet('d_manager', journalOf('aa')).write(NINE - 60_000, configured, clerk))
          const tablets = await Promise.all([
            openWrong({ tablet: 'd_1', place: 'counter', time }),
            openWrong({ tablet: 'd_2', place: 'reception', time }),
            openWrong({ tablet: 'd_3', place: 'reception', time }),
          ])
          for (const each of tablets) await each.meet(server)
          await tablets[0]!.log.perform(openCounter, { counter: '3', queues: ['q-pay'] })
          const promised: string[] = []
          for (const each of steps) {
            now += 20_000
            const tablet = tablets[each.who]!
            if (each.what === 'jump') tablet.jump(each.ms)
            else if (each.what === 'restart') await tablet.restart()
            else if (each.what === 'meet') await tablet.meet(server)
            else promised.push(...(await act(tablet.log)))
          }
          now += 20_000
          for (const _ of [1, 2]) for (const each of tablets) await each.meet(server)
          const [first, ...others] = tablets.map(({ log }) => log.hall)
          for (const hall of others) expect(hall).toEqual(first)
          const found = [...first!.tickets.values()]
          for (const id of promised) expect(found.find((ticket) => ticket.id === id)?.status).toBe('done')
          expect(first!.strays).toEqual([])
          expect(stampTime(first!.at!.stamp)).toBeLessThanOrEqual(now + 600_000)
          for (const { log } of tablets) await log.close()
        }),
        { numRuns: rounds(6, 1_000, 6) },
      )
    },
    rounds(120_000, 3_600_000),
  )
})

/** One act of whoever stands there; the answer is who was served by it. */
async function act(log: SyncedLog): Promise<string[]> {
  if (!isCounter(log)) {
    await log.perform(issueTicket, { queue: 'q-pay', service: null, priority: null })
    return []
  }
  const called = await log.perform(callNextTicket, { counter: '3' })
  if (!called.ok) return []
  await log.perform(greetCustomer, { counter: '3' })
  await log.perform(finishService, { counter: '3', outcome: 'done' })
  return called.events.map(({ subject }) => subject)
}

const isCounter = ({ hall, journal }: SyncedLog): boolean => hall.journals.get(journal)?.tablet === 'd_1'
