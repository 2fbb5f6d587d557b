import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptActs } from '#domain/authority/commands.ts'
import { runsOf, uncounted } from '#domain/authority/queries.ts'
import { declareIncident, standDown, takeCommand } from '#domain/incidents/commands.ts'
import { momentsOf } from '#domain/incidents/progress.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { papersSlice } from '#domain/papers/fold.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { opened } from '#domain/shelf.ts'
import { addStaffList, changeStaff, removeStaff } from '#domain/staff/commands.ts'
import { MOST_AT_ONCE } from '#domain/staff/staffList.ts'
import { hashOfLine, keptHead, writeLine } from '#log/lines.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { codeFor } from '#support/letIn.ts'
import { emptyStorage } from '#support/openTablet.ts'
import { createHand, createKey, type Happening, pairTablet, type SigningTablet } from '#support/signingTablet.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const fire = { plan: 'P01', version: 1, level: 3 } as const
const aTicket = (label: string) => ({
  label,
  number: Number(label.slice(1)),
  origin: 'block',
  queue: 'q-pay',
  service: null,
  day: '2026-11-28',
  priority: null,
  ahead: 0,
  quote: null,
})
let story: TownStory
beforeEach(async () => {
  story = await openTownStory()
})
afterEach(() => story.close())

describe('a tablet in bad hands', () => {
  const staffId = (workNumber: string) =>
    [...story.manager.tablet.log.hall.staff.values()].find((each) => each.workNumber === workNumber)?.id ?? ''

  /** What it says, unsigned in the manager’s name, signed with a key of its own, and with a signature of something else. */
  async function says(rogue: SigningTablet, ...said: readonly Happening[]): Promise<void> {
    const by = staffId('0001')
    const own = createHand(by).prove
    for (const each of said) {
      rogue.notebook.write({ ...each, by })
      rogue.notebook.write({ ...each, by, prove: own })
      rogue.notebook.write({ ...each, by, prove: (text) => own(`${text}!` as const) })
    }
    await rogue.push()
    await story.together(story.manager)
    const { log, status } = story.manager.tablet
    expect(log.hall.waiting.map(({ why }) => why)).toContain('unknown-key')
    expect(status.setAside.map(({ code }) => code)).toContain('bad-proof')
  }

  it('ends no fire, on no tablet, whoever it says did it', async () => {
    const wall = await story.join('wall', '大屏')
    const rogue = await pairTablet(story.server, await codeFor(story.manager.tablet, 'counter', '9 号台'))
    await story.manager.does(declareIncident, fire)
    const { id, declaredAt } = foremost(story.manager.tablet.log.hall)!
    // What comes before a fire by its stamp is about nothing: the manager's tablet may be some ms ahead of the rogue's clock.
    await until(() => story.manager.tablet.now() > declaredAt)
    await says(
      rogue,
      { kind: 'IncidentStoodDown', subject: id, body: { met: 5, of: 5, reason: null } },
      { kind: 'LevelChanged', subject: id, body: { level: 4 } },
      { kind: 'CommandTaken', subject: id, body: {} },
      { kind: 'IncidentStoodDown', subject: id, body: { met: 5, of: 5, reason: null } },
    )
    await until(() => foremost(wall.tablet.log.hall)?.id === id)
    for (const each of [story.manager, wall])
      expect(each.tablet.log.hall.incidents.get(id)).toMatchObject({ over: null, level: 3 })
    // The record has what was tried, and that it came to nothing.
    const tried = momentsOf(story.manager.tablet.log.hall.incidents.get(id)!)
    const standing = (kind: string) => new Set(tried.filter((each) => each.kind === kind).map(({ stands }) => stands))
    expect([standing('LevelChanged'), standing('CommandTaken')]).toEqual([new Set(['no']), new Set(['unsigned'])])
    // The manager ends it.
    await story.manager.does(standDown, { incident: id, met: 5, of: 5, reason: null })
    await until(() => wall.tablet.log.hall.incidents.get(id)?.over !== null)
  })

  it('closes no day, changes no settings, makes nobody a manager, removes nobody, destroys nothing', async () => {
    const rogue = await pairTablet(story.server, await codeFor(story.manager.tablet, 'counter', '9 号台'))
    const { tablet } = story.manager
    await tablet.log.open(papersSlice)
    const before = tablet.log.hall
    const key = 'K'.repeat(87)
    await says(
      rogue,
      { kind: 'DayClosed', subject: '2026-11-28', body: { open: 'void', next: '9999-01-01', known: {} } },
      { kind: 'DayClosed', subject: '9998-12-31', body: { open: 'void', next: '9999-01-01', known: {} } },
      { kind: 'HallConfigured', subject: before.id, body: { name: '别的厅' } },
      {
        kind: 'PersonAdmitted',
        subject: 's_mallory',
        body: { key, roles: ['manager'], after: [...before.authority.heads] },
      },
      { kind: 'PersonRemoved', subject: staffId('0001'), body: { known: {}, after: [...before.authority.heads] } },
      { kind: 'KeyGiven', subject: staffId('0001'), body: { key, known: {}, after: [...before.authority.heads] } },
      {
        kind: 'TabletRevoked',
        subject: tablet.identity?.tablet ?? '',
        body: { known: {}, after: [...before.authority.heads] },
      },
      { kind: 'PapersShredded', subject: 'c_1', body: { papers: ['a'.repeat(64)] } },
    )
    const after = tablet.log.hall
    expect(after.days.size).toBe(0)
    expect(after.settings).toEqual(before.settings)
    expect([...after.staff]).toEqual([...before.staff])
    expect([...after.tablets.values()].filter(({ revoked }) => revoked)).toEqual([])
    expect(opened(after, papersSlice).shredded.size).toBe(0)
    // What counts for nobody is known to the manager, and why.
    expect(new Set(after.waiting.map(({ why }) => why))).toEqual(new Set(['not-signed', 'unknown-key']))
  })

  it('keeps nobody from an alarm: it needs no signature, and stands before everything that does', async () => {
    const rogue = await pairTablet(story.server, await codeFor(story.manager.tablet, 'reception', '前台'))
    rogue.notebook.write({ kind: 'IncidentDeclared', subject: 'e_rogue', body: fire })
    await rogue.push()
    await until(() => foremost(story.manager.tablet.log.hall)?.id === 'e_rogue')
  })
})

describe('a commander who signed in to take command', () => {
  it('ends the fire although no manager is there', async () => {
    const counter = await story.join('counter', '1 号台')
    await counter.signIn('0002')
    await counter.does(declareIncident, fire)
    const { id } = foremost(counter.tablet.log.hall) ?? { id: '' }
    const ask = { incident: id, met: 5, of: 5, reason: null }
    expect(await counter.tablet.log.perform(standDown, ask)).toMatchObject({ ok: false, why: 'not-your-role' })
    await counter.does(takeCommand, { incident: id })
    await counter.does(standDown, ask)
    await until(() => story.manager.tablet.log.hall.incidents.get(id)?.over !== null)
  })
})

describe('a hall whose manager’s tablet is broken', () => {
  it('goes on from a counter: settings, a new tablet, and what was done by somebody who was sent away meanwhile', async () => {
    const { manager } = story
    const counter = await story.join('counter', '1 号台')
    const reception = await story.join('reception', '前台')
    const [, second = ''] = manager.tablet.log.hall.staff.keys()
    await manager.does(changeStaff, { staff: second, roles: ['manager'] })
    await until(() => reception.tablet.log.hall.staff.get(second)?.roles.includes('manager') === true)
    await reception.signIn('0002')
    await story.together(manager, counter, reception)
    await manager.tablet.close()

    await counter.signIn('0001')
    await counter.does(configureHall, { name: '城南营业厅' })
    await until(() => reception.tablet.log.hall.settings.name === '城南营业厅')

    const added = await story.wakeUp(emptyStorage())
    const code = await codeFor(counter.tablet, 'reception', '前台 2')
    expect(await added.tablet.pair({ code, name: '' })).toMatchObject({ ok: true })
    await until(() => added.tablet.log.hall.settings.name === '城南营业厅')

    reception.cut()
    await reception.does(configureHall, { notice: '今天盘点' })
    await counter.does(removeStaff, { staff: second })
    reception.mend()
    const waits = () => uncounted(counter.tablet.log.hall).filter(({ why }) => why === 'behind-a-cut')
    await until(() => waits().length > 0)
    expect(counter.tablet.log.hall.settings.notice).not.toBe('今天盘点')
    await counter.does(acceptActs, { runs: waits().flatMap(runsOf) })
    expect(counter.tablet.log.hall.settings.notice).toBe('今天盘点')
    expect(waits()).toEqual([])
    for (const { tablet } of [reception, added]) await until(() => tablet.log.hall.settings.notice === '今天盘点')
  })
})

describe('two managers who change the staff while they are apart', () => {
  it('end with one list on every tablet, though one of them is removed meanwhile', async () => {
    const second = await story.join('manager', '厅经理 2')
    const reception = await story.join('reception', '前台')
    const counter = await story.join('counter', '3 号台')
    const wall = await story.join('wall', '大屏')
    const all = [story.manager, second, reception, counter, wall]
    await story.manager.does(changeStaff, {
      staff: [...story.manager.tablet.log.hall.staff.keys()][1] ?? '',
      roles: ['manager'],
    })
    await until(
      () => [...second.tablet.log.hall.staff.values()].filter(({ roles }) => roles.includes('manager')).length === 2,
    )
    await second.signIn('0002')
    const [chief = '', other = '', third = ''] = second.tablet.log.hall.staff.keys()
    second.cut()
    await until(() => second.tablet.status.link === 'server-lost')
    await second.does(removeStaff, { staff: chief })
    await second.does(changeStaff, { staff: third, roles: ['manager'] })
    await story.manager.does(removeStaff, { staff: other })
    await story.manager.does(changeStaff, { staff: third, roles: ['back-office'] })
    second.mend()
    await story.together(...all.filter((each) => each !== second))
    await until(() => second.tablet.status.unsent.count === 0 && second.tablet.status.behind === 0)
    const standing = ({ tablet }: StoryTablet) =>
      [...tablet.log.hall.staff.values()].map(({ id, roles, removed }) => [id, roles, removed])
    const expected = [
      [chief, ['manager'], false],
      [other, [], true],
      [third, ['back-office'], false],
    ]
    for (const each of [story.manager, second, reception, counter])
      await until(() => JSON.stringify(standing(each)) === JSON.stringify(expected))
    // Who may do what is the same on the wall, which is told nobody's name.
    const may = ({ tablet }: StoryTablet) => JSON.stringify([...tablet.log.hall.authority.persons])
    for (const each of all) await until(() => may(each) === may(story.manager))
    expect(may(wall)).toContain(third)
  })
})

describe('a hall server that was replaced by a copy that lies', () => {
  /** Puts lines into the store of a server that stands still, as nobody but whoever has its disk can. */
  async function lie(journal: string, ...said: readonly Happening[]): Promise<void> {
    const store = openSqliteStore(story.server.data)
    const state = await store.journal(journal)
    const last = await store.line(journal, state?.head.n ?? 0)
    if (!state || state.head.hash === null || last === null) throw new Error('the journal is not there')
    let { n, hash } = state.head
    const lines = said.map(({ kind, subject = '', body = {}, by = null }) => {
      n += 1
      const rest = { kind, by, subject, body, papers: [], drill: null }
      const { hall, stamp } = keptHead(last)
      const written = writeLine({ hall, journal, n, stamp, prev: hash, ...rest }, randomBytes(16))
      if (!written.ok) throw new Error(written.why)
      hash = hashOfLine(written.line)
      return written.line
    })
    const from = state.head.n + 1
    const kinds = said.map(({ kind }) => kind)
    const run = { journal, from, lines, kinds, papers: [], quarantined: [], marks: [], effects: [] }
    const head = { before: state.head, after: { n, hash } }
    await store.append([{ ...run, signature: 'A'.repeat(86), head }], new Date(story.server.now()).toISOString())
    await store.close()
  }

  it('lets nobody in, gives no role, ends no fire, and what it says in a tablet’s name is found unsigned', async () => {
    const reception = await story.join('reception', '前台')
    await reception.does(declareIncident, fire)
    const { tablet } = story.manager
    const { id } = foremost(reception.tablet.log.hall) ?? { id: '' }
    await story.together(story.manager, reception)
    const before = tablet.log.hall
    const after = [...before.authority.heads]
    await story.server.stop()
    const journalOf = (writer: string | undefined) =>
      [...before.authority.openings].find(([, opening]) => opening.tablet === writer)?.[0] ?? ''
    const own = journalOf('server')
    const theirs = journalOf(reception.tablet.identity?.tablet)
    const key = 'K'.repeat(87)
    const { spki: tabletKey } = await createKey()
    await lie(
      own,
      {
        kind: 'TabletAdmitted',
        subject: 'd_invented',
        body: { name: '假平板', place: 'manager', key: tabletKey, sealKey: tabletKey, box: null, after },
      },
      { kind: 'PersonAdmitted', subject: 's_mallory', body: { key, roles: ['manager'], after } },
      { kind: 'IncidentStoodDown', subject: id, body: { met: 5, of: 5, reason: null } },
    )
    await lie(theirs, { kind: 'TicketIssued', subject: 't_lie', body: aTicket('A999') })
    await story.server.start()
    story.manager.mend()
    // Nobody is asked for a signature before a number is shown; that its tablet never gave one is found and said.
    await until(() => tablet.log.hall.tickets.has('t_lie'))
    await until(
      () => tablet.status.unvouched.some(({ journal }) => journal === theirs),
      () => tablet.status.unvouched,
    )
    const now = tablet.log.hall
    expect(now.tablets.has('d_invented')).toBe(false)
    expect(now.staff.has('s_mallory')).toBe(false)
    expect(now.incidents.get(id)?.over).toBeNull()
    expect([...now.staff]).toEqual([...before.staff])
  })
})

describe('a list of as many people as may join at once', () => {
  it('joins as one act, on every tablet, and the list of who may do what goes on behind it', async () => {
    const desk = await story.join('counter', '1 号台')
    const { tablet } = story.manager
    const people = await Promise.all(
      Array.from({ length: MOST_AT_ONCE }, async (_, at) => {
        const staff = tablet.newId('s')
        const phone = `1380013${8000 + at}`
        const about = { staff, workNumber: `9${at}`, callName: `员工${at}`, roles: ['front'] as const, phone }
        return { ...about, ...(await tablet.makeKey(staff, '907345')) }
      }),
    )
    await story.manager.does(addStaffList, { people })
    await story.manager.does(changeStaff, { staff: people[0]!.staff, roles: ['front', 'tech'] })
    await until(() => desk.tablet.log.hall.staff.get(people[0]!.staff)?.roles.includes('tech') ?? false)
    const joined = people.filter(({ staff }) => desk.tablet.log.hall.staff.get(staff)?.box)
    expect(joined).toHaveLength(MOST_AT_ONCE)
    expect(await desk.tablet.signIn(people.at(-1)!.staff, '907345')).toMatchObject({ ok: true })
  })
})
