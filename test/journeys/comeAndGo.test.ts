import { afterEach, describe, expect, it } from 'vitest'
import { callNextTicket, finishService, greetCustomer } from '#domain/calls/commands.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { declareIncident } from '#domain/incidents/commands.ts'
import { removeStaff } from '#domain/staff/commands.ts'
import { revokeTablet } from '#domain/tablets/commands.ts'
import { copiedTablets } from '#domain/tablets/copies.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { cloneStorage } from '#support/cloneStorage.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const payment = { queue: 'q-pay', service: null, priority: null }
let story: TownStory
afterEach(() => story.close())

const ticketsOf = ({ tablet }: StoryTablet) => [...tablet.log.hall.tickets.values()]
const isLost = ({ tablet }: StoryTablet) => tablet.status.link === 'server-lost'

describe('a tablet that is revoked', () => {
  it('is told, keeps what it had not sent, and still has it after a restart', async () => {
    story = await openTownStory()
    const reception = await story.join('reception', '前台')
    await story.together(story.manager, reception)
    reception.cut()
    await until(() => isLost(reception))
    await reception.does(issueTicket, payment)
    await reception.does(issueTicket, payment)
    await story.manager.does(revokeTablet, { tablet: reception.tablet.identity?.tablet ?? '' })
    await until(() => story.manager.tablet.status.unsent.count === 0)
    reception.mend()
    await until(() => reception.tablet.status.link === 'revoked')
    expect(reception.tablet.status.unsent.count).toBe(2)
    const again = await reception.restart()
    await until(() => again.tablet.status.link === 'revoked')
    expect(again.tablet.status.unsent.count).toBe(2)
    expect(ticketsOf(again)).toHaveLength(2)
    expect(ticketsOf(story.manager)).toHaveLength(0)
  })

  it('says so to whoever does something there, an alarm included, and writes nothing that nobody hears', async () => {
    story = await openTownStory()
    const reception = await story.join('reception', '前台')
    await story.together(story.manager, reception)
    await story.manager.does(revokeTablet, { tablet: reception.tablet.identity?.tablet ?? '' })
    await until(() => reception.tablet.status.link === 'revoked')
    const { log } = reception.tablet
    const { count } = reception.tablet.status.unsent
    const refused = { ok: false, why: 'tablet-is-revoked', facts: {} }
    expect(await log.perform(issueTicket, payment)).toEqual(refused)
    expect(await log.perform(declareIncident, { plan: 'P01', version: 1, level: 3 })).toEqual(refused)
    expect(reception.tablet.status.unsent.count).toBe(count)
    expect(ticketsOf(reception)).toHaveLength(0)
  })
})

describe('a clerk who left while a counter was alone', () => {
  it('can no longer sign in once the counter has heard of it, and what was done there counts', async () => {
    story = await openTownStory()
    const reception = await story.join('reception', '前台')
    const counter = await story.join('counter', '1 号台')
    await counter.signIn('0002')
    await counter.does(openCounter, { counter: '1' })
    await reception.does(issueTicket, payment)
    await story.together(story.manager, reception, counter)
    await counter.heard()
    counter.cut()
    await until(() => isLost(counter))
    const [, wang] = story.manager.tablet.log.hall.staff.values()
    await story.manager.does(removeStaff, { staff: wang?.id ?? '' })
    await counter.does(callNextTicket, { counter: '1' })
    await counter.does(greetCustomer, { counter: '1' })
    await counter.does(finishService, { counter: '1', outcome: 'done' })
    counter.mend()
    await story.together(story.manager, reception, counter)
    expect(ticketsOf(story.manager)[0]).toMatchObject({ status: 'done', counter: '1' })
    await until(() => counter.tablet.session === null)
    expect(await counter.tablet.signIn(wang?.id ?? '', '284617')).toMatchObject({ ok: false })
    expect(await counter.tablet.log.perform(callNextTicket, { counter: '1' })).toMatchObject({ why: 'sign-in-first' })
  })
})

describe('two tablets with the same storage', () => {
  it('both keep what was done on them, each event counts once, and both go on', async () => {
    story = await openTownStory()
    const first = await story.join('reception', '前台')
    await until(() => first.tablet.log.hall.numbers.size > 0)
    await first.does(issueTicket, payment)
    await story.together(story.manager, first)
    await first.tablet.close()
    const copied = await cloneStorage(first.storage)
    const one = await story.wakeUp(first.storage, { isCut: true })
    const two = await story.wakeUp(copied, { isCut: true })
    await until(() => isLost(one) && isLost(two))
    await one.does(issueTicket, payment)
    story.later(1_000)
    await two.does(issueTicket, payment)
    await two.does(issueTicket, payment)
    expect(two.tablet.log.hall.tickets.size).toBe(3)
    one.mend()
    await story.together(story.manager, one)
    two.mend()
    await story.together(story.manager, one, two)
    expect(ticketsOf(story.manager)).toHaveLength(4)
    expect(ticketsOf(one)).toEqual(ticketsOf(story.manager))
    expect(ticketsOf(two)).toEqual(ticketsOf(story.manager))
    // The same number was printed twice, and everybody can see which.
    expect(ticketsOf(story.manager).filter(({ sameLabel }) => sameLabel)).toHaveLength(1)
    // Once both know of each other, neither prints from what both were given.
    const reception = one.tablet.identity?.tablet ?? ''
    const journalsApart = ({ tablet }: StoryTablet) =>
      new Set([...tablet.log.hall.journals.values()].flatMap((each) => (each.sub ? [each.sub] : []))).size
    await until(() => [story.manager, one, two].every((each) => journalsApart(each) === 2))
    expect(copiedTablets(story.manager.tablet.log.hall).map(({ id }) => id)).toEqual([reception])
    for (let i = 0; i < 6; i++) await (i % 2 === 0 ? one : two).does(issueTicket, payment)
    const again = await one.restart({ isCut: false })
    await again.does(issueTicket, payment)
    await story.together(story.manager, again, two)
    expect(ticketsOf(two)).toHaveLength(11)
    expect(ticketsOf(two).filter(({ sameLabel }) => sameLabel)).toHaveLength(1)
    expect(ticketsOf(two)).toEqual(ticketsOf(story.manager))
    expect(two.tablet.status.missing).toEqual([])
  })

  it('know of each other as soon as both are on, before either has printed a number that the other has', async () => {
    story = await openTownStory()
    const first = await story.join('reception', '前台')
    await until(() => first.tablet.log.hall.numbers.size > 0)
    // Whoever is only started again is no copy.
    const again = await first.restart()
    await story.together(story.manager, again)
    await again.does(issueTicket, payment)
    await story.together(story.manager, again)
    expect(copiedTablets(story.manager.tablet.log.hall)).toEqual([])
    // It works on while a copy of its storage is started elsewhere.
    const two = await story.wakeUp(await cloneStorage(again.storage))
    const subs = ({ tablet }: StoryTablet) => [...tablet.log.hall.journals.values()].filter(({ sub }) => sub).length
    await until(() => [story.manager, again, two].every((each) => subs(each) === 2))
    for (let i = 0; i < 6; i++) await (i % 2 === 0 ? again : two).does(issueTicket, payment)
    await story.together(story.manager, again, two)
    expect(ticketsOf(two)).toHaveLength(7)
    expect(ticketsOf(two).filter(({ sameLabel }) => sameLabel)).toEqual([])
    // Each counts its own starts from now on: nobody is taken for another copy.
    const third = await again.restart()
    await story.together(story.manager, third)
    await third.does(issueTicket, payment)
    await story.together(story.manager, third, two)
    expect(subs(story.manager)).toBe(2)
  })

  it('print no number twice either when one of them was the only one to work before they met', async () => {
    story = await openTownStory()
    const first = await story.join('reception', '前台')
    await until(() => first.tablet.log.hall.numbers.size > 0)
    await story.together(story.manager, first)
    await first.tablet.close()
    const copied = await cloneStorage(first.storage)
    const one = await story.wakeUp(first.storage)
    await story.together(story.manager, one)
    await one.does(issueTicket, payment)
    await story.together(story.manager, one)
    const two = await story.wakeUp(copied)
    const subs = ({ tablet }: StoryTablet) => [...tablet.log.hall.journals.values()].filter(({ sub }) => sub).length
    await until(() => [story.manager, one, two].every((each) => subs(each) === 2))
    for (let i = 0; i < 6; i++) await (i % 2 === 0 ? one : two).does(issueTicket, payment)
    await story.together(story.manager, one, two)
    expect(ticketsOf(two)).toHaveLength(7)
    expect(ticketsOf(two).filter(({ sameLabel }) => sameLabel)).toEqual([])
    expect(ticketsOf(two)).toEqual(ticketsOf(story.manager))
  })
})
