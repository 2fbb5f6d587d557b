import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { turnHallKey } from '#domain/keys/commands.ts'
import { hallKeys } from '#domain/keys/queries.ts'
import { shredPapers, stopDestroying } from '#domain/papers/commands.ts'
import { papersSlice } from '#domain/papers/fold.ts'
import { opened } from '#domain/shelf.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { unnoted } from '#support/unnoted.ts'
import { until } from '#support/until.ts'

const place = { subject: 'c_1', kind: 'intake' }
const words = (text: string) => new TextEncoder().encode(text)
const MARKS = ['欧阳小满', '11010519491231002X', '13800138000', 'M 12 40 C 30 12']
const intake = words(JSON.stringify(MARKS))
let story: TownStory
afterEach(() => story.close())

const sealedOf = ({ tablet }: StoryTablet) => {
  if (!tablet.sealed) throw new Error('the tablet is not paired')
  return tablet.sealed
}

/** The town hall with its key: the manager's tablet made it, two counters were handed it. */
async function openHall() {
  story = await openTownStory()
  const { manager } = story
  const turn = await sealedOf(manager).vault.found()
  if (!turn) throw new Error('the hall had a key already')
  await manager.does(turnHallKey, turn)
  const counter1 = await story.join('counter', '1 号台')
  const counter2 = await story.join('counter', '2 号台')
  for (const [counter, who] of [
    [counter1, '0002'],
    [counter2, '0003'],
  ] as const) {
    await until(() => hallKeys(counter.tablet.log.hall.authority).turns.length === 1)
    expect(await sealedOf(counter).vault.take((await sealedOf(manager).vault.keyText()) ?? '')).toBe(true)
    await counter.signIn(who)
    expect(sealedOf(counter).vault.state).toBe('unlocked')
  }
  await story.together(manager, counter1, counter2)
  return { manager, counter1, counter2 }
}

async function sealed(at: StoryTablet, bytes = intake): Promise<string> {
  const name = await sealedOf(at).papers.seal(place, bytes)
  if (name === null) throw new Error('the vault is locked')
  return name
}

/** Everything below a folder, as one text that keeps every byte. */
const textBelow = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n')

/** Everything in a tablet's databases, values and keys. */
async function databasesOf(factory: IDBFactory): Promise<string> {
  const found: string[] = []
  for (const { name } of await factory.databases()) {
    const open = factory.open(name ?? '')
    await new Promise((resolve) => open.addEventListener('success', resolve))
    for (const table of open.result.objectStoreNames) {
      const all = open.result.transaction(table).objectStore(table).getAll()
      await new Promise((resolve) => all.addEventListener('success', resolve))
      for (const row of all.result) found.push(`${name}/${table} ${flat(row)}`)
    }
    open.result.close()
  }
  return found.join('\n')
}

function flat(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1')
  if (value instanceof Map || value instanceof Set) return [...value].map(flat).join(' ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, each]) => `${key} ${flat(each)}`)
      .join(' ')
  return String(value)
}

describe('papers of a hall', () => {
  it('are saved with the server dead, sent once it is back, and read on another tablet that was handed the key', async () => {
    const { counter1, counter2 } = await openHall()
    counter1.cut()
    await until(() => counter1.tablet.status.link === 'server-lost')
    const name = await sealed(counter1)
    expect(counter1.tablet.status.unsentPapers).toBe(1)
    expect(await unnoted(counter1.tablet.sealed).open(name, place)).toEqual({ ok: true, bytes: intake })
    expect(await unnoted(counter2.tablet.sealed).open(name, place)).toEqual({ ok: false, why: 'missing' })
    const restarted = await counter1.restart()
    expect(restarted.tablet.status.unsentPapers).toBe(1)
    restarted.tablet.syncNow()
    await until(() => restarted.tablet.status.unsentPapers === 0)
    expect(await unnoted(counter2.tablet.sealed).open(name, place)).toEqual({ ok: true, bytes: intake })
    expect(await unnoted(counter2.tablet.sealed).open(name, { ...place, subject: 'c_2' })).toEqual({
      ok: false,
      why: 'damaged',
    })
    expect(await unnoted(restarted.tablet.sealed).open(name, place)).toEqual({ ok: false, why: 'locked' })
    counter2.cut()
    await until(() => counter2.tablet.status.link === 'server-lost')
    expect(await unnoted(counter2.tablet.sealed).open(name, place)).toMatchObject({ ok: true })
  })

  it('are said to be out of reach, not missing, at a counter that is cut off from the server that has them', async () => {
    const { counter1, counter2 } = await openHall()
    const name = await sealed(counter1)
    await until(() => counter1.tablet.status.unsentPapers === 0)
    counter2.cut()
    await until(() => counter2.tablet.status.link === 'server-lost')
    expect(await unnoted(counter2.tablet.sealed).open(name, place)).toEqual({ ok: false, why: 'not-now' })
    counter2.mend()
    await story.together(counter1, counter2)
    expect(await unnoted(counter2.tablet.sealed).open(name, place)).toEqual({ ok: true, bytes: intake })
  })

  const HOUR = 3_600_000
  const onServer = (name: string) =>
    readdirSync(path.join(story.server.data, 'papers'), { recursive: true, encoding: 'utf8' }).includes(
      `${name.slice(0, 2)}/${name}`,
    )
  const onTablet = async ({ storage }: StoryTablet, name: string) =>
    (await databasesOf(storage.indexedDB)).includes(`stayopen-papers/papers name ${name}`)
  /** Something happens in the hall, of which everybody hears. */
  const something = (at: StoryTablet) => at.does(issueTicket, { queue: 'q-pay', service: null, priority: null })

  it('open nowhere once they are shredded, also on a tablet that was away, and are gone a day of running time later', async () => {
    const { manager, counter1, counter2 } = await openHall()
    const name = await sealed(counter1)
    await until(() => counter1.tablet.status.unsentPapers === 0)
    expect(await unnoted(counter2.tablet.sealed).open(name, place)).toMatchObject({ ok: true })
    counter2.cut()
    await until(() => counter2.tablet.status.link === 'server-lost')
    await sealedOf(counter1).drafts.save('c_1', MARKS)
    await manager.does(shredPapers, { subject: 'c_1', papers: [name] })
    await story.together(manager, counter1)
    await until(async () => (await sealedOf(counter1).drafts.list()).length === 0)
    // What a manager has signed counts once the signature is looked at.
    const opensNowhere = async (at: StoryTablet) => {
      await until(async () => !(await unnoted(at.tablet.sealed).open(name, place)).ok)
      expect(await unnoted(at.tablet.sealed).open(name, place)).toEqual({ ok: false, why: 'shredded' })
    }
    for (const at of [manager, counter1]) await opensNowhere(at)
    counter2.mend()
    await story.together(counter2)
    await opensNowhere(counter2)
    await until(() => sealedOf(counter2).destroying.left([name]) !== null)
    expect([onServer(name), await onTablet(counter2, name)]).toEqual([true, true])

    // What a tablet is switched off for does not count, and neither does what its clock says.
    story.later(23 * HOUR)
    const restarted = await counter2.restart()
    await something(manager)
    await story.together(manager, restarted)
    expect([onServer(name), await onTablet(restarted, name)]).toEqual([true, true])
    story.later(HOUR + 60_000)
    await something(manager)
    await story.together(manager, restarted)
    await until(async () => !onServer(name) && !(await onTablet(restarted, name)))
  })

  it('open again when a manager stops their destroying within the day', async () => {
    const { manager, counter1 } = await openHall()
    const name = await sealed(counter1)
    await until(() => counter1.tablet.status.unsentPapers === 0)
    await manager.does(shredPapers, { subject: 'c_1', papers: [name] })
    await story.together(manager, counter1)
    const act = opened(manager.tablet.log.hall, papersSlice).shreddings[0]?.act ?? ''
    story.later(20 * HOUR)
    await manager.does(stopDestroying, { act })
    await story.together(manager, counter1)
    story.later(20 * HOUR)
    await something(manager)
    await story.together(manager, counter1)
    expect(await unnoted(counter1.tablet.sealed).open(name, place)).toEqual({ ok: true, bytes: intake })
    expect(onServer(name)).toBe(true)
  })

  it('keep a half-filled form over a killed app, to the last keystroke, for those who may open the vault (Q62)', async () => {
    const { counter1 } = await openHall()
    const typed = '欧阳小满'
    for (let i = 1; i <= typed.length; i++)
      void sealedOf(counter1).drafts.save('c_1', { step: 2, name: typed.slice(0, i) })
    expect(await sealedOf(counter1).drafts.save('c_1', { step: 3, name: typed })).toBe(true)
    const again = await counter1.restart()
    expect(await sealedOf(again).drafts.list()).toEqual(['c_1'])
    expect(await sealedOf(again).drafts.open('c_1')).toBeNull()
    await again.signIn('0002')
    expect(await sealedOf(again).drafts.open('c_1')).toEqual({ step: 3, name: typed })
    await sealedOf(again).drafts.remove('c_1')
    expect(await sealedOf(again).drafts.list()).toEqual([])
  })

  it('let nobody find a name, a number, a telephone or a signature on a tablet’s disk, in its databases or at the server (1.1.27)', async () => {
    const { manager, counter1, counter2 } = await openHall()
    await sealedOf(counter1).drafts.save('c_1', MARKS)
    const name = await sealed(counter1)
    await until(() => counter1.tablet.status.unsentPapers === 0)
    await unnoted(counter2.tablet.sealed).open(name, place)
    counter1.cut()
    await until(() => counter1.tablet.status.link === 'server-lost')
    await sealed(counter1, words(MARKS.join(' ')))
    const disks = await Promise.all(
      [manager, counter1, counter2].map(async ({ storage: { disk, indexedDB } }) => {
        const files = await Promise.all(
          (await disk.names()).map(async (file) => Buffer.from(await disk.read(file)).toString('latin1')),
        )
        return `${files.join('\n')}\n${await databasesOf(indexedDB)}`
      }),
    )
    const everything = [...disks, textBelow(story.server.data)].join('\n')
    expect(everything.length).toBeGreaterThan(10_000)
    expect(everything).toContain(name)
    for (const mark of MARKS) {
      expect(everything).not.toContain(mark)
      expect(everything).not.toContain(Buffer.from(mark, 'utf8').toString('latin1'))
      expect(everything).not.toContain(Buffer.from(mark, 'utf8').toString('base64').replaceAll('=', ''))
    }
  })
})
