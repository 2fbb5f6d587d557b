import { afterEach, expect, it } from 'vitest'
import DuePapersCard from '#app/manager/DuePapersCard.vue'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { caseAskOf } from '#domain/cases/caseAsk.ts'
import { endCase, keepCasePaper, openCase } from '#domain/cases/commands.ts'
import { closeDay } from '#domain/day/commands.ts'
import { noteVisitor } from '#domain/door/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { atRest } from '#support/atRest.ts'
import { paper } from '#support/caseStory.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: ReturnType<typeof mountScreen> | null = null
afterEach(() => shown?.unmount())

it('are destroyed when a manager looks at the day, and given back when the manager says so (Q63)', async () => {
  const tablet = createFakeTablet({
    place: 'manager',
    by: STAFF.chen,
    settings: { queues: [...startQueues], services: [...startServices], rules: { photoDays: 1 } },
  })
  const counter = tablet.colleague('counter', STAFF.wang)
  const [opened] = counter.perform(openCase, caseAskOf(formOf('SV05')!, null))
  const id = opened?.subject ?? ''
  counter.perform(keepCasePaper, { case: id, kind: 'photo', papers: [paper(2), paper(3)], holds: [] })
  counter.perform(endCase, { case: id, outcome: 'cancelled', reason: 'customer' })
  shown = mountScreen(DuePapersCard, { tablet })
  for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) {
    await atRest()
    expect(pageText()).not.toContain('到期')
    tablet.colleague('manager', STAFF.chen).perform(closeDay, { day, open: 'void' })
    tablet.pass(24 * 60)
  }
  await until(() => pageText().includes('2 份资料正在销毁'))
  expect([...tablet.log.hall.shredded]).toEqual([paper(2), paper(3)])
  await press('停下，恢复这些资料')
  await atRest()
  expect(tablet.log.hall.shredded.size).toBe(0)
  expect(pageText()).not.toContain('到期')
})

it('of what a customer left at the door are destroyed as well, once the day after is closed', async () => {
  const settings = { queues: [...startQueues], services: [...startServices] }
  const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen, settings })
  const door = tablet.colleague('reception', STAFF.wang)
  const [issued] = door.perform(issueTicket, { queue: 'A', service: 'SV09', priority: null })
  const ticket = issued?.subject ?? ''
  door.perform(noteVisitor, { ticket, paper: paper(4), holds: ['name'], phone: null })
  shown = mountScreen(DuePapersCard, { tablet })
  for (const day of ['2026-11-23', '2026-11-24']) {
    await atRest()
    expect(tablet.log.hall.shredded.size).toBe(0)
    tablet.colleague('manager', STAFF.chen).perform(closeDay, { day, open: 'void' })
    tablet.pass(24 * 60)
  }
  await until(() => tablet.log.hall.shredded.has(paper(4)))
  expect(pageText()).toContain('1 份资料正在销毁')
})
