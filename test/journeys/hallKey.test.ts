import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { turnHallKey } from '#domain/keys/commands.ts'
import { hallKeys } from '#domain/keys/queries.ts'
import { changeStaff, removeStaff } from '#domain/staff/commands.ts'
import { revokeTablet } from '#domain/tablets/commands.ts'
import { emptyStorage } from '#support/openTablet.ts'
import { openTownStory, PIN, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { unnoted } from '#support/unnoted.ts'
import { until } from '#support/until.ts'

const place = { subject: 'c_1', kind: 'intake' }
const words = (text: string) => new TextEncoder().encode(text)
let story: TownStory
beforeEach(async () => {
  story = await openTownStory()
  await turn(story.manager, await vaultOf(story.manager).found())
})
afterEach(() => story.close())

function vaultOf({ tablet }: StoryTablet) {
  if (!tablet.sealed) throw new Error('the tablet is not paired')
  return tablet.sealed.vault
}
const told = ({ tablet }: StoryTablet) => hallKeys(tablet.log.hall.authority)
const staffId = (workNumber: string) =>
  [...story.manager.tablet.log.hall.staff.values()].find((each) => each.workNumber === workNumber)?.id ?? ''

async function turn(at: StoryTablet, next: Awaited<ReturnType<ReturnType<typeof vaultOf>['turn']>>) {
  if (!next) throw new Error('the vault is not open')
  await at.does(turnHallKey, next)
}

async function sealed(at: StoryTablet, text: string): Promise<string> {
  const name = await at.tablet.sealed?.papers.seal(place, words(text))
  if (!name) throw new Error('the vault is locked')
  return name
}
const reads = (at: StoryTablet, name: string) => unnoted(at.tablet.sealed).open(name, place)

/** A counter with a second manager signed in, who has the hall key. */
async function secondManager(): Promise<StoryTablet> {
  await story.manager.does(changeStaff, { staff: staffId('0002'), roles: ['manager', 'front'] })
  const counter = await story.join('counter', '1 号台')
  await counter.signIn('0002')
  await story.together(story.manager, counter)
  expect(vaultOf(counter).keyId).toBe(vaultOf(story.manager).keyId)
  return counter
}

describe('the hall key', () => {
  it('turned by two managers who are apart is one key once they meet, and no paper is lost', async () => {
    const counter = await secondManager()
    const both = [story.manager, counter]
    for (const each of both) each.cut()
    const papers: string[] = []
    for (const each of both) {
      await turn(each, await vaultOf(each).turn())
      await until(() => vaultOf(each).keyId === told(each).seals)
      papers.push(await sealed(each, `写于 ${told(each).seals}`))
    }
    expect(vaultOf(counter).keyId).not.toBe(vaultOf(story.manager).keyId)
    for (const each of both) each.mend()
    await until(
      () => both.every((each) => told(each).turns.length === 4 && told(each).due === null),
      () => both.map((each) => [told(each).turns.length, told(each).due]),
    )
    await story.together(...both)
    await until(() => both.every((each) => vaultOf(each).keyId === told(each).seals))
    expect(told(counter).seals).toBe(told(story.manager).seals)
    for (const each of both) for (const name of papers) await until(async () => (await reads(each, name))?.ok === true)
    // It is settled: nobody turns once more.
    await story.together(...both)
    expect(told(counter).turns).toHaveLength(4)
  })

  it('turns by itself when somebody is removed, at the next tablet that is open with a manager signed in', async () => {
    const counter = await secondManager()
    await story.manager.does(removeStaff, { staff: staffId('0003') })
    await until(() =>
      [story.manager, counter].every((each) => told(each).due === null && told(each).turns.length === 2),
    )
    expect(told(counter).turns.at(-1)?.left).toEqual([{ what: 'person', id: staffId('0003') }])
    await until(() => vaultOf(counter).keyId === vaultOf(story.manager).keyId)
    // Nobody is signed in where a tablet is sent away by hand over another desk: it waits for the next who is.
    story.manager.tablet.signOut()
    counter.tablet.signOut()
    await story.manager.signIn('0001')
    await story.manager.does(revokeTablet, { tablet: counter.tablet.identity?.tablet ?? '' })
    await until(() => told(story.manager).turns.length === 3)
    expect(Object.keys(told(story.manager).turns.at(-1)?.sealed ?? {})).toEqual([story.manager.tablet.identity?.tablet])
  })

  it('begins anew after a recovery with nothing else, and old papers open again with a tablet that turns up', async () => {
    const counter = await secondManager()
    const old = await sealed(counter, '以前')
    await story.together(story.manager, counter)
    await story.manager.tablet.close()
    counter.cut()
    const fresh = await story.wakeUp(emptyStorage())
    const opened = await fresh.tablet.openRecovery()
    if (!opened.ok) throw new Error(opened.why)
    await opened.recovery.take(story.sheet, { name: '恢复的平板', stop: new AbortController().signal })
    const chen = { staff: staffId('0001'), workNumber: '0001', callName: '老陈', pin: '351792', othersStay: true }
    expect((await opened.recovery.name(chen)).ok).toBe(true)
    expect([told(fresh).due, vaultOf(fresh).state]).toEqual(['newcomer', 'no-key'])
    expect(told(fresh).mayBeginAnew).toEqual([staffId('0001')])
    await turn(fresh, await vaultOf(fresh).found())
    expect([told(fresh).due, vaultOf(fresh).keyId]).toEqual([null, told(fresh).seals])
    const later = await sealed(fresh, '以后')
    expect(await reads(fresh, old)).toMatchObject({ ok: false })
    // The counter was in a drawer all the time: it takes the new key, since the root key vouches for it …
    counter.mend()
    await story.together(fresh, counter)
    await until(() => vaultOf(counter).keyId === told(fresh).seals)
    await until(async () => (await reads(counter, later))?.ok === true)
    // … and its own turn brings back what everybody had lost.
    await turn(counter, await vaultOf(counter).turn())
    await until(async () => (await reads(fresh, old))?.ok === true)
    expect(PIN).not.toBe(chen.pin)
  })
})
