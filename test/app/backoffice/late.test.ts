import { expect, it } from 'vitest'
import CallsTab from '#app/backoffice/CallsTab.vue'
import LateTab from '#app/backoffice/LateTab.vue'
import { confirmCase, finishStep, keepForm, submitCase } from '#domain/cases/commands.ts'
import { declareInterruption, endInterruption } from '#domain/interruptions/commands.ts'
import { callBack, enterCase, takeLateEntry } from '#domain/lateEntry/commands.ts'
import { atRest } from '#support/atRest.ts'
import { createStory, paper } from '#support/caseStory.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountScreen } from '#support/mountScreen.ts'

/** A case that was taken down while the operator was out of reach, with the operator back. */
function deferred() {
  const story = createStory()
  story.ask(declareInterruption, { what: 'network', drafts: 0 })
  const id = story.open()
  story.ask(keepForm, { case: id, paper: paper(1), holds: [], phone: null, monthEnd: false, cash: 0 })
  story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
  story.ask(confirmCase, { case: id, how: 'signature', paper: paper(2) })
  story.ask(finishStep, { case: id, step: 'confirm', evidence: ['confirmation'] })
  story.ask(submitCase, { case: id, receipt: 'accepted' })
  story.ask(endInterruption, {})
  return { story, id }
}
const zhao = { by: 's_zhao', on: 'backoffice' }

it('gives whoever enters a case afterwards its own number for the remark of the operator’s system', async () => {
  const { story, id } = deferred()
  story.ask(takeLateEntry, { case: id }, { by: STAFF.li, on: 'manager', at: '10:00' })
  const tablet = createFakeTablet({
    place: 'backoffice',
    by: STAFF.li,
    found: story.hall,
    startsAt: '2026-11-23T02:01:00.000Z',
  })
  const tab = mountScreen(LateTab, { tablet })
  tab.find<HTMLElement>('.casesBeside button, .casesBeside [role=radio]').element.click()
  await atRest()
  expect(tab.text()).toContain(`重复录入时能查出来： ${id}`)
  tab.unmount()
})

it('says of a call that is overdue why: nobody answered, or nobody has called (1.1.19)', () => {
  const { story, id } = deferred()
  story.ask(enterCase, { case: id, serial: 'BOSS-1', confirmHours: null }, zhao)

  const shownAt = (startsAt: string) => {
    const tablet = createFakeTablet({ place: 'backoffice', by: 's_zhao', found: story.hall, startsAt })
    const tab = mountScreen(CallsTab, { tablet })
    const text = tab.text()
    tab.unmount()
    return text
  }
  expect(shownAt('2026-11-23T02:00:00.000Z')).not.toContain('已过期')
  expect(shownAt('2026-11-25T02:00:00.000Z')).toMatch(/已过期（应在 .* 前告知） · 还没有人打过/)
  story.ask(callBack, { case: id, result: 'no-answer' }, zhao)
  expect(shownAt('2026-11-25T02:00:00.000Z')).toMatch(/已过期（应在 .* 前告知） · 1 个时段没人接/)
})
