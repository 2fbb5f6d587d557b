import { expect, it } from 'vitest'
import { issueTicket } from '#domain/tickets/commands.ts'
import { stampTime } from '#log/stamp.ts'
import { admission, configured, issued, journalOf, labelsIn, NINE, openLog, otherTablet } from '#support/openLog.ts'

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
