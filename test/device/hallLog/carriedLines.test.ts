import { describe, expect, it } from 'vitest'
import { type Carried, Contradiction } from '#device/hallLog/carriedLines.ts'
import type { Wanted } from '#device/hallLog/carrying.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { asText } from '#support/busyMorning.ts'
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

/** Lines of one journal from `n` on, as its tablet wrote them. */
const run = (lines: readonly string[], n = 1) =>
  lines.map((line, i): Carried => ({ journal: JOURNAL, n: n + i, line, tablet: 'd_2' }))
/** What a log would carry, as lines of one tablet. */
const wantedOf = async (log: SyncedLog, wants: Wanted, tablet = 'd_2') =>
  (await log.carryOut(wants)).lines
    .filter(({ wanted }) => wanted)
    .map(({ journal, n, line }): Carried => ({ journal, n, line, tablet }))
const JOURNAL = journalOf('bb')
const written = (...labels: string[]) =>
  otherTablet('d_2', JOURNAL).write(NINE, ...labels.map((label) => issued(`t_${label}`, label)))
const tickets = (log: SyncedLog) => asText({ ...log.hall, at: null, journals: new Map() })

describe('lines that another tablet carried here', () => {
  it('count at once, after a restart, and once when the hall server sends them', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    const lines = written('A901', 'A902')
    await log.carryIn(run(lines))
    expect(labelsIn(log)).toEqual(['A901', 'A902'])
    expect(log.backlog.count).toBe(1)
    expect(log.cursor.seq).toBe(2)
    await log.close()
    const again = await openLog({ storage, version: 'next' })
    expect(labelsIn(again)).toEqual(['A901', 'A902'])
    expect((await wantedOf(again, 'unkept')).map(({ line }) => line)).toEqual(expect.arrayContaining([...lines]))
    await again.receive(admission(2)(lines), 'live')
    expect(labelsIn(again)).toEqual(['A901', 'A902'])
    expect(again.cursor.seq).toBe(5)
    expect(again.setAside).toEqual([])
    // The hall server has them now: nobody has to carry them any more.
    expect((await wantedOf(again, 'unkept')).map(({ journal }) => journal)).not.toContain(JOURNAL)
    await again.close()
  })

  it('change nothing when they come again, in pieces, in any order, or behind the hall server', async () => {
    const [opened = '', one = '', two = ''] = written('A901', 'A902')
    const piecemeal = await openConfiguredLog()
    await piecemeal.carryIn(run([two], 3))
    await piecemeal.carryIn(run([opened, one, two]))
    await piecemeal.carryIn(run([one], 2))
    const serverFirst = await openConfiguredLog()
    await serverFirst.receive(admission(2)([opened, one, two]), 'live')
    const { hall } = serverFirst
    await serverFirst.carryIn(run([opened, one, two]))
    expect(serverFirst.hall).toBe(hall)
    expect(tickets(piecemeal)).toBe(tickets(serverFirst))
    await piecemeal.close()
    await serverFirst.close()
  })

  it('go from hand to hand, byte by byte, and stay unsent by those who carry them', async () => {
    const first = await openConfiguredLog({ tablet: 'd_1' })
    await take(first)
    await take(first)
    const middle = await openConfiguredLog({ tablet: 'd_2' })
    const last = await openConfiguredLog({ tablet: 'd_3' })
    await middle.carryIn(await wantedOf(first, 'unkept', 'd_1'))
    await take(middle)
    await last.carryIn(await wantedOf(middle, 'all'))
    expect(labelsIn(last)).toEqual(['A2-001', 'A2-002', 'A2-003'])
    const all = { lines: 500, bytes: 2 * 1024 * 1024 }
    const own = await first.unsent(all, new Set())
    const passed = (await wantedOf(last, 'unkept')).filter(({ journal }) => journal === first.journal)
    expect(passed.map(({ line }) => line)).toEqual(own?.lines)
    expect((await last.unsent(all, new Set()))?.journal).toBe(last.journal)
    expect(last.backlog.count).toBe(1)
    for (const log of [first, middle, last]) await log.close()
  })

  it('are refused whole when other lines are held under their names', async () => {
    const log = await openConfiguredLog()
    await log.receive(admission(2)(written('A901')), 'live')
    const { hall } = log
    await expect(log.carryIn(run(written('A801', 'A802')))).rejects.toThrow(Contradiction)
    expect(log.hall).toBe(hall)
    expect(log.setAside).toEqual([])
    await log.close()
  })

  it('give way to what the hall server sends under their names', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    const [opened = '', ...forged] = written('A801', 'A802')
    await log.carryIn(run([opened, ...forged]))
    expect(labelsIn(log)).toEqual(['A801', 'A802'])
    const lines = written('A901')
    await log.receive(admission(2)(lines), 'live')
    expect(labelsIn(log)).toEqual(['A802', 'A901'])
    expect(log.setAside).toEqual([])
    await log.close()
    const again = await openLog({ storage, version: 'next' })
    expect(labelsIn(again)).toEqual(['A802', 'A901'])
    await again.close()
  })

  it('count for nobody once the hall server has set them aside', async () => {
    const log = await openConfiguredLog()
    const [opened = '', one = ''] = written('A901')
    await log.carryIn(run([opened, one]))
    const admit = admission(2)
    await log.receive(
      [...admit([opened]), ...admit([one]).map((each) => ({ ...each, quarantined: 'bad-body' }))],
      'live',
    )
    expect(labelsIn(log)).toEqual([])
    await log.close()
  })

  it('bring back what this tablet had lost, and never collide with what it writes next', async () => {
    const log = await openConfiguredLog()
    await take(log)
    const ahead = otherTablet('d_1', log.journal).write(NINE + 9, issued('t_x', 'A903'), issued('t_y', 'A904'))
    const { journal } = log
    await log.carryIn([{ journal, n: 3, line: ahead[2] ?? '', tablet: 'd_1' }])
    expect(log.journal).not.toBe(journal)
    await take(log)
    expect(labelsIn(log)).toEqual(['A2-001', 'A2-002', 'A904'])
    await log.close()
  })

  it('tell of a ticket before the settings it needs', async () => {
    const fresh = await openLog({ tablet: 'd_5' })
    await fresh.startEpoch('e_1')
    await fresh.carryIn(run(written('A901')))
    await fresh.receive(admission()(otherTablet('d_manager', journalOf('aa')).write(NINE - 60_000, configured)), 'live')
    expect(labelsIn(fresh)).toEqual(['A901'])
    await fresh.close()
  })
})
