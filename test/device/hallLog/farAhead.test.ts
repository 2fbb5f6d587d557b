import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { uncounted } from '#domain/authority/queries.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { clockAhead } from '#domain/tablets/clockAhead.ts'
import type { Line } from '#log/lines.ts'
import { configured, issued, labelsIn, NINE, newStorage, openLog } from '#support/openLog.ts'
import { signedHall } from '#support/signedHall.ts'

const TWO_HOURS = 7_200_000
const fire = { kind: 'IncidentDeclared', subject: 'e_1', body: { plan: 'P01', version: 1, level: 1 } } as const

/** Lines as a hall server brings them whose clock shows nine. */
const at9 = (lines: readonly Line[], from = 0) =>
  lines.map((line, i) => ({ seq: from + i + 1, received: new Date(NINE).toISOString(), line }))

/** A hall in which the counter's clock runs two hours ahead, and a log that has heard the first lines. */
async function twoHoursAhead() {
  const hall = signedHall()
  const counter = hall.admits('d_counter', 'counter', NINE + TWO_HOURS)
  const storage = newStorage()
  const options = { root: hall.root, storage, now: () => NINE + 1_000 }
  const log = await openLog(options)
  await log.startEpoch('e_1')
  await log.receive(at9([...hall.lines, hall.first.write({ ...configured, hand: hall.manager })]), 'history')
  const seq = () => log.cursor.seq
  return { hall, counter, log, options, seq, hear: (...lines: Line[]) => log.receive(at9(lines, seq()), 'live') }
}

const held = (log: SyncedLog) => uncounted(log.hall).filter(({ why }) => why === 'clock-ahead')

describe('what a tablet wrote whose clock runs two hours ahead', () => {
  it('is held and named, moves no other clock, and is so after a restart', async () => {
    const { counter, log, hear, options } = await twoHoursAhead()
    await hear(counter.write(issued('t_1', 'A001')), counter.write(issued('t_2', 'A002')))
    expect(labelsIn(log)).toEqual([])
    expect(held(log).map(({ events }) => events.length)).toEqual([2])
    expect(clockAhead(log.hall, NINE)).toMatchObject({ tablet: { id: 'd_counter' }, aheadMs: TWO_HOURS })
    expect(log.hall.at?.stamp.slice(0, 16)).toBe('2026-11-23T01:10')
    await log.close()
    const again = await openLog(options)
    expect(labelsIn(again)).toEqual([])
    expect(held(again)).toHaveLength(1)
    await again.close()
  })

  it('is shown at once where it saves lives', async () => {
    const { counter, log, hear, options } = await twoHoursAhead()
    await hear(counter.write(fire))
    expect(foremost(log.hall)?.id).toBe('e_1')
    expect(log.hall.at?.stamp.slice(0, 16)).toBe('2026-11-23T01:10')
    const before = log.hall
    await log.close()
    const again = await openLog(options)
    expect(again.hall.incidents).toEqual(before.incidents)
    await again.close()
  })

  it('counts in its order where a manager has put it, after a restart too', async () => {
    const { hall, counter, log, hear, options } = await twoHoursAhead()
    await hear(counter.write(issued('t_1', 'A001')), counter.write(issued('t_2', 'A002')))
    const put = { kind: 'StampsTaken', subject: counter.journal, body: { from: 1, to: 3 } }
    await hear(hall.first.write({ ...put, hand: hall.manager, at: NINE + 500 }))
    expect([...log.hall.tickets.values()].map(({ label }) => label)).toEqual(['A001', 'A002'])
    expect(held(log)).toEqual([])
    const before = log.hall
    await log.close()
    const again = await openLog(options)
    expect(again.hall.tickets).toEqual(before.tickets)
    await again.close()
  })

  it('is held still when only another tablet says where it belongs', async () => {
    const { hall, counter, log, hear } = await twoHoursAhead()
    const other = hall.admits('d_other', 'counter', NINE)
    await hear(...hall.lines.slice(-1), counter.write(issued('t_1', 'A001')))
    const put = { kind: 'StampsTaken', subject: counter.journal, body: { from: 1, to: 2 } }
    await hear(other.write(put), hall.first.write({ ...put, at: NINE + 500 }))
    expect(labelsIn(log)).toEqual([])
    await log.close()
  })
})
