import { beforeEach, describe, expect, it } from 'vitest'
import {
  dropBackup,
  handItem,
  listBackup,
  moveBusiness,
  resumeBusiness,
  testBackup,
  tryMove,
} from '#domain/continuity/commands.ts'
import { backupList, downtimeMinutes, moveOf, readinessOf, TEST_EVERY_MS } from '#domain/continuity/queries.ts'
import { declareIncident, startDrill } from '#domain/incidents/commands.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'

let tablet: FakeTablet
beforeEach(() => {
  tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
})
const router = { backup: 'router', name: '应急路由', where: '后台柜', keeper: '小张', phone: '138-0000' } as const
const list = async (fields: Partial<Omit<typeof router, 'name'>> & { name?: string } = {}) => {
  const done = await tablet.log.perform(listBackup, { ...router, ...fields, id: null })
  return done.ok ? (done.events[0]?.subject ?? '') : done.why
}
const why = async (done: Promise<{ ok: boolean; why?: string }>) => {
  const answer = await done
  return answer.ok ? 'done' : answer.why
}
const incident = (): Incident => {
  const found = foremost(tablet.log.hall)
  if (!found) throw new Error('nothing goes on')
  return found
}

describe('the list of backups', () => {
  it('says which are tested, due, untested or broken, the readiest first', async () => {
    const first = await list({ name: 'A 路由' })
    const second = await list({ name: 'B 平板' })
    await tablet.log.perform(testBackup, { backup: second, passed: true, note: '' })
    const names = () => backupList(tablet.log.hall, tablet.now()).map(({ name }) => name)
    expect(names()).toEqual(['B 平板', 'A 路由'])
    const at = (id: string, later = 0) => readinessOf(tablet.log.hall.continuity.backups.get(id)!, tablet.now() + later)
    expect([at(first), at(second), at(second, TEST_EVERY_MS + 1)]).toEqual(['untested', 'ready', 'due'])
    expect(await why(tablet.log.perform(testBackup, { backup: second, passed: false, note: ' ' }))).toBe(
      'reason-is-missing',
    )
    await tablet.log.perform(testBackup, { backup: second, passed: false, note: '电池坏' })
    expect(at(second)).toBe('failed')
    await tablet.log.perform(dropBackup, { backup: second })
    expect(names()).toEqual(['A 路由'])
  })

  it('is changed by whoever is answerable, and keeps its test when it is written anew', async () => {
    const id = await list()
    await tablet.log.perform(testBackup, { backup: id, passed: true, note: '' })
    await tablet.log.perform(listBackup, { ...router, id, where: '库房' })
    expect(tablet.log.hall.continuity.backups.get(id)).toMatchObject({ where: '库房', test: { passed: true } })
    expect(await list({ name: ' ' })).toBe('backup-does-not-fit')
    expect(await why(tablet.log.perform(dropBackup, { backup: 'b_none' }))).toBe('backup-unknown')
    const clerk = createFakeTablet({ place: 'counter', by: STAFF.wang })
    expect(await why(clerk.log.perform(listBackup, { ...router, id: null }))).toBe('not-your-role')
  })
})

describe('moving business', () => {
  const move = () => moveOf(tablet.log.hall, incident())

  it('goes from choice over hand-over and trial to business again, and says how long it took (1.1.32)', async () => {
    const backup = await list()
    await tablet.log.perform(declareIncident, { plan: 'P04', version: 1, level: 3 })
    const { id } = incident()
    expect(await why(tablet.log.perform(handItem, { incident: id, item: 'cash', handed: true }))).toBe(
      'business-has-not-moved',
    )
    await tablet.log.perform(moveBusiness, { incident: id, backup })
    await tablet.log.perform(handItem, { incident: id, item: 'cash', handed: true })
    await tablet.log.perform(handItem, { incident: id, item: 'keys', handed: true })
    await tablet.log.perform(handItem, { incident: id, item: 'keys', handed: false })
    expect(await why(tablet.log.perform(resumeBusiness, { incident: id }))).toBe('trial-has-not-passed')
    await tablet.log.perform(tryMove, { incident: id, passed: true })
    tablet.pass(25)
    await tablet.log.perform(resumeBusiness, { incident: id })
    const moved = move()
    expect([...(moved?.items.keys() ?? [])]).toEqual(['cash'])
    expect(moved && downtimeMinutes(incident(), moved)).toBeGreaterThanOrEqual(25)
  })

  it('begins anew with another backup, and what was handed over stays so', async () => {
    const [one, two] = [await list(), await list({ name: '邻厅' })]
    await tablet.log.perform(declareIncident, { plan: 'P04', version: 1, level: 3 })
    const { id } = incident()
    await tablet.log.perform(moveBusiness, { incident: id, backup: one })
    await tablet.log.perform(handItem, { incident: id, item: 'cash', handed: true })
    await tablet.log.perform(tryMove, { incident: id, passed: true })
    await tablet.log.perform(moveBusiness, { incident: id, backup: two })
    expect(move()).toMatchObject({ backup: two, trial: null })
    expect(move()?.items.has('cash')).toBe(true)
  })

  it('of a drill carries the drill, and needs no signature of whoever does it', async () => {
    const backup = await list()
    await tablet.log.perform(startDrill, {
      plan: 'P04',
      version: 1,
      level: 3,
      purposes: ['train' as const],
      objectives: ['stars-95'],
    })
    const { id } = incident()
    const done = tablet.colleague('counter', null).perform(moveBusiness, { incident: id, backup })
    expect(done.map(({ drill }) => drill)).toEqual([id])
  })
})
