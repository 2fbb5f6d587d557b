import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { admitServer } from '#domain/authority/commands.ts'
import { strangeServers } from '#domain/authority/strangeServers.ts'
import { businessDay } from '#domain/day/businessDay.ts'
import { numbersLeft } from '#domain/numbers/numbers.ts'
import { endGathering } from '#domain/tablets/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { labelKey } from '#domain/tickets/tickets.ts'
import { askRunning } from '#server/asking.ts'
import { restore } from '#server/backup/restore.ts'
import { backupIn } from '#server/backup/shelf.ts'
import type { TestHallServer } from '#support/openHallServer.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const payment = { queue: 'q-pay', service: null, priority: null }
const HOUR_MS = 60 * 60_000
let story: TownStory
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  await story.close()
})

/** With their days: within the hour that goes by here a day of business may turn, on which numbers begin anew. */
const labelsAt = ({ tablet }: StoryTablet) =>
  [...tablet.log.hall.tickets.values()].map(({ day, label }) => labelKey(day, label)).sort()
const left = ({ tablet }: StoryTablet) =>
  numbersLeft(tablet.log.hall, businessDay(tablet.log.hall, tablet.now()), 'q-pay', tablet.identity?.tablet ?? '')
const take = async (one: StoryTablet, count: number) => {
  for (let i = 0; i < count; i++) await one.does(issueTicket, payment)
}

/** A hall with three tablets besides the manager's, and a backup; then an hour of work, with one of them cut off. */
async function hallAnHourAfterItsBackup() {
  story = await openTownStory()
  const on = await story.join('reception', '前台')
  const off = await story.join('counter', '1 号台')
  const alone = await story.join('reception', '门口')
  await until(() => left(on) > 0)
  await take(on, 3)
  await story.together(story.manager, on, off, alone)
  const stick = await mkdtemp(join(tmpdir(), 'stick-'))
  closing.push(() => rm(stick, { recursive: true, force: true }))
  const told = await askRunning(story.server.data, { what: 'backup', folder: stick })
  expect(told).toMatchObject({ ok: true })

  alone.cut()
  story.later(HOUR_MS)
  await take(on, 2)
  await take(off, 2)
  await story.together(story.manager, on, off)
  // A tablet that the backup does not know.
  const late = await story.join('reception', '新来的')
  await take(late, 2)
  await story.together(story.manager, on, off, late)
  await take(alone, 4)
  return { stick, on, off, alone, late }
}

/** Stops the server, puts the backup back and starts it again; `isNew`: on a machine with nothing on its disk. */
async function putBack(stick: string, isNew: boolean): Promise<TestHallServer> {
  await story.server.stop()
  const { data } = story.server
  if (isNew) await rm(data, { recursive: true })
  const backup = await backupIn(stick)
  if (!backup) throw new Error('there is no backup')
  const restored = await restore(backup, { data, at: 'now', anyway: false })
  expect(restored).toMatchObject({ ok: true, hasKey: !isNew })
  const again = await story.server.start()
  closing.push(() => again.close())
  return again
}

describe('the hall server was restored from a backup that is an hour old', () => {
  it('has what every tablet wrote since: of one that was on, of one that was off and of one that was cut off', async () => {
    const { stick, on, off, alone, late } = await hallAnHourAfterItsBackup()
    const laneOfLate = late.tablet.identity?.lane
    await off.tablet.close()
    const again = await putBack(stick, false)
    const { manager } = story
    for (const each of [manager, on, late]) each.tablet.syncNow()
    await until(() => labelsAt(manager).length === 9 && late.tablet.status.unsent.count === 0)
    // The one that is off is waited for, and the manager reads it.
    await until(() => manager.tablet.status.gathers?.waitsFor.includes(off.tablet.identity?.tablet ?? '') === true)

    alone.mend()
    const back = await off.restart()
    const everybody = [manager, on, alone, late, back]
    await story.together(...everybody)
    await until(() => everybody.every((each) => labelsAt(each).length === 13))
    await until(() => manager.tablet.status.gathers?.isOver === true)
    expect(late.tablet.identity?.lane).toBe(laneOfLate)
    // Numbers are given again, and none of them twice.
    await until(() => left(on) > 0)
    await take(on, 3)
    await story.together(...everybody)
    const labels = labelsAt(manager)
    expect(labels).toHaveLength(16)
    expect(new Set(labels).size).toBe(16)
    for (const each of everybody) expect(labelsAt(each)).toEqual(labels)
    // Somebody who comes afterwards is told all of it by the server alone.
    const fresh = await story.join('counter', '后来的')
    await until(() => labelsAt(fresh).length === 16)
    expect(await readdir(join(again.data, 'aside', 'now'))).toContain('hall.db')
  })

  it('serves the hall on another machine, too, and gives numbers there once a manager has let it in', async () => {
    const { stick, on, off, alone, late } = await hallAnHourAfterItsBackup()
    await putBack(stick, true)
    const { manager } = story
    alone.mend()
    const everybody = [manager, on, off, alone, late]
    await story.together(...everybody)
    await until(() => everybody.every((each) => labelsAt(each).length === 13))
    // The hall knows another key: what this machine says counts when a manager says so.
    const strange = () => strangeServers(manager.tablet.log.hall.authority)
    await until(() => strange().length === 1)
    const [key = ''] = strange()
    await manager.does(admitServer, { key })
    expect(strange()).toEqual([])
    const epoch = manager.tablet.status.gathers?.epoch ?? ''
    if (manager.tablet.status.gathers?.isOver === false) await manager.does(endGathering, { epoch })
    await until(() => left(on) > 0)
    await take(on, 3)
    await story.together(...everybody)
    const labels = labelsAt(manager)
    expect(new Set(labels).size).toBe(16)
    for (const each of everybody) expect(labelsAt(each)).toEqual(labels)
    expect([...manager.tablet.log.hall.waiting]).toEqual([])
  })
})
