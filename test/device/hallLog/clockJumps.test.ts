import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { callNextTicket, finishService, greetCustomer } from '#domain/calls/commands.ts'
import { openCounter } from '#domain/counters/commands.ts'
import type { NewHallEvent } from '#domain/whole.ts'
import { rounds } from '#support/endure.ts'
import {
  admission,
  configured,
  issued,
  journalOf,
  labelsIn,
  NINE,
  newStorage,
  openConfiguredLog,
  openLog,
  otherTablet,
  take,
} from '#support/openLog.ts'

const TEN_MINUTES = 600_000
/** Who serves at the counter. */
const clerk = {
  kind: 'PersonAdmitted',
  subject: 's_wang',
  body: { key: 's_wang'.padEnd(87, 'A'), roles: ['front'], after: [] },
} satisfies NewHallEvent
const serve = async (log: SyncedLog) => {
  await log.perform(greetCustomer, { counter: '3' })
  await log.perform(finishService, { counter: '3', outcome: 'done' })
}
const statuses = (log: SyncedLog) => [...log.hall.tickets.values()].map(({ label, status }) => `${label} ${status}`)

/** Everything that this log has written and not sent, as the hall server would pass it on. */
async function told(log: SyncedLog) {
  const lines: string[] = []
  const done = new Set<string>()
  for (let out = await log.unsent({ lines: 500, bytes: 2 << 20 }, done); out; ) {
    lines.push(...out.lines)
    done.add(out.journal)
    out = await log.unsent({ lines: 500, bytes: 2 << 20 }, done)
  }
  return lines
}

describe('a clock that was set back by ten minutes', () => {
  const four = ['A001', 'A002', 'A003', 'A004'].map((label) => issued(`t_${label}`, label))

  it('calls three customers at the counter all the same, there and on every other tablet', async () => {
    let time = NINE
    const log = await openConfiguredLog({ place: 'counter', by: 's_wang', now: () => time })
    const tickets = otherTablet('d_desk', journalOf('bb')).write(NINE, clerk, ...four)
    await log.receive(admission(2)(tickets), 'live')
    await log.perform(openCounter, { counter: '3', queues: ['q-pay'] })
    time -= TEN_MINUTES
    for (const _ of [1, 2, 3]) {
      expect(await log.perform(callNextTicket, { counter: '3' })).toMatchObject({ ok: true })
      await serve(log)
    }
    const called = statuses(log)
    expect(called).toEqual(['A001 done', 'A002 done', 'A003 done', 'A004 waiting'])

    const other = await openLog({ tablet: 'd_2' })
    await other.startEpoch('e_1')
    const settings = otherTablet('d_manager', journalOf('aa')).write(NINE - 60_000, configured)
    await other.receive(admission()([...settings, ...tickets, ...(await told(log))]), 'history')
    expect(statuses(other)).toEqual(called)
    await log.close()
    await other.close()
  })

  it('leaves the customers of the reception in their order, also after a restart and in a new journal', async () => {
    let time = NINE
    const storage = newStorage()
    const log = await openConfiguredLog({ storage, now: () => time })
    for (const _ of [1, 2]) await take(log)
    time -= TEN_MINUTES
    await take(log)
    await log.openNewJournal('fork')
    await take(log)
    await log.close()
    time -= TEN_MINUTES
    const again = await openLog({ storage, now: () => time })
    await again.openNewJournal('fork')
    await take(again)
    const numbers = [...again.hall.tickets.values()].map(({ label }) => label)
    expect(numbers).toEqual([...numbers].sort())
    expect(labelsIn(again)).toHaveLength(5)
    await again.close()
  })
})

describe('for any jumps of the clocks of anybody', () => {
  const act = fc.record({
    what: fc.constantFrom(
      'take' as const,
      'call' as const,
      'hear' as const,
      'new journal' as const,
      'restart' as const,
    ),
    jump: fc.integer({ min: -7_200_000, max: 7_200_000 }),
  })

  it(
    'what is written sorts behind everything that was folded, and does what was promised',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
          let time = NINE
          const storage = newStorage()
          const other = otherTablet('d_desk', journalOf('bb'))
          const admit = admission(2)
          let log = await openConfiguredLog({ storage, place: 'manager', by: 's_wang', now: () => time })
          await log.receive(admit(other.write(time, clerk)), 'live')
          await log.perform(openCounter, { counter: '3', queues: ['q-pay'] })
          for (const [i, { what, jump }] of acts.entries()) {
            time += jump
            const known = log.hall.at?.stamp ?? ''
            if (what === 'hear')
              await log.receive(admit(other.write(time, issued(`t_${i}`, `B${String(i).padStart(3, '0')}`))), 'live')
            else if (what === 'new journal') await log.openNewJournal('fork')
            else if (what === 'restart') {
              await log.close()
              log = await openLog({ storage, place: 'manager', by: 's_wang', now: () => time })
            } else {
              const waiting = waitingIn(log)
              const isServing = [...log.hall.tickets.values()].some(({ status }) => status === 'called')
              if (what === 'call' && isServing) await serve(log)
              const done = what === 'take' ? await take(log) : await log.perform(callNextTicket, { counter: '3' })
              expect(done.ok).toBe(what === 'take' || waiting > 0)
              if (!done.ok) continue
              for (const { stamp } of done.events) expect(stamp > known).toBe(true)
              if (what === 'take') expect(waitingIn(log)).toBe(waiting + 1)
              else expect(waitingIn(log)).toBe(waiting - 1)
            }
          }
          await log.close()
        }),
        { numRuns: rounds(6, 300) },
      )
    },
    rounds(60_000, 600_000),
  )
})

const waitingIn = ({ hall }: SyncedLog): number =>
  [...hall.tickets.values()].filter(({ status }) => status === 'waiting').length
