import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Recovery } from '#device/recovering.ts'
import { configureHall } from '#domain/settings/commands.ts'
import type { StaffMember } from '#domain/staff/staff.ts'
import { emptyStorage } from '#support/openTablet.ts'
import { openTownStory, PIN, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const NEW_PIN = '351792'
const go = { name: '恢复的平板', stop: new AbortController().signal }
let story: TownStory
beforeEach(async () => {
  story = await openTownStory()
})
afterEach(() => story.close())

const person = ({ tablet }: StoryTablet, workNumber: string): StaffMember | undefined =>
  [...tablet.log.hall.staff.values()].find((each) => each.workNumber === workNumber)

async function begin({ tablet }: StoryTablet): Promise<Recovery> {
  const opened = await tablet.openRecovery()
  if (!opened.ok) throw new Error(opened.why)
  return opened.recovery
}

const chen = ({ tablet }: StoryTablet, pin = NEW_PIN, othersStay = true) => {
  const found = [...tablet.log.hall.staff.values()].find((each) => each.workNumber === '0001')
  if (!found) throw new Error('nobody has the number 0001')
  return { staff: found.id, workNumber: found.workNumber, callName: found.callName, pin, othersStay }
}

describe('a hall in which everybody has forgotten their PIN', () => {
  it('has a manager again by its sheet, without the hall server, and on every other tablet once that is back', async () => {
    const counter = await story.join('counter', '1 号台')
    story.manager.cut()
    const recovery = await begin(story.manager)
    expect(await recovery.take(story.sheet, go)).toEqual({ ok: true })
    const before = person(story.manager, '0001')
    expect((await recovery.name(chen(story.manager))).ok).toBe(true)
    // They are signed in, as who they were, and manage.
    expect(story.manager.tablet.session).toMatchObject({ staff: before?.id, callName: '老陈' })
    await story.manager.does(configureHall, { notice: '又能用了' })
    expect(person(story.manager, '0001')?.key).not.toBe(before?.key)
    story.manager.mend()
    await until(() => counter.tablet.log.hall.settings.notice === '又能用了')
    // The new PIN opens there, too, although nobody had unlocked that tablet, and the old one nowhere.
    const { id = '' } = person(counter, '0001') ?? {}
    expect(person(counter, '0001')?.key).toBe(person(story.manager, '0001')?.key)
    await until(() => person(counter, '0001')?.box !== null)
    await until(async () => (await counter.tablet.signIn(id, NEW_PIN)).ok)
    counter.tablet.signOut()
    expect(await counter.tablet.signIn(id, PIN)).toMatchObject({ ok: false, why: 'wrong-pin' })
    // Whoever remembers theirs goes on as before.
    counter.tablet.signOut()
    await counter.signIn('0002')
    const wall = await story.join('counter', '2 号台')
    await wall.signIn('0003')
  })

  it('names nobody with the sheet of another hall, a mistyped line, or a key that was asked for once', async () => {
    const recovery = await begin(story.manager)
    const other = await openTownStory()
    expect(await recovery.take(other.sheet, go)).toEqual({ ok: false, why: 'not-this-hall' })
    await other.close()
    // Until it is read back the tablet that founded the hall has it, for whoever founded it.
    const { tablet: founder } = story.manager
    const held = await founder.openHeldSheet()
    expect([held.isHeld, await held.lines()]).toEqual([true, story.sheet])
    founder.signOut()
    expect(await (await founder.openHeldSheet()).lines()).toBeNull()
    await held.drop()
    expect((await founder.openHeldSheet()).isHeld).toBe(false)
    const [first = '', ...rest] = story.sheet
    const slipped = `${first.startsWith('0') ? '1' : '0'}${first.slice(1)}`
    expect(await recovery.take([slipped, ...rest], go)).toEqual({ ok: false, why: 'not-this-hall' })
    await expect(recovery.name(chen(story.manager))).rejects.toThrow('a sheet that was taken')
    expect((await recovery.take(story.sheet, go)).ok).toBe(true)
    recovery.close()
    await expect(recovery.name(chen(story.manager))).rejects.toThrow('a sheet that was taken')
    expect(person(story.manager, '0001')?.box).not.toBeNull()
  })

  it('ends with one key when two tablets apart use the sheet for the same person', async () => {
    const counter = await story.join('counter', '1 号台')
    story.manager.cut()
    counter.cut()
    for (const each of [story.manager, counter]) {
      const recovery = await begin(each)
      await recovery.take(story.sheet, go)
      expect((await recovery.name(chen(each, each === counter ? '864209' : NEW_PIN))).ok).toBe(true)
    }
    story.manager.mend()
    counter.mend()
    await story.together(story.manager, counter)
    await until(() => person(counter, '0001')?.key === person(story.manager, '0001')?.key)
    expect(person(counter, '0001')).toMatchObject({ roles: ['manager'], removed: false })
    expect(person(counter, '0001')?.key).not.toBeNull()
  })
})

describe('a hall of which no desk tablet is left', () => {
  it('takes a new tablet in by its sheet, with a manager of the list, and goes on', async () => {
    await story.together(story.manager)
    await story.manager.tablet.close()
    const fresh = await story.wakeUp(emptyStorage())
    const recovery = await begin(fresh)
    expect(await recovery.take(story.sheet, go)).toEqual({ ok: true })
    expect(fresh.tablet.identity).toMatchObject({ place: 'manager', name: '恢复的平板' })
    expect((await recovery.name(chen(fresh, NEW_PIN, false))).ok).toBe(true)
    expect(fresh.tablet.session).toMatchObject({ callName: '老陈' })
    const { tablet } = fresh.tablet.identity ?? { tablet: '' }
    expect(fresh.tablet.log.hall.tablets.get(tablet)).toMatchObject({ place: 'manager', revoked: false })
    await fresh.does(configureHall, { notice: '从头再来' })
    await story.together(fresh)
    // Somebody who remembers their PIN signs in here, and a tablet that is let in by the new manager gets everything.
    await fresh.tablet.openSealed()
    fresh.tablet.signOut()
    await fresh.signIn('0002')
  })

  it('names somebody new when nobody of the list is there any more', async () => {
    await story.together(story.manager)
    const fresh = await story.wakeUp(emptyStorage())
    const recovery = await begin(fresh)
    await recovery.take(story.sheet, go)
    const taken = {
      staff: fresh.tablet.newId('s'),
      workNumber: '0002',
      callName: '新来的',
      pin: NEW_PIN,
      othersStay: true,
    }
    expect(await recovery.name(taken)).toMatchObject({ ok: false, why: 'work-number-is-taken' })
    expect((await recovery.name({ ...taken, workNumber: '0009' })).ok).toBe(true)
    await until(() => person(story.manager, '0009')?.callName === '新来的')
    expect(person(story.manager, '0009')).toMatchObject({ roles: ['manager'], removed: false })
    // The tablet that was there all the time lets the new manager in.
    await until(async () => (await story.manager.tablet.signIn(taken.staff, NEW_PIN)).ok)
  })

  it('goes on where it was when the tablet was switched off in between', async () => {
    const fresh = await story.wakeUp(emptyStorage())
    await (await begin(fresh)).take(story.sheet, go)
    await story.manager.does(configureHall, { notice: '别人还在忙' })
    const again = await fresh.restart()
    await story.together(story.manager)
    const recovery = await begin(again)
    expect(await recovery.take(story.sheet, go)).toEqual({ ok: true })
    expect((await recovery.name(chen(again))).ok).toBe(true)
    await until(() => person(story.manager, '0001')?.key === person(again, '0001')?.key)
  })
})
