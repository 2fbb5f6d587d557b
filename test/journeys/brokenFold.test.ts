// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import TodayTab from '#app/manager/TodayTab.vue'
import UncountedPage from '#app/manager/UncountedPage.vue'
import { incidentsSlice } from '#domain/incidents/fold.ts'
import type { Kind } from '#domain/kind.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { ticketKinds } from '#domain/tickets/events.ts'
import type { HallEvent } from '#domain/whole.ts'
import '#support/freshPage.ts'
import { pageText } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const plan = { queue: 'q-plan', service: null, priority: null }
const payment = { queue: 'q-pay', service: null, priority: null }
let story: TownStory
afterEach(() => story.close())

/**
 * A mistake of ours, in every tablet of this process that is opened from now on: the incidents listen to tickets besides the
 * queue, and one for a change of plan is too much for them, once it is `made`.
 */
function makeMistake(made: boolean) {
  const folds = incidentsSlice.folds as (typeof incidentsSlice.folds)[number][]
  const kinds = incidentsSlice.kinds as Record<string, Kind>
  const before = folds.length
  folds.push([
    'TicketIssued',
    (_hall: object, { body }: HallEvent<'TicketIssued'>) => {
      if (mistake.made && body.queue === plan.queue) throw new Error('our own mistake')
    },
  ])
  kinds.TicketIssued = ticketKinds.TicketIssued
  function mend(): void {
    folds.splice(before, 1)
    delete kinds.TicketIssued
  }
  const mistake = { made, mend }
  return mistake
}

const hallOf = ({ tablet }: StoryTablet) => tablet.log.hall
const queuesOf = (each: StoryTablet) => [...hallOf(each).tickets.values()].map(({ queue }) => queue)

/** What the manager reads on a page of this tablet once it says so much: what is seldom wrong comes after the page. */
async function told(
  { tablet }: StoryTablet,
  page: typeof TodayTab | typeof UncountedPage,
  much: string,
): Promise<string> {
  const screen = mountScreen(page, { tablet })
  await until(() => pageText().includes(much), pageText)
  const text = pageText()
  screen.unmount()
  return text
}

it('leaves out the event that a fold breaks on, tells the manager on whatever tablet, and counts it once the app is mended', async () => {
  const mistake = makeMistake(false)
  let restarted: StoryTablet
  try {
    story = await openTownStory()
    let reception = await story.join('reception', '前台')
    reception.cut()
    await reception.does(issueTicket, plan)
    await reception.does(issueTicket, payment)
    mistake.made = true
    reception.mend()
    await story.together(story.manager, reception)
    reception = await reception.restart()
    const left = hallOf(story.manager).unfolded
    expect(left).toMatchObject([{ kind: 'TicketIssued', slice: 'incidents', why: 'Error: our own mistake' }])
    const fresh = await story.join('manager', '账房')
    restarted = await story.manager.restart()
    await story.together(restarted, fresh, reception)
    for (const each of [reception, restarted, fresh]) {
      expect(queuesOf(each)).toEqual([payment.queue])
      expect(hallOf(each).unfolded).toEqual(left)
    }
    for (const each of [restarted, fresh]) {
      expect(await told(each, TodayTab, '1 条记录不算数')).toContain('看原因和办法')
      expect(await told(each, UncountedPage, '有记录暂时没有全部计入')).toMatch(/\d\d:\d\d，前台 的记录/)
    }
  } finally {
    mistake.mend()
  }
  const mended = await restarted.restart({ version: 'next' })
  expect(queuesOf(mended)).toEqual([plan.queue, payment.queue])
  expect(hallOf(mended).unfolded).toEqual([])
  expect(await told(mended, TodayTab, '缴费充值')).not.toContain('不算数')
})

it('refuses what would break it before anything is written, and goes on', async () => {
  const mistake = makeMistake(true)
  try {
    story = await openTownStory()
    const reception = await story.join('reception', '前台')
    await until(() => reception.tablet.status.unsent.count === 0)
    expect(await reception.tablet.log.perform(issueTicket, plan)).toMatchObject({ ok: false, why: 'own-mistake' })
    expect(reception.tablet.status.unsent.count).toBe(0)
    await reception.does(issueTicket, payment)
    expect(queuesOf(reception)).toEqual([payment.queue])
    await story.together(story.manager, reception)
    expect(hallOf(story.manager).unfolded).toEqual([])
  } finally {
    mistake.mend()
  }
})
