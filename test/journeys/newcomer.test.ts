import { afterEach, describe, expect, it } from 'vitest'
import { businessDay } from '#domain/day/businessDay.ts'
import type { Kind } from '#domain/kind.ts'
import { queueSlice } from '#domain/queue/fold.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { kinds } from '#domain/whole.ts'
import { codeFor } from '#support/letIn.ts'
import { emptyStorage } from '#support/openTablet.ts'
import { pairTablet } from '#support/signingTablet.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const payment = { queue: 'q-pay', service: null, priority: null }
let story: TownStory
afterEach(() => story.close())

const ticketsOf = ({ tablet }: StoryTablet) => [...tablet.log.hall.tickets.values()]

/** What this process does not know, neither its server nor its tablets know. Answers how it is learnt again. */
function forgetKind(name: string): () => void {
  const book = kinds as Map<string, Kind>
  const folds = queueSlice.folds as (typeof queueSlice.folds)[number][]
  const at = folds.findIndex(([kind]) => kind === name)
  const [known, fold] = [book.get(name), folds[at]]
  if (!known || !fold) throw new Error(`no kind is called ${name}`)
  book.delete(name)
  folds.splice(at, 1)
  return () => {
    book.set(name, known)
    folds.splice(at, 0, fold)
  }
}

describe('a newcomer', () => {
  it('shows today before a long history has come, and counts nothing twice when it has', async () => {
    story = await openTownStory()
    const books = await pairTablet(story.server, await codeFor(story.manager.tablet, 'manager', '账房'))
    const { tablet } = story.manager
    const thisDay = businessDay(tablet.log.hall, tablet.now())
    const [earlier, yesterday] = [3, 2].map((days) => businessDay(tablet.log.hall, tablet.now() - days * 86_400_000))
    const happen = (day = '', count: number) => {
      for (let i = 1; i <= count; i++) {
        const label = `B${String(i).padStart(4, '0')}`
        const body = { label, number: i, origin: 'roll', queue: 'q-plan', service: null, day, priority: null, ahead: 0 }
        books.notebook.write({ kind: 'TicketIssued', subject: `t_${day}_${i}`, body: { ...body, quote: null } })
      }
    }
    const close = (day = '', next = '') =>
      books.notebook.write({ kind: 'DayClosed', subject: day, body: { open: 'void', next, known: {} } })
    happen(earlier, 1_500)
    close(earlier, yesterday)
    happen(yesterday, 1_500)
    close(yesterday, thisDay)
    happen(thisDay, 40)
    for (let from = 1; from <= books.notebook.lines.length; from += 500)
      await books.pushLines(books.notebook.lines.slice(from - 1, from + 499), from)
    const code = await codeFor(story.manager.tablet, 'reception', '前台')

    let letHistoryCome = () => {}
    const history = new Promise<void>((resolve) => {
      letHistoryCome = resolve
    })
    const newcomer = await story.wakeUp(emptyStorage(), { hold: (path) => (path.includes('after=0') ? history : null) })
    await newcomer.tablet.pair({ code, name: '前台' })
    const today = () => ticketsOf(newcomer).filter(({ day }) => day === thisDay)
    await until(() => today().length === 40)
    expect(newcomer.tablet.status.behind).toBeGreaterThan(3_000)
    expect(newcomer.tablet.log.hall.settings.queues).toHaveLength(3)
    await newcomer.does(issueTicket, { queue: 'q-plan', service: null, priority: null })
    letHistoryCome()
    await story.together(story.manager, newcomer)
    expect(today()).toHaveLength(41)
    expect(ticketsOf(newcomer)).toEqual(ticketsOf(story.manager))
    expect(newcomer.tablet.status.missing).toEqual([])
  })

  it('with a newer app does things that older tablets keep, pass on and count once they are updated', async () => {
    const restore = forgetKind('TicketCancelled')
    let reception: StoryTablet
    try {
      story = await openTownStory()
      reception = await story.join('reception', '前台')
      await reception.does(issueTicket, payment)
      await story.together(story.manager, reception)
      const [ticket] = ticketsOf(reception)
      const newer = await pairTablet(story.server, await codeFor(story.manager.tablet, 'reception', '新版平板'))
      newer.notebook.write({ kind: 'TicketCancelled', subject: ticket?.id ?? '', body: { reason: 'left' } })
      expect(await newer.push()).toMatchObject({ status: 200, body: { quarantined: [] } })
      await until(() => reception.tablet.status.behind === 0)
      await story.together(story.manager, reception)
      expect(ticketsOf(reception)[0]?.status).toBe('waiting')
    } finally {
      restore()
    }
    const updated = await reception.restart({ version: 'next' })
    expect(ticketsOf(updated)[0]).toMatchObject({ status: 'cancelled', outcome: 'left' })
  })

  it('that writes what its place may not write changes nothing, and the manager sees which line it was', async () => {
    story = await openTownStory()
    const rogue = await pairTablet(story.server, await codeFor(story.manager.tablet, 'reception', '前台'))
    const { numbers } = story.manager.tablet.log.hall
    const lease = { queue: 'q-pay', day: '2026-11-28', from: 1, to: 20, tablet: rogue.tablet }
    rogue.notebook.write({ kind: 'NumbersLeased', subject: 'r_1', body: lease })
    expect(await rogue.push()).toMatchObject({ body: { quarantined: [{ n: 2, code: 'not-allowed-here' }] } })
    await until(() => story.manager.tablet.status.setAside.length === 1)
    expect(story.manager.tablet.status.setAside).toEqual([
      { journal: rogue.notebook.journal, n: 2, code: 'not-allowed-here' },
    ])
    expect(story.manager.tablet.log.hall.numbers).toEqual(numbers)
  })
})
