import { cp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, describe, expect, it } from 'vitest'
import type { Tablet } from '#device/tablet.ts'
import { turnHallKey } from '#domain/keys/commands.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { endGathering } from '#domain/tablets/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { addPerson } from '#support/addPerson.ts'
import { codeFor } from '#support/letIn.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { emptyStorage, openTablet } from '#support/openTablet.ts'
import { townHall } from '#support/townHall.ts'
import { until } from '#support/until.ts'

const PIN = '284617'
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** The manager's tablet, paired with the code of the first start, and the hall set up. */
async function openHall() {
  const server = await openHallServer()
  closing.push(() => server.close())
  const manager = await pairWith(server, server.firstCode)
  await addPerson(manager, { workNumber: '0001', callName: '老陈', roles: ['manager'], pin: PIN })
  const [chief = ''] = manager.log.hall.staff.keys()
  await manager.signIn(chief, PIN)
  expect(await manager.log.perform(configureHall, townHall)).toMatchObject({ ok: true })
  return { server, manager }
}

async function pairWith(server: TestHallServer, code: string, storage = emptyStorage()): Promise<Tablet> {
  const tablet = await openTablet({ server: server.origin, storage })
  closing.push(() => tablet.close())
  expect(await tablet.pair({ code, name: '' })).toMatchObject({ ok: true })
  return tablet
}

const payment = { queue: townHall.queues?.[0]?.id ?? '', service: null, priority: null }
const take = async (tablet: Tablet, count: number) => {
  for (let i = 0; i < count; i++) expect(await tablet.log.perform(issueTicket, payment)).toMatchObject({ ok: true })
}
const labelsAt = (tablet: Tablet) => [...tablet.log.hall.tickets.values()].map(({ label }) => label).sort()

/** How a copy of the store is put back. */
const WAYS = {
  'in another folder': async (copy: string, data: string) => {
    await rm(data, { recursive: true })
    await cp(copy, data, { recursive: true })
  },
  'file by file over what was there': async (copy: string, data: string) => {
    for (const file of ['hall.db', 'witness', 'papers'])
      await cp(join(copy, file), join(data, file), { recursive: true })
  },
  'as the database alone': async (copy: string, data: string) => {
    await cp(join(copy, 'hall.db'), join(data, 'hall.db'))
  },
}

describe('the store of the hall server was put back to an older copy', () => {
  it.each(Object.entries(WAYS))(
    'has every ticket again, no number twice and every tablet at work when it was put back %s',
    async (_way, putBack) => {
      const { server, manager } = await openHall()
      const reception = await pairWith(server, await codeFor(manager, 'reception', 'reception'))
      await until(() => reception.log.hall.numbers.size > 0)
      await take(reception, 4)
      await until(() => labelsAt(manager).length === 4)

      await server.stop()
      const copy = join(tmpdir(), `copy-${process.pid}-${Math.trunc(performance.now())}`)
      await cp(server.data, copy, { recursive: true })
      closing.push(() => rm(copy, { recursive: true, force: true }))
      let again = await server.start()
      reception.syncNow()
      manager.syncNow()
      await until(() => manager.status.link === 'connected' && reception.status.link === 'connected')
      // After the copy: tickets, a tablet that the copy does not know, and its tickets.
      await take(reception, 3)
      const late = await pairWith(again, await codeFor(manager, 'reception', 'late'))
      await until(() => late.log.hall.numbers.size > 0 && labelsAt(late).length === 7)
      await take(late, 5)
      await until(() => labelsAt(manager).length === 12 && late.status.unsent.count === 0)
      const lane = late.identity?.lane

      await again.stop()
      await putBack(copy, server.data)
      again = await again.start()
      closing.push(() => again.close())
      for (const tablet of [reception, manager, late]) tablet.syncNow()
      const all = [reception, manager, late]
      await until(() => all.every((tablet) => tablet.status.link === 'connected' && tablet.status.unsent.count === 0))

      // Somebody new is told of everything by the server alone.
      const fresh = await pairWith(again, await codeFor(manager, 'reception', 'fresh'))
      await until(() => labelsAt(fresh).length === 12)
      expect(fresh.log.hall.tablets.get(late.identity?.tablet ?? '')?.revoked).toBe(false)
      expect(late.identity?.lane).toBe(lane)
      expect(fresh.identity?.lane).not.toBe(lane)
      for (const tablet of [reception, late, fresh]) await take(tablet, 3)
      await until(() => [...all, fresh].every((tablet) => labelsAt(tablet).length === 21))
      expect(new Set(labelsAt(fresh)).size).toBe(21)
      expect(labelsAt(fresh)).toEqual(labelsAt(manager))
      // The manager reads what came back and from whom.
      await until(() => (manager.status.gathers?.brought ?? []).some(({ lines }) => lines > 0))
      expect(await readdir(server.data)).toContain('witness')
    },
  )
})

/** Stops the server, keeps a copy of its store, and starts it again. */
async function copyOf(server: TestHallServer): Promise<{ copy: string; server: TestHallServer }> {
  await server.stop()
  const copy = join(tmpdir(), `copy-${process.pid}-${Math.trunc(performance.now())}`)
  await cp(server.data, copy, { recursive: true })
  closing.push(() => rm(copy, { recursive: true, force: true }))
  return { copy, server: await server.start() }
}

describe('an older copy was put back, and somebody was off', () => {
  it('has papers again that were kept after the copy, and the wall has every ticket though it was off', async () => {
    const { server: first, manager } = await openHall()
    const turn = await (await manager.openSealed())?.vault.found()
    if (!turn) throw new Error('the hall had a key already')
    expect(await manager.log.perform(turnHallKey, turn)).toMatchObject({ ok: true })
    const wallStorage = emptyStorage()
    const wall = await pairWith(first, await codeFor(manager, 'wall', 'wall'), wallStorage)
    await take(manager, 2)
    await until(() => labelsAt(wall).length === 2)
    const { copy, server } = await copyOf(first)
    manager.syncNow()
    wall.syncNow()
    await take(manager, 3)
    const name = await manager.sealed?.papers.seal(
      { subject: 'c_1', kind: 'intake' },
      new TextEncoder().encode('欧阳小满'),
    )
    if (!name) throw new Error('the vault is locked')
    await until(() => labelsAt(wall).length === 5 && manager.status.unsentPapers === 0)
    expect(await filesIn(server)).toContain(name)
    // The wall is off until the history has passed the place where it stood.
    await wall.close()
    await server.stop()
    await WAYS['file by file over what was there'](copy, server.data)
    await rm(join(server.data, 'papers'), { recursive: true })
    await cp(join(copy, 'papers'), join(server.data, 'papers'), { recursive: true })
    const again = await server.start()
    closing.push(() => again.close())
    expect(await filesIn(again)).not.toContain(name)
    manager.syncNow()
    await take(manager, 20)
    await until(async () => (await filesIn(again)).includes(name) && manager.status.unsent.count === 0)
    const back = await openTablet({ server: again.origin, storage: wallStorage })
    closing.push(() => back.close())
    await until(() => back.status.link === 'connected' && back.status.behind === 0 && labelsAt(back).length === 25)
    expect(labelsAt(back)).toEqual(labelsAt(manager))
  })

  it('gives no numbers until whoever was heard lately is back, or a manager waits no longer', async () => {
    const { server: first, manager } = await openHall()
    const reception = await pairWith(first, await codeFor(manager, 'reception', 'reception'))
    const off = await pairWith(first, await codeFor(manager, 'counter', 'counter'))
    await until(() => reception.log.hall.numbers.size > 0)
    await until(() => off.status.link === 'connected')
    const { copy, server } = await copyOf(first)
    await off.close()
    await server.stop()
    await WAYS['in another folder'](copy, server.data)
    const again = await server.start()
    closing.push(() => again.close())
    reception.syncNow()
    manager.syncNow()
    const gathers = () => manager.status.gathers
    await until(() => gathers()?.waitsFor.length === 1)
    expect(gathers()).toMatchObject({ isOver: false, waitsFor: [off.identity?.tablet] })
    // The tickets of the day go on from what this tablet holds.
    const before = labelsAt(reception).length
    await take(reception, 2)
    expect(labelsAt(reception)).toHaveLength(before + 2)
    const epoch = gathers()?.epoch ?? ''
    expect(await manager.log.perform(endGathering, { epoch })).toMatchObject({ ok: true })
    await until(() => gathers()?.isOver === true)
    expect(gathers()?.waitsFor).toEqual([])
  })
})

const filesIn = async (server: TestHallServer) =>
  (await readdir(join(server.data, 'papers'), { recursive: true, encoding: 'utf8' })).map((file) => file.slice(-64))

describe('the disk of the hall server has changed what lies on it', () => {
  /** Changes bytes in the stored lines of the hall, as a bad disk does. */
  function damage(data: string, from: string, to: string): void {
    const db = new Database(join(data, 'hall.db'))
    const changed = db
      .prepare('UPDATE runs SET lines = replace(lines, ?, ?) WHERE instr(lines, ?) > 0')
      .run(from, to, from)
    expect(changed.changes).toBeGreaterThan(0)
    db.close()
  }

  it.each([
    ['another number', '"label":"A003","number":3', '"label":"A009","number":9'],
    ['a quotation mark', '"label":"A003"', '"label":"A0"3"'],
  ])('shows a new tablet what the others have, also where it holds %s in a ticket', async (_what, from, to) => {
    const { server, manager } = await openHall()
    const reception = await pairWith(server, await codeFor(manager, 'reception', 'reception'))
    await until(() => reception.log.hall.numbers.size > 0)
    await take(reception, 5)
    await until(() => labelsAt(manager).length === 5)
    await server.stop()
    damage(server.data, from, to)
    const again = await server.start()
    closing.push(() => again.close())
    for (const tablet of [reception, manager]) tablet.syncNow()
    await until(() => manager.status.link === 'connected' && reception.status.link === 'connected')
    const fresh = await pairWith(again, await codeFor(manager, 'reception', 'fresh'))
    await until(() => labelsAt(fresh).length === 5)
    expect(labelsAt(fresh)).toEqual(labelsAt(reception))
    // Nobody stands still behind it.
    await take(fresh, 1)
    await until(() =>
      [manager, reception, fresh].every((tablet) => labelsAt(tablet).length === 6 && tablet.status.behind === 0),
    )
    await until(() => manager.status.missing.length === 0)
  })
})
