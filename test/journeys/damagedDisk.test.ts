import { IDBFactory } from 'fake-indexeddb'
import { afterEach, describe, expect, it } from 'vitest'
import { readSecondCopy } from '#device/journal/secondCopy.ts'
import { numbersLeft } from '#domain/numbers/numbers.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { damageFrame, segmentsOn } from '#support/damage.ts'
import { codeFor } from '#support/letIn.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const payment = { queue: 'q-pay', service: null, priority: null }
let story: TownStory
afterEach(() => story.close())

const labelsOf = ({ tablet }: StoryTablet) => [...tablet.log.hall.tickets.values()].map(({ label }) => label).sort()

/** A reception that has numbers, and the manager's tablet. */
async function openHall() {
  story = await openTownStory()
  const reception = await story.join('reception', '前台')
  await until(() => numbersLeft(reception.tablet.log.hall, dayOf(reception), 'q-pay', idOf(reception)) > 0)
  return reception
}
const idOf = ({ tablet }: StoryTablet) => tablet.identity?.tablet ?? ''
const dayOf = ({ tablet }: StoryTablet) => [...tablet.log.hall.numbers.keys()].at(-1)?.slice(0, 10) ?? ''

async function print(one: StoryTablet, count: number) {
  for (let i = 0; i < count; i++) await one.does(issueTicket, payment)
}

/** Cut off, with this many tickets that nobody else has; then both stores are damaged and the app is opened again. */
async function damagedAt(reception: StoryTablet, label: string): Promise<StoryTablet> {
  await reception.tablet.close()
  await damageFrame(reception.storage.disk, `"label":"${label}"`)
  reception.storage.indexedDB = new IDBFactory()
  return story.wakeUp(reception.storage)
}

describe('a byte of a reception’s disk goes bad while it is cut off', () => {
  it('keeps every other ticket, prints nothing twice, and says to everybody which one cannot be read', async () => {
    let reception = await openHall()
    await print(reception, 2)
    await story.together(reception, story.manager)
    reception.cut()
    await print(reception, 6)
    reception = await damagedAt(reception, 'A005')
    await story.together(reception, story.manager)
    expect(labelsOf(story.manager)).toEqual(['A001', 'A002', 'A003', 'A004', 'A006', 'A007', 'A008'])
    await until(() => story.manager.tablet.log.hall.lost.size === 1)
    const [lost] = [...story.manager.tablet.log.hall.lost.values()]
    expect(lost?.seen).toMatchObject([{ kind: 'TicketIssued', ticket: { label: 'A005', number: 5 } }])
    for (const { tablet } of [reception, story.manager]) {
      await until(() => tablet.status.missing.length === 1)
      expect(tablet.status.missing).toMatchObject([{ from: lost?.from, to: lost?.to, seen: [{ label: 'A005' }] }])
      expect(tablet.status.missing[0]?.isHere).toBeUndefined()
    }
    await print(reception, 3)
    await story.together(reception, story.manager)
    const labels = labelsOf(story.manager)
    expect(new Set([...labels, 'A005']).size).toBe(11)
    expect(labelsOf(reception)).toEqual(labels)
  })

  it('sends what is done from now on at once, and what lies behind the gap as well', async () => {
    let reception = await openHall()
    await print(reception, 1)
    await story.together(reception, story.manager)
    reception.cut()
    for (let start = 0; start < 3; start++) {
      await print(reception, 3)
      reception = await reception.restart()
      if (start < 2) reception.cut()
    }
    reception.cut()
    reception = await damagedAt(reception, 'A003')
    await until(() => reception.tablet.status.link === 'connected')
    await story.together(reception, story.manager)
    await print(reception, 1)
    await story.together(reception, story.manager)
    const labels = labelsOf(story.manager)
    expect(labels).not.toContain('A003')
    expect(labels).toHaveLength(10)
    expect(reception.tablet.status.unsent.count).toBe(0)
  })
})

describe('what a reception knows itself by goes bad in all its places, and its database with it', () => {
  /** Cut off with one ticket that nobody else has, switched off, without a database and these files, and on again. */
  async function withoutFiles(reception: StoryTablet, ...files: readonly string[]): Promise<StoryTablet> {
    await print(reception, 2)
    await story.together(reception, story.manager)
    await until(async () => {
      const copied = await readSecondCopy(reception.storage.disk, reception.tablet.identity?.hall ?? '')
      return copied.lines.filter(({ line }) => line.includes('"kind":"TicketIssued"')).length === 2
    })
    reception.cut()
    await print(reception, 1)
    await reception.tablet.close()
    for (const name of files) await reception.storage.disk.remove(name)
    reception.storage.indexedDB = new IDBFactory()
    return story.wakeUp(reception.storage, { isCut: true })
  }

  it('knows from its own disk who it is, without any network, and goes on as the one it was', async () => {
    const before = await openHall()
    const { identity } = before.tablet
    const reception = await withoutFiles(before, 'identity.json', 'identity-copy.json')
    expect(reception.tablet.identity).toEqual(identity)
    await print(reception, 1)
    reception.mend()
    await story.together(reception, story.manager)
    expect(labelsOf(story.manager)).toHaveLength(4)
    expect(labelsOf(reception)).toEqual(labelsOf(story.manager))
    expect(reception.tablet.status.missing).toEqual([])
  })

  it('says that its key is gone and what is still on it, joins as a new tablet, and brings all of it', async () => {
    const before = await openHall()
    const old = idOf(before)
    const reception = await withoutFiles(before, 'signing-key-sealed.json', 'signing-key-sealed-copy.json')
    expect(reception.tablet.identity).toBeNull()
    expect(reception.tablet.status).toMatchObject({ link: 'not-paired', why: 'key-gone' })
    expect(reception.tablet.status.unsent.count).toBeGreaterThan(0)
    const held = async () => (await Promise.all((await segmentsOn(reception.storage.disk)).map(textOf))).join()
    const textOf = async (name: string) => new TextDecoder().decode(await reception.storage.disk.read(name))
    expect(await held()).toContain('"label":"A003"')

    reception.mend()
    const code = await codeFor(story.manager.tablet, 'reception', '前台')
    expect(await reception.tablet.pair({ code, name: '前台' })).toMatchObject({ ok: true })
    expect(idOf(reception)).not.toBe(old)
    expect(reception.tablet.status.why).toBeNull()
    await print(reception, 1)
    await until(() => labelsOf(story.manager).length === 4)
    expect(labelsOf(story.manager)).toEqual(expect.arrayContaining(['A001', 'A002', 'A003']))
    await until(() => reception.tablet.status.unsent.count === 0)
    expect(reception.tablet.status.missing).toEqual([])
  })
})
