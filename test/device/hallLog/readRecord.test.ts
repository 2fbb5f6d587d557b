import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { declareIncident, tickStep } from '#domain/incidents/commands.ts'
import type { NewHallEvent } from '#domain/whole.ts'
import { keptHead } from '#log/lines.ts'
import { admission, issued, journalOf, NINE, newStorage, openLog, otherTablet } from '#support/openLog.ts'

const DAY_MS = 86_400_000
const closed = (day: string): NewHallEvent => ({
  kind: 'DayClosed',
  subject: day,
  body: { open: 'void', next: '2027-02-02', known: {} },
})

/** Declares a fire here and ticks a line; answers its id. */
async function fireAt(log: SyncedLog): Promise<string> {
  const declared = await log.perform(declareIncident, { plan: 'P01', version: 1, level: 3 })
  if (!declared.ok) throw new Error(declared.why)
  const incident = declared.events[0]?.subject ?? ''
  await log.perform(tickStep, { incident, step: 'P01-FD-1', behalf: false })
  return incident
}

describe('the record of an incident', () => {
  it('is read from the disk as it was, of own lines and of what others did, once the hall has only its outline', async () => {
    const storage = newStorage()
    const log = await openLog({ storage })
    const incident = await fireAt(log)
    const [there, admit] = [otherTablet('d_2', journalOf('b2')), admission()]
    await log.receive(
      admit(
        there.write(
          NINE + 60_000,
          { kind: 'StepTicked', subject: incident, body: { step: 'P01-CMD-1', behalf: false } },
          issued('t_1', 'A001'),
          { kind: 'IncidentStoodDown', subject: incident, body: { met: 1, of: 1, reason: null } },
        ),
      ),
      'live',
    )
    const whole = log.hall.incidents.get(incident)
    expect(await log.recordOf(incident)).toEqual(whole)

    await log.receive(admit(there.write(NINE + 70 * DAY_MS, closed('2027-02-01'))), 'live')
    expect([...log.hall.incidents.keys()]).toEqual([])
    expect([...log.hall.outlines.keys()]).toEqual([incident])
    expect([...(whole?.ticks.keys() ?? [])]).toEqual(['P01-FD-1', 'P01-CMD-1'])
    expect(await log.recordOf(incident)).toEqual(whole)
    await log.close()

    const again = await openLog({ storage })
    expect(await again.recordOf(incident)).toEqual(whole)
    await again.close()
  })

  it('has nothing of a line that counts for nobody', async () => {
    const log = await openLog()
    const incident = await fireAt(log)
    const [there, admit] = [otherTablet('d_2', journalOf('b2')), admission()]
    const lines = there.write(
      NINE + 60_000,
      { kind: 'StepTicked', subject: incident, body: { step: 'P01-CMD-1', behalf: false } },
      { kind: 'IncidentStoodDown', subject: incident, body: { met: 1, of: 1, reason: null } },
      closed('2027-02-01'),
    )
    await log.receive(admit(lines), 'live')
    const n = keptHead(lines.find((line) => line.includes('P01-CMD-1')) ?? '').n
    await log.quarantined(there.journal, [{ n, code: 'not-allowed-here' }])
    expect([...((await log.recordOf(incident))?.ticks.keys() ?? [])]).toEqual(['P01-FD-1'])
    await log.close()
  })

  it('is nothing when nobody here has heard of it', async () => {
    const log = await openLog()
    expect(await log.recordOf('e_unknown')).toBeNull()
    await log.close()
  })
})
