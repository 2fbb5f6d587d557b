import { expect, it } from 'vitest'
import { runsOf, uncounted } from '#domain/authority/queries.ts'
import { takeStamps } from '#domain/tablets/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { stampTime } from '#log/stamp.ts'
import {
  admission,
  configured,
  issued,
  journalOf,
  KEY,
  labelsIn,
  NINE,
  openLog,
  otherTablet,
} from '#support/openLog.ts'
import { signedHall } from '#support/signedHall.ts'

const TEN_YEARS = 10 * 365 * 86_400_000

it('a tablet whose lines lie ten years ahead behind somebody else’s opens no journal until that one has said where they belong, then one', async () => {
  let now = NINE
  const log = await openLog({ now: () => now++ })
  const admit = admission()
  const other = otherTablet('d_2', journalOf('bb'))
  const ahead = other.write(NINE + TEN_YEARS, configured, issued('t_1', 'A001'))
  await log.startEpoch('e_1')
  // The hall server's clock was as wrong as theirs.
  await log.receive(admit(ahead), 'history')
  expect(await log.perform(issueTicket, { queue: 'q-pay', service: null, priority: null })).toMatchObject({ ok: true })
  const labels = labelsIn(log)
  const { journal } = log
  for (const _ of [1, 2, 3]) await log.settleStamps()
  expect(log.journal).toBe(journal)

  now += 20_000
  const taken = { kind: 'StampsTaken', subject: other.journal, body: { from: 1, to: ahead.length + 1 } } as const
  await log.receive(admit(otherTablet('d_2', journalOf('cc')).write(now, taken)), 'live')
  await log.settleStamps()
  const opened = log.journal
  expect(opened).not.toBe(journal)
  for (const _ of [1, 2, 3]) await log.settleStamps()
  expect(log.journal).toBe(opened)
  expect(labelsIn(log)).toEqual(labels)
  expect(stampTime(log.hall.at?.stamp ?? '')).toBeLessThan(NINE + 600_000)
  await log.close()
})

it('what stands on lines ten years ahead of a tablet that never comes back is put in its order by a manager’s word, and goes to the hall server', async () => {
  let now = NINE
  const hall = signedHall({ keys: { d_1: KEY, d_2: KEY } })
  const gone = hall.admits('d_gone', 'reception', NINE + TEN_YEARS)
  for (const name of ['d_1', 'd_2']) hall.admits(name, 'reception', NINE)
  // The hall server's clock was as wrong as its.
  const lines = [
    ...hall.lines,
    hall.first.write({ ...configured, hand: hall.manager }),
    gone.write({ ...issued('t_1', 'A001'), at: NINE + TEN_YEARS }),
  ]
  const options = { root: hall.root, now: () => now++ }
  const heard = async (options: Parameters<typeof openLog>[0]) => {
    const log = await openLog(options)
    await log.startEpoch('e_1')
    await log.receive(admission()(lines), 'history')
    return log
  }
  const log = await heard({ ...options, tablet: 'd_1' })
  const signers = [await hall.manager.signer()]
  const manager = await heard({ ...options, tablet: 'd_2', by: 's_0001', signers })
  expect(await log.perform(issueTicket, { queue: 'q-pay', service: null, priority: null })).toMatchObject({ ok: true })
  await log.settleStamps()
  const isHere = () => stampTime(log.hall.at?.stamp ?? '') < NINE + 600_000
  expect(isHere()).toBe(false)

  const runs = uncounted(manager.hall, manager.ahead()).flatMap(runsOf)
  expect(runs).toEqual([{ journal: gone.journal, from: 1, to: 2 }])
  const said = await manager.perform(takeStamps, { runs })
  if (!said.ok) throw new Error(said.why)
  expect(manager.ahead()).toEqual([])
  const [taken] = said.events
  expect(stampTime(taken?.stamp ?? '')).toBeLessThan(NINE + 600_000)

  const line = await manager.ownLine(taken?.journal ?? '', taken?.n ?? 0)
  const opening = await manager.ownLine(taken?.journal ?? '', 1)
  await log.receive(admission(lines.length)([opening ?? '', line ?? '']), 'live')
  await log.settleStamps()
  expect(isHere()).toBe(true)
  expect(labelsIn(log)).toHaveLength(2)
  expect([...log.hall.tickets.keys()][0]).toBe('t_1')
  for (const each of [log, manager]) await each.close()
})
