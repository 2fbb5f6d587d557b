import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { keepVisitor, VISITOR } from '#app/reception/keepVisitor.ts'
import { formOf } from '#content/catalogue/catalogue.ts'
import { planOf } from '#content/plans/library.ts'
import { startCounters, startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { openPaper } from '#device/sealed/openPaper.ts'
import { takeCaseUp } from '#domain/cases/commands.ts'
import { cachedOn, caseSafety, caseTablet, formKept, returnedTo, toReview } from '#domain/cases/queries.ts'
import type { ServiceForm } from '#domain/catalogue/form.ts'
import { businessDay, dayAfter } from '#domain/day/businessDay.ts'
import { closeDay } from '#domain/day/commands.ts'
import { openWith, visitorsOn } from '#domain/door/queries.ts'
import { declareIncident, standDown, tickStep } from '#domain/incidents/commands.ts'
import { foremost, incidentBy } from '#domain/incidents/queries.ts'
import { declareInterruption, endInterruption } from '#domain/interruptions/commands.ts'
import { operatorOutOfReach } from '#domain/interruptions/outOfReach.ts'
import { interruptionList } from '#domain/interruptions/queries.ts'
import { interruptionReport, reconcile } from '#domain/interruptions/report.ts'
import { turnHallKey } from '#domain/keys/commands.ts'
import { hallKeys } from '#domain/keys/queries.ts'
import { callBack, enterCase, takeLateEntry } from '#domain/lateEntry/commands.ts'
import { dueAt, lateEntryOrder, lateLevel, toCallBack } from '#domain/lateEntry/queries.ts'
import { linesFor } from '#domain/plans/teams.ts'
import { approveCase, returnCase } from '#domain/review/commands.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { revokeTablet } from '#domain/tablets/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { fillingAt, finishCaseAt, keepFormAt, openCaseAt, sealedOf, takeDownAt } from '#support/caseActs.ts'
import { cloneStorage } from '#support/cloneStorage.ts'
import { filledForm } from '#support/filledForm.ts'
import { openTownStory, PIN, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { unnoted } from '#support/unnoted.ts'
import { until } from '#support/until.ts'
import { openAll, wholeHall } from '#support/wholeHall.ts'

let story: TownStory
afterEach(() => story.close())

const form = (service: string): ServiceForm => {
  const found = formOf(service)
  if (!found) throw new Error(`no form of ${service}`)
  return found
}
const hallAt = ({ tablet }: StoryTablet) => wholeHall(tablet)
const casesAt = (one: StoryTablet) => [...hallAt(one).cases.values()]

/** A hall with the whole catalogue, whose tablets all have the hall key; everybody is signed in. */
async function openHall(...places: readonly (readonly ['counter' | 'reception', string, string])[]) {
  story = await openTownStory()
  const { manager } = story
  await openAll(manager.tablet)
  const queues = [...startQueues]
  await manager.does(configureHall, { queues, services: [...startServices], counters: startCounters(3, startQueues) })
  const turn = await sealedOf(manager).vault.found()
  if (turn) await manager.does(turnHallKey, turn)
  const joined: StoryTablet[] = []
  for (const [place, name, who] of places) {
    const one = await story.join(place, name)
    await openAll(one.tablet)
    await until(() => hallKeys(hallAt(one).authority).turns.length === 1)
    await sealedOf(one).vault.take((await sealedOf(manager).vault.keyText()) ?? '')
    await one.signIn(who)
    joined.push(one)
  }
  await story.together(manager, ...joined)
  return { manager, joined }
}

const textBelow = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n')

describe('four hours on an island, with a fire in them (drill A)', () => {
  const CASES = 40
  it(`${CASES} cases on one tablet with two staff all end, and tablets, server and operator agree`, async () => {
    const { manager, joined } = await openHall(['counter', '1 号台', '0002'])
    const island = joined[0]!
    island.cut()
    await until(() => island.tablet.status.link === 'server-lost')
    await island.does(declareInterruption, { what: 'network', drafts: 0 })
    const services = ['SV05', 'SV10', 'SV01', 'SV13', 'SV17', 'SV11', 'SV18', 'SV03', 'SV12', 'SV16']
    const receipts: string[] = []
    const fire = planOf('P01')!
    const burning = () => foremost(hallAt(island))?.id ?? ''
    const inFire = linesFor(fire.lines, ['FD']).slice(0, 3)
    for (let n = 0; n < CASES; n++) {
      if (n === CASES / 4) {
        await island.does(declareIncident, { plan: fire.id, version: fire.version, level: 3 })
        for (const { id } of inFire) await island.does(tickStep, { incident: burning(), step: id, behalf: false })
      }
      if (n === CASES / 2) {
        // The second colleague takes over at half time: never signed in here before, and let in by the first, with no network.
        island.tablet.signOut()
        await island.signIn('0003')
        expect(sealedOf(island).vault.state).toBe('locked')
        const first = [...hallAt(island).staff.values()].find(({ workNumber }) => workNumber === '0002')
        const proof = await island.tablet.prove(first?.id ?? '', PIN)
        expect(proof.ok && (await sealedOf(island).vault.openFor(proof.key))).toBe('unlocked')
      }
      const taken = await takeDownAt(island, form(services[n % services.length] ?? 'SV05'), {
        phone: `1380013${8000 + n}`,
      })
      receipts.push(taken.receipt)
      story.later((240 / CASES) * 60_000)
    }
    const given = receipts.filter((number) => number !== '')
    expect(new Set(given).size).toBe(given.length)
    expect(given.length).toBe(36)
    // Two PINs on one tablet: what the hall finishes by itself is looked over by the colleague who did not take it.
    const mine = toReview(hallAt(island))
    expect(mine.length).toBe(12)
    for (const found of mine) {
      const second = [...hallAt(island).staff.values()].find(
        ({ id, roles }) => id !== found.submittedBy && roles.includes('front') && !roles.includes('manager'),
      )
      expect((await island.tablet.prove(second?.id ?? '', PIN)).ok).toBe(true)
      await island.does(approveCase, { case: found.id, second: second?.id ?? '' })
    }
    const waiting = { papers: sealedOf(island).papers.unsent, oldest: island.tablet.status.unsent.oldest }
    expect(casesAt(island).every((found) => caseSafety(found, waiting) === 'here-only')).toBe(true)

    island.mend()
    await story.together(manager, island)
    await until(() => island.tablet.status.unsentPapers === 0)
    const hall = hallAt(manager)
    expect(hall.cases.size).toBe(CASES)
    const burnt = foremost(hall)
    expect([...(burnt?.ticks.keys() ?? [])]).toEqual(inFire.map(({ id }) => id))
    expect(
      casesAt(island).every(
        (found) => caseSafety(found, { papers: sealedOf(island).papers.unsent, oldest: null }) === 'acknowledged',
      ),
    ).toBe(true)

    await manager.does(standDown, { incident: burnt?.id ?? '', met: 4, of: 4, reason: null })
    await manager.does(endInterruption, {})
    const order = lateEntryOrder(hallAt(manager))
    expect(order.length).toBe(28)
    expect(order.map(lateLevel)).toEqual([...order.map(lateLevel)].sort())
    for (const [at, found] of order.entries()) {
      await manager.does(takeLateEntry, { case: found.id })
      const opened = await unnoted(manager.tablet.sealed).open(formKept(found)?.paper ?? '', {
        subject: found.id,
        kind: 'form',
      })
      expect(opened.ok).toBe(true)
      await manager.does(enterCase, { case: found.id, serial: `BOSS-${1000 + at}`, confirmHours: null })
    }
    for (const { found } of toCallBack(hallAt(manager), manager.tablet.now()))
      await manager.does(callBack, { case: found.id, result: 'reached' })
    await story.together(manager, island)
    const now = hallAt(manager)
    expect(incidentBy(hallAt(island), burnt?.id ?? '')?.over?.met).toBe(4)
    const interruption = interruptionList(now)[0]!
    const serials = order.map((_, at) => `BOSS-${1000 + at}`)
    const compared = { serials, papers: null, toCome: false, from: [] }
    expect(reconcile(now, interruption, compared)).toMatchObject({
      zero: true,
      missing: [],
      open: [],
    })
    expect(reconcile(now, interruption, { ...compared, serials: [...serials, 'BOSS-9'] }).notHere).toEqual(['BOSS-9'])
    expect(interruptionReport(now, interruption).outcomes).toMatchObject({ done: 36, open: 0 })
    expect(casesAt(island)).toEqual(casesAt(manager))

    const everything = textBelow(story.server.data)
    for (const mark of ['王芳', '11010519491231002X', '13800138', '按客户说的填写', 'M 12 40 C 30 12']) {
      expect(everything).not.toContain(mark)
      expect(everything).not.toContain(Buffer.from(mark, 'utf8').toString('latin1'))
    }
  }, 240_000)
})

/** Ms from now until 23:00 in the hall on the last day of this month. */
function untilMonthEnd(today: string, now: number): number {
  const [year = 0, month = 0] = today.split('-').map(Number)
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return Date.parse(`${today.slice(0, 8)}${last}T23:00:00+08:00`) - now
}

describe('the line is cut at 23:00 on the last day of the month (drill C)', () => {
  it('changes for next month are marked, come first when it is back, and survive the close of the day', async () => {
    const { manager, joined } = await openHall(['counter', '1 号台', '0002'])
    const [counter] = joined as [StoryTablet]
    const today = businessDay(hallAt(counter), counter.tablet.now())
    story.later(untilMonthEnd(today, counter.tablet.now()))
    await story.together(manager, counter)
    await counter.does(declareInterruption, { what: 'operator-system', drafts: 0 })
    const fault = await takeDownAt(counter, form('SV17'))
    const change = await takeDownAt(counter, form('SV05'), { effect: 'next-month' })
    const atOnce = await takeDownAt(counter, form('SV05'), { effect: 'now' })
    const hall = hallAt(counter)
    expect(lateEntryOrder(hall).map(({ id }) => id)).toEqual([change.id, fault.id, atOnce.id])
    expect(dueAt(hall, hall.cases.get(change.id)!)).toBeNull()
    // Midnight and the turn of the business day pass; the day is closed.
    const last = businessDay(hall, counter.tablet.now())
    story.later(7 * 3_600_000)
    await story.together(manager, counter)
    await manager.does(closeDay, { day: last, open: 'void' })
    await manager.does(endInterruption, {})
    const after = hallAt(manager)
    expect(operatorOutOfReach(after)).toBeNull()
    expect(lateEntryOrder(after).map(({ id }) => id)).toEqual([change.id, fault.id, atOnce.id])
    expect(dueAt(after, after.cases.get(change.id)!)).toBeLessThan(manager.tablet.now())
    expect(dueAt(after, after.cases.get(fault.id)!)).toBeGreaterThan(manager.tablet.now())
    // A tablet that joins only now knows them, too.
    const late = await story.join('counter', '3 号台')
    await openAll(late.tablet)
    await until(() => hallAt(late).cases.size === 3)
    expect(dayAfter(last).endsWith('-01')).toBe(true)
  })
})

describe('the plug is pulled with five forms open', () => {
  it('every form is back to its last keystroke, at the same step (1.1.16, Q62)', async () => {
    const { joined } = await openHall(['counter', '1 号台', '0002'])
    const [counter] = joined as [StoryTablet]
    const open: string[] = []
    for (const service of ['SV05', 'SV10', 'SV11', 'SV13', 'SV16']) open.push(await openCaseAt(counter, form(service)))
    const typed = '欧阳小满要改成最便宜的套餐'
    const saving: Promise<boolean>[] = []
    for (let at = 1; at <= typed.length; at++) {
      for (const id of open)
        saving.push(sealedOf(counter).drafts.save(id, { values: { wish: `${id} ${typed.slice(0, at)}` }, seen: [] }))
    }
    await Promise.all(saving)
    // Power is gone: nothing is closed, the disk is as it is.
    const storage = await cloneStorage(counter.storage)
    const again = await story.wakeUp(storage)
    await again.signIn('0002')
    await openAll(again.tablet)
    expect([...(await sealedOf(again).drafts.list())].sort()).toEqual([...open].sort())
    for (const id of open) {
      expect(await sealedOf(again).drafts.open(id)).toEqual({ values: { wish: `${id} ${typed}` }, seen: [] })
      expect(hallAt(again).cases.get(id)).toMatchObject({ status: 'open', done: [] })
    }
  })
})

describe('a case that is returned', () => {
  it('is back at its tablet with the reason, and is completed on another one (1.1.8)', async () => {
    const { manager, joined } = await openHall(['counter', '1 号台', '0002'], ['counter', '2 号台', '0003'])
    const [first, second] = joined as [StoryTablet, StoryTablet]
    const { id } = await takeDownAt(first, form('SV05'))
    await story.together(manager, first, second)
    // Papers travel behind what names them.
    await until(() => sealedOf(first).papers.unsent.size === 0)
    await manager.does(returnCase, { case: id, reason: 'fields-wrong' })
    // It is signed, and joins a moment behind what is not.
    await until(() => [first, second].every((one) => hallAt(one).cases.get(id)?.status === 'returned'))
    expect(caseTablet(hallAt(first), hallAt(first).cases.get(id)!)?.id).toBe(first.tablet.identity?.tablet)
    // Also while nobody is signed in there, as at a door.
    const cameBackTo = (one: StoryTablet) => returnedTo(hallAt(one), null, one.tablet.identity?.tablet ?? '')
    expect([cameBackTo(first).length, cameBackTo(second).length]).toEqual([1, 0])
    await story.together(manager, first, second)
    await second.does(takeCaseUp, { case: id, ticket: null })
    const kept = formKept(hallAt(second).cases.get(id)!)
    const opened = await unnoted(second.tablet.sealed).open(kept?.paper ?? '', { subject: id, kind: 'form' })
    const before = opened.ok ? JSON.parse(new TextDecoder().decode(opened.bytes)).values : {}
    expect(before).toMatchObject({ phone: '13800138000' })
    await keepFormAt(second, id, form('SV05'), {
      ...filledForm(form('SV05'), fillingAt(second)),
      ...before,
      targetPlan: '畅享 129 元',
    })
    await finishCaseAt(second, id, form('SV05'))
    await story.together(manager, second)
    await manager.does(approveCase, { case: id, serial: 'BOSS-7' })
    await story.together(manager, first, second)
    for (const one of [manager, first, second]) {
      expect(hallAt(one).cases.get(id)).toMatchObject({
        status: 'ended',
        end: { outcome: 'done', serial: 'BOSS-7' },
      })
    }
  })
})

describe('a name and a telephone left at the door', () => {
  it('lie sealed on every disk, and another tablet notices the same number (1.1.18, Q6)', async () => {
    const { manager, joined } = await openHall(['reception', '前台', '0002'], ['counter', '1 号台', '0003'])
    const [door, desk] = joined as [StoryTablet, StoryTablet]
    await door.does(issueTicket, { queue: 'A', service: 'SV09', priority: null })
    const [ticket = ''] = hallAt(door).tickets.keys()
    expect(await keepVisitor(door.tablet, ticket, { name: '欧阳客户', phone: '138 0013 8765' })).toBe(true)
    await story.together(manager, door, desk)
    const tags = await sealedOf(desk).vault.tags('13800138765')
    expect(openWith(hallAt(desk), tags).map(({ id }) => id)).toEqual([ticket])
    const noted = (one: StoryTablet) => visitorsOn(hallAt(manager), one.tablet.identity?.tablet ?? '')
    expect([noted(door), noted(desk)]).toEqual([1, 0])
    const place = { subject: ticket, kind: VISITOR, name: hallAt(desk).visitors.get(ticket)?.paper ?? '' }
    await until(() => sealedOf(door).papers.unsent.size === 0)
    const opened = await openPaper(desk.tablet, { ...place, reason: 'own-work' })
    expect(opened.ok && new TextDecoder().decode(opened.bytes)).toBe('{"name":"欧阳客户","phone":"13800138765"}')
    const everything = textBelow(story.server.data)
    for (const plain of ['13800138765', Buffer.from('欧阳客户').toString('latin1')])
      expect(everything).not.toContain(plain)
  })
})

describe('a tablet that is stolen (drill E)', () => {
  it('is revoked, the list of whose data may be on it is there at once without it, and what is sealed later it cannot read', async () => {
    const { manager, joined } = await openHall(['counter', '1 号台', '0002'], ['counter', '2 号台', '0003'])
    const [stolen, other] = joined as [StoryTablet, StoryTablet]
    const taken: string[] = []
    for (let n = 0; n < 25; n++) {
      const { id } = await takeDownAt(stolen, form(n % 2 === 0 ? 'SV05' : 'SV10'), { phone: `1380014${1000 + n}` })
      taken.push(id)
    }
    await takeDownAt(other, form('SV05'))
    await story.together(manager, stolen, other)
    stolen.cut()

    const tablet = stolen.tablet.identity?.tablet ?? ''
    await manager.does(revokeTablet, { tablet })
    const cached = cachedOn(hallAt(manager), tablet)
    expect(cached.map(({ found }) => found.id).sort()).toEqual(taken.sort())
    expect(cached.every(({ papers, holds }) => papers > 0 && holds.includes('phone'))).toBe(true)

    const later = await takeDownAt(other, form('SV05'), { phone: '13800149999' })
    stolen.mend()
    await until(() => stolen.tablet.status.link === 'revoked')
    expect(hallAt(stolen).cases.has(later.id)).toBe(false)
  })
})
