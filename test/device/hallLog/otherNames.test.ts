import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { Admitted } from '#device/hallLog/sortRun.ts'
import type { NewHallEvent } from '#domain/whole.ts'
import { hashOfLine, type Line } from '#log/lines.ts'
import { asText } from '#support/busyMorning.ts'
import {
  configured,
  issued,
  journalOf,
  labelsIn,
  NINE,
  newStorage,
  openLog,
  otherTablet,
  take,
} from '#support/openLog.ts'

const received = '2026-11-23T01:00:00.000Z'
const journal = journalOf('bb')
const settings = otherTablet('d_manager', journalOf('aa')).write(NINE - 60_000, configured)
/** A tablet and a copy of it write on in the journal that both opened. */
const written = (at: number, ...events: NewHallEvent[]) => otherTablet('d_2', journal).write(at, ...events)
const [opened = '', ...ones] = written(NINE, issued('t_1', 'A901'), issued('t_2', 'A902'))
const [, ...others] = written(NINE + 1, issued('t_3', 'A801'), issued('t_4', 'A802'), issued('t_5', 'A803'))
const branchOf = ([first = '']: readonly Line[]) => `${journal}~${hashOfLine(first).slice(0, 8)}`
const asBranch = (lines: readonly Line[]) => lines.map((line) => ({ line, journal: branchOf(lines) }))
const asItself = (lines: readonly Line[]) => lines.map((line) => ({ line }))

/** What a hall server has, in its order. */
const history = (...lines: readonly { readonly line: Line; readonly journal?: string }[]): readonly Admitted[] =>
  [...asItself(settings), ...asItself([opened]), ...lines].map((each, i) => ({ seq: i + 1, received, ...each }))

/** Brings what is not here yet, as the link to the hall server does: what was let go comes again from where the cursor stands. */
async function bring(log: SyncedLog, run: readonly Admitted[]): Promise<void> {
  for (let tries = 0; log.cursor.seq < run.length && tries < run.length; tries++)
    await log.receive(run.slice(log.cursor.seq), 'history')
  expect(log.cursor.seq).toBe(run.length)
}

async function knowing(run: readonly Admitted[], storage = newStorage()) {
  const log = await openLog({ storage, tablet: 'd_7' })
  await log.startEpoch('e_1')
  await bring(log, run)
  return log
}

const told = ({ hall }: SyncedLog) =>
  asText({ ...hall, journals: new Map([...hall.journals].filter(([, { tablet }]) => tablet !== 'd_7')) })

describe('a tablet and its copy, of which a hall server whose store was put back hears the other one first', () => {
  const before = history(...asItself(ones))
  const now = history(...asItself(others), ...asBranch(ones))

  it('is known to whoever knew the first one as to whoever comes new: every ticket of both counts once', async () => {
    const storage = newStorage()
    const log = await knowing(before, storage)
    await log.startEpoch('e_2')
    await bring(log, now)
    const fresh = await knowing(now)
    expect(labelsIn(log)).toEqual(['A801', 'A802', 'A803', 'A901', 'A902'])
    expect(told(log)).toBe(told(fresh))
    expect(log.setAside).toEqual([])
    await log.close()
    const again = await openLog({ storage, tablet: 'd_7', version: 'next' })
    expect(told(again)).toBe(told(fresh))
    expect(again.setAside).toEqual([])
    await again.close()
    await fresh.close()
  })

  it('loses nothing of the first one while nobody has brought it back, and has all when it comes line by line', async () => {
    const log = await knowing(before)
    await log.startEpoch('e_2')
    for (let seq = 1; seq <= now.length; seq++) {
      await bring(log, now.slice(0, seq))
      expect(labelsIn(log)).toEqual(expect.arrayContaining(['A901', 'A902']))
    }
    const fresh = await knowing(now)
    expect(told(log)).toBe(told(fresh))
    await log.close()
    await fresh.close()
  })

  it('is the same to whoever knew both, and theirs by the other name', async () => {
    const log = await knowing(history(...asItself(ones), ...asBranch(others)))
    await log.startEpoch('e_2')
    await bring(log, now)
    const fresh = await knowing(now)
    expect(told(log)).toBe(told(fresh))
    expect(log.setAside).toEqual([])
    await log.close()
    await fresh.close()
  })

  it('counts once also when somebody carries it here who has not heard of the other name', async () => {
    const log = await knowing(now)
    const before = told(log)
    await log.carryIn([opened, ...ones].map((line, i) => ({ journal, n: i + 1, line, tablet: 'd_2' })))
    expect(told(log)).toBe(before)
    expect(log.carriedHere()).toEqual(new Set())
    await log.close()
  })

  it('is one ticket to the copy itself, whose lines somebody else has brought back before it learns their name', async () => {
    const log = await openLog({ tablet: 'd_1' })
    await log.startEpoch('e_1')
    await log.receive(
      settings.map((line, i) => ({ seq: i + 1, received, line })),
      'history',
    )
    await take(log)
    const own = await log.unsent({ lines: 500, bytes: 1_000_000 }, new Set())
    const [opening = '', ticket = ''] = own?.lines ?? []
    const name = `${log.journal}~${hashOfLine(ticket).slice(0, 8)}`
    const theirs = otherTablet('d_1', log.journal).write(NINE + 5, issued('t_9', 'A777'))
    const all: readonly Admitted[] = [
      ...asItself(settings),
      { line: opening },
      ...asItself(theirs.slice(1)),
      { line: ticket, journal: name },
    ].map((each, i) => ({ seq: i + 1, received, ...each }))
    await log.startEpoch('e_2')
    const mine = log.journal
    await log.receive(all, 'history')
    await log.branchOff(mine, { from: 2, name })
    await bring(log, all)
    expect([...log.hall.tickets.values()].map(({ label }) => label).sort()).toEqual(['A2-001', 'A777'])
    expect([...log.hall.tickets.values()].map((each) => each.journal).sort()).toEqual([mine, name].sort())
    expect(log.setAside).toEqual([])
    await log.close()
  })
})
