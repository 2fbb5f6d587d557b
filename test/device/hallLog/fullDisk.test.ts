import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { announce, declareIncident } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { atRest } from '#support/atRest.ts'
import { openConfiguredLog, openLog, take } from '#support/openLog.ts'
import { scarceStorage } from '#support/scarceStorage.ts'

const fire = { plan: 'P01', version: 1, level: 3 } as const
const callOut = (log: SyncedLog) => log.perform(announce, { incident: foremost(log.hall)?.id ?? '', which: 'start' })

/** A tablet whose disk is full to the last byte a moment after it was switched on, before anything was written there. */
async function filledEarly() {
  const storage = scarceStorage()
  const log = await openConfiguredLog({ storage })
  await atRest()
  storage.disk.fill(40)
  return { log, storage }
}

describe('a disk that fills up a moment after the tablet was switched on', () => {
  it('refuses a ticket in true words, and nothing in a fire', async () => {
    const { log } = await filledEarly()
    expect(await take(log)).toMatchObject({ ok: false, why: 'disk-is-full' })
    expect(await log.perform(declareIncident, fire)).toMatchObject({ ok: true })
    expect(await callOut(log)).toMatchObject({ ok: true, events: [{ kind: 'AnnouncementMade' }] })
    await log.close()
  })

  it('refuses nothing in a fire when something else takes the room as fast as it is freed', async () => {
    const { log, storage } = await filledEarly()
    expect(await log.perform(declareIncident, fire)).toMatchObject({ ok: true })
    for (let i = 0; i < 3; i++) {
      storage.disk.fill(40)
      expect(await callOut(log)).toMatchObject({ ok: true, events: [{ kind: 'AnnouncementMade' }] })
    }
    await log.close()
  })

  it('keeps room for the next fire again as soon as there is some', async () => {
    const { log, storage } = await filledEarly()
    await log.perform(declareIncident, fire)
    storage.disk.empty()
    expect(await take(log)).toMatchObject({ ok: true })
    storage.disk.fill(40)
    for (let i = 0; i < 3; i++)
      expect(await callOut(log)).toMatchObject({ ok: true, events: [{ kind: 'AnnouncementMade' }] })
    await log.close()
  })
})

describe('a tablet on which a release before this one has kept the room for emergencies in one file', () => {
  it('gives that up as well, and keeps it in pieces from then on', async () => {
    const storage = scarceStorage()
    const before = await openConfiguredLog({ storage })
    await before.close()
    const [name = ''] = [...storage.disk.files.keys()].filter((each) => each.startsWith('reserve-'))
    for (const each of [...storage.disk.files.keys()]) if (each.startsWith('reserve-')) storage.disk.files.delete(each)
    storage.disk.files.set(name.replace(/-\d+$/, ''), new Uint8Array(64 * 1024))
    storage.disk.fill()
    const log = await openLog({ storage })
    expect(log.pen).toBe('this-tab')
    expect(await log.perform(declareIncident, fire)).toMatchObject({ ok: true })
    storage.disk.empty()
    expect(await take(log)).toMatchObject({ ok: true })
    expect([...storage.disk.files.keys()].filter((each) => each.startsWith('reserve-'))).toHaveLength(8)
    await log.close()
  })
})
