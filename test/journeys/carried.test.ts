import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { Carrier } from '#device/carry/carrier.ts'
import { readFormerHall } from '#device/carry/formerHall.ts'
import { createBasin, createFountain } from '#device/carry/fountain.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { declareIncident, tickStep } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { revokeTablet, takeStamps } from '#domain/tablets/commands.ts'
import { takeOverHall } from '#domain/takeover/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const stories: TownStory[] = []
afterEach(async () => {
  for (const story of stories.splice(0)) await story.close()
})

const outage = { plan: 'P03', version: 1, level: 3 } as const
const pay = { queue: 'q-pay', service: null, priority: null } as const
const carrierOf = async ({ tablet }: StoryTablet): Promise<Carrier> => {
  const carrier = await tablet.openCarrier()
  if (!carrier) throw new Error('the tablet is not paired')
  return carrier
}
const ticketsAt = ({ tablet }: StoryTablet) => [...tablet.log.hall.tickets.values()]

async function hallApart() {
  const story = await openTownStory()
  stories.push(story)
  const reception = await story.join('reception', '前台')
  const counter = await story.join('counter', '1 号台')
  await story.together(story.manager, reception, counter)
  for (const each of [story.manager, reception, counter]) each.cut()
  await until(() => [reception, counter].every(({ tablet }) => tablet.status.link === 'server-lost'))
  return { story, reception, counter }
}

const rewritten = (bytes: Uint8Array, change: (text: string) => string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(gzipSync(change(gunzipSync(bytes).toString())))

describe('events that are carried from tablet to tablet', () => {
  it('show an incident and the queue where nobody could tell of them, and reach the hall server once', async () => {
    const { story, reception, counter } = await hallApart()
    for (let i = 0; i < 3; i++) await reception.does(issueTicket, pay)
    await reception.does(declareIncident, outage)
    const incident = foremost(reception.tablet.log.hall)?.id ?? ''
    await reception.does(tickStep, { incident, step: 'P03-CMD-1', behalf: false })

    const packed = await (await carrierOf(reception)).pack({ what: 'incident', incident })
    // Shown as codes, every third of them missed.
    const fountain = createFountain(packed.bytes)
    const basin = createBasin()
    let caught: Uint8Array<ArrayBuffer> | null = null
    for (let number = 0; !caught; number++)
      if (number % 3 > 0) caught = basin.take(fountain.frame(number))?.bytes ?? null
    const taken = await (await carrierOf(counter)).takeIn(caught)
    expect(taken).toMatchObject({ ok: true, from: '前台', lines: packed.lines })
    expect(ticketsAt(counter).map(({ label }) => label)).toEqual(ticketsAt(reception).map(({ label }) => label))
    expect(foremost(counter.tablet.log.hall)?.ticks.has('P03-CMD-1')).toBe(true)

    // Again it changes nothing, and a restart loses nothing.
    const { hall } = counter.tablet.log
    await (await carrierOf(counter)).takeIn(caught)
    expect(counter.tablet.log.hall).toBe(hall)
    const restarted = await counter.restart()
    expect(foremost(restarted.tablet.log.hall)?.id).toBe(incident)
    // The counter works with what it was told, and both reach the server.
    await restarted.does(tickStep, { incident, step: 'P03-CMD-2', behalf: false })
    for (const each of [story.manager, reception]) each.mend()
    restarted.tablet.syncNow()
    await story.together(story.manager, reception, restarted)
    expect(ticketsAt(story.manager)).toHaveLength(3)
    for (const each of [story.manager, reception, restarted]) {
      expect(foremost(each.tablet.log.hall)?.ticks.size).toBe(2)
      expect(each.tablet.status.setAside).toEqual([])
      expect(each.tablet.status.missing).toEqual([])
    }
  })

  it('are believed of a tablet that is not there, because it signed them, and not of one that says so', async () => {
    const story = await openTownStory()
    stories.push(story)
    const reception = await story.join('reception', '前台')
    const counter = await story.join('counter', '1 号台')
    await story.together(story.manager, reception, counter)
    counter.cut()
    await until(() => counter.tablet.status.link === 'server-lost')
    for (let i = 0; i < 3; i++) await reception.does(issueTicket, pay)
    await story.together(story.manager, reception)
    const by = reception.tablet.identity?.tablet ?? ''
    // The signature comes a moment after the lines.
    const packs = await carrierOf(story.manager)
    const packed = async () => {
      const ready = await packs.pack({ what: 'all' })
      return ready.leftOut === 0 ? ready : null
    }
    let ready = await packed()
    await until(async () => {
      ready ??= await packed()
      return ready !== null
    })
    const { bytes, lines } = ready ?? { bytes: new Uint8Array(), lines: 0 }
    const taken = await (await carrierOf(counter)).takeIn(bytes)
    expect(taken).toMatchObject({ ok: true, from: '厅经理平板', lines, leftOut: 0 })
    expect(taken.ok && taken.writers).toContain(by)
    expect(ticketsAt(counter)).toHaveLength(3)
    // Nobody's name, work number or box lies in the file, and no settings.
    const text = gunzipSync(bytes).toString()
    for (const kind of ['PersonDescribed', 'KeyBoxed', 'HallConfigured'])
      expect(text.split('\n').filter((line) => line.includes(`"kind":"${kind}"`) && line.includes('\t'))).toEqual([])
    expect(counter.tablet.status.setAside).toEqual([])
  })

  it('are refused when they are damaged, changed, of another hall or of a tablet nobody knows', async () => {
    const { story, reception, counter } = await hallApart()
    await reception.does(issueTicket, pay)
    await reception.does(issueTicket, pay)
    const { bytes } = await (await carrierOf(reception)).pack({ what: 'all' })
    const taker = await carrierOf(counter)
    const { hall } = counter.tablet.log
    const why = async (some: Uint8Array<ArrayBuffer>) => {
      const taken = await taker.takeIn(some)
      return taken.ok ? 'taken' : taken.why
    }
    expect(await why(new TextEncoder().encode('a holiday picture'))).toBe('not-carried')
    expect(await why(bytes.slice(0, bytes.length - 40))).toBe('not-carried')
    expect(await why(rewritten(bytes, (text) => text.slice(0, -30)))).toBe('damaged')
    expect(await why(rewritten(bytes, (text) => text.replace('"number":1,', '"number":7,')))).toBe('damaged')
    expect(await why(rewritten(bytes, (text) => text.replace('"subject":"t_', '"subject":"x_')))).toBe('broken-chain')
    expect(await why(rewritten(bytes, (text) => text.replace(/"at":"\d{4}/, '"at":"2031')))).toBe('damaged')
    expect(await why(rewritten(bytes, (text) => text.replaceAll(reception.tablet.log.hall.id, 'h_other')))).toBe(
      'other-hall',
    )
    expect(counter.tablet.log.hall).toBe(hall)

    const other = await openTownStory()
    stories.push(other)
    const stranger = (await (await carrierOf(other.manager)).pack({ what: 'all' })).bytes
    expect(await why(stranger)).toBe('other-hall')

    // A tablet that was thrown out is not believed any more.
    counter.mend()
    story.manager.mend()
    await story.together(story.manager, counter)
    await story.manager.does(revokeTablet, { tablet: reception.tablet.identity?.tablet ?? '' })
    await story.together(story.manager, counter)
    expect(await why(bytes)).toBe('tablet-revoked')
    expect(ticketsAt(counter)).toEqual([])
  })

  it('fit into half a minute of codes for two hundred events', async () => {
    const { story, reception, counter } = await hallApart()
    await counter.signIn('0002')
    await counter.does(openCounter, { counter: '1', queues: ['q-pay'] })
    for (let i = 0; i < 180; i++) {
      await reception.does(issueTicket, pay)
      story.later(40_000)
    }
    const { bytes, lines } = await (await carrierOf(reception)).pack({ what: 'incident', incident: null })
    expect(lines).toBeGreaterThan(180)
    // Six a second, and one of four is missed.
    const seconds = (createFountain(bytes).blocks * 4) / 3 / 6
    expect(seconds).toBeLessThan(30)
  })
})

describe('what was done at a tablet that never comes back', () => {
  it('reaches the hall server by whoever took it over, and counts where a manager puts it when its clock was wrong', async () => {
    const story = await openTownStory()
    stories.push(story)
    let reception = await story.join('reception', '前台')
    const counter = await story.join('counter', '1 号台')
    await story.together(story.manager, reception, counter)
    counter.cut()
    await until(() => counter.tablet.status.link === 'server-lost')
    const ahead = 2 * 3_600_000
    reception = await reception.restart({ isCut: true, wrongBy: ahead })
    await reception.signIn('0002')
    reception.tablet.sayTime(story.manager.tablet.now() + ahead)
    for (let i = 0; i < 2; i++) await reception.does(issueTicket, pay)
    const { bytes } = await (await carrierOf(reception)).pack({ what: 'all' })
    const labels = ticketsAt(reception).map(({ label }) => label)
    await reception.tablet.close()

    expect(await (await carrierOf(counter)).takeIn(bytes)).toMatchObject({ ok: true })
    counter.mend()
    const held = () => story.manager.tablet.log.hall.waiting.filter(({ why }) => why === 'clock-ahead')
    await until(() => held().filter(({ event }) => event.kind === 'TicketIssued').length === 2)
    expect(ticketsAt(story.manager)).toEqual([])
    const runs = held().map(({ event: { journal, n } }) => ({ journal, from: n, to: n }))
    await story.manager.does(takeStamps, { runs })
    await story.together(story.manager, counter)
    for (const each of [story.manager, counter]) {
      await until(() => ticketsAt(each).length === 2)
      expect(ticketsAt(each).map(({ label }) => label)).toEqual(labels)
      expect(each.tablet.log.hall.waiting).toEqual([])
    }
  })
})

describe('a hall that can go on nowhere', () => {
  it('is handed over by whichever tablet is left, also one that wrote nothing of who waits', async () => {
    const story = await openTownStory()
    stories.push(story)
    const reception = await story.join('reception', '前台')
    const back = await story.join('backoffice', '后台')
    await reception.does(issueTicket, pay)
    await story.together(story.manager, reception, back)
    const labels = ticketsAt(reception).map(({ label }) => label)
    const carrier = await carrierOf(back)
    const pack = () => carrier.pack({ what: 'incident', incident: null })
    // The heads that the others have signed come behind their lines.
    await until(async () => (await pack()).leftOut === 0)
    const { bytes } = await pack()
    const former = await readFormerHall(bytes)
    expect(former?.tickets.map(({ label }) => label)).toEqual(labels)
    expect(former?.names.tablet).toBe('后台')
  })

  it('goes on in another one from a file: every number once and in its order, none given again, and the fire with its ticks', async () => {
    const { reception } = await hallApart()
    for (let i = 0; i < 3; i++) await reception.does(issueTicket, pay)
    await reception.does(declareIncident, outage)
    const incident = foremost(reception.tablet.log.hall)?.id ?? ''
    await reception.does(tickStep, { incident, step: 'P03-CMD-1', behalf: false })
    const { bytes } = await (await carrierOf(reception)).pack({ what: 'incident', incident })
    const labels = ticketsAt(reception).map(({ label }) => label)

    const other = await openTownStory()
    stories.push(other)
    const door = await other.join('reception', '新厅前台')
    await other.together(other.manager, door)
    expect(await (await carrierOf(other.manager)).takeIn(bytes)).toMatchObject({ ok: false, why: 'other-hall' })
    const former = await readFormerHall(bytes)
    expect(former).toMatchObject({
      hall: reception.tablet.identity?.hall,
      names: { tablet: '前台' },
      incidents: [{ plan: 'P03', level: 3 }],
    })
    expect(former?.tickets.map(({ label }) => label)).toEqual(labels)
    // Whoever changed it, or cut a piece off, hands over nothing.
    expect(await readFormerHall(rewritten(bytes, (text) => text.replace('"label":"', '"label":"Z')))).toBeNull()
    expect(await readFormerHall(rewritten(bytes, (text) => text.slice(0, -200)))).toBeNull()
    if (!former) throw new Error('nothing was read')
    expect(ticketsAt(other.manager)).toEqual([])

    await other.manager.does(takeOverHall, former)
    await other.together(other.manager, door)
    expect(ticketsAt(door).map(({ label, status, issuedAt }) => ({ label, status, issuedAt }))).toEqual(
      ticketsAt(reception).map(({ label, issuedAt }) => ({ label, status: 'waiting', issuedAt })),
    )
    expect(foremost(door.tablet.log.hall)?.ticks.has('P03-CMD-1')).toBe(true)
    for (let i = 0; i < 2; i++) await door.does(issueTicket, pay)
    expect(new Set(ticketsAt(door).map(({ label }) => label)).size).toBe(labels.length + 2)
    // Twice takes nothing twice.
    const again = await other.manager.tablet.log.perform(takeOverHall, former)
    expect(again).toMatchObject({ ok: false, why: 'nothing-to-take-over' })
  })
})
