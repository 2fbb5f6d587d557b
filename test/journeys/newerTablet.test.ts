// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import UncountedPage from '#app/manager/UncountedPage.vue'
import { issueTicket } from '#domain/tickets/commands.ts'
import '#support/freshPage.ts'
import { pageText } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { asAnOlderBuild } from '#support/olderBuild.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

const ticket = { queue: 'q-pay', service: null, priority: null }
const newTicket = { ...ticket, priority: 'elderly' } as const
let story: TownStory
afterEach(() => story.close())

const labels = ({ tablet }: StoryTablet) => [...tablet.log.hall.tickets.values()].map(({ label }) => label)

it('keeps tickets that a newer tablet printed, says so, prints none of their numbers again, and counts them after the update', async () => {
  story = await openTownStory()
  const reception = await story.join('reception', '前台')
  const office = await story.join('manager', '账房')
  office.cut()
  await reception.does(issueTicket, ticket)
  await reception.does(issueTicket, newTicket)
  await reception.does(issueTicket, newTicket)
  await story.together(story.manager, reception)
  const printed = labels(reception)
  expect(printed).toHaveLength(3)
  const older = asAnOlderBuild(({ priority }) => priority === 'elderly')
  let after: string[]
  try {
    office.mend()
    await story.together(story.manager, office)
    expect(labels(office)).toEqual(printed.slice(0, 1))
    expect(office.tablet.log.hall.waiting.map(({ why }) => why)).toEqual(['newer-version', 'newer-version'])
    const screen = mountScreen(UncountedPage, { tablet: office.tablet })
    await until(() => pageText().includes('程序比本机新'), pageText)
    screen.unmount()
    const put = await reception.restart({ version: 'older' })
    expect(labels(put)).toEqual(printed.slice(0, 1))
    await put.does(issueTicket, ticket)
    after = [...printed, ...labels(put).slice(1)]
    expect(new Set(after).size).toBe(4)
    await story.together(office, put)
    await put.restart({ version: 'older' })
  } finally {
    older.update()
  }
  const updated = await office.restart({ version: 'next' })
  await until(
    () => labels(updated).length === 4,
    () => labels(updated).join(),
  )
  expect(labels(updated)).toEqual(after)
  expect(updated.tablet.log.hall.waiting).toEqual([])
})
