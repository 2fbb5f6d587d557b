import { expect, it } from 'vitest'
import ReconcileTab from '#app/backoffice/ReconcileTab.vue'
import { confirmCase, finishStep, keepForm, submitCase } from '#domain/cases/commands.ts'
import { declareInterruption, endInterruption } from '#domain/interruptions/commands.ts'
import { enterCase } from '#domain/lateEntry/commands.ts'
import { createStory, paper } from '#support/caseStory.ts'
import { createFakeTablet } from '#support/fakeTablet.ts'
import { pageText, press, typeInto } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

it('names each receipt that is missing, and says on which side (drill J)', async () => {
  const story = createStory()
  story.ask(declareInterruption, { what: 'network', drafts: 0 })
  const [entered, open] = [1, 2].map(() => {
    const id = story.open()
    story.ask(keepForm, { case: id, paper: paper(1), holds: [], phone: null, monthEnd: false, cash: 0 })
    story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
    story.ask(confirmCase, { case: id, how: 'signature', paper: paper(2) })
    story.ask(finishStep, { case: id, step: 'confirm', evidence: ['confirmation'] })
    story.ask(submitCase, { case: id, receipt: 'accepted' })
    return id
  })
  story.ask(endInterruption, {})
  story.ask(enterCase, { case: entered!, serial: 'BOSS-1', confirmHours: null }, { by: 's_zhao', on: 'backoffice' })
  const numberOf = (id: string) => story.case(id).receipt?.number ?? 'none'

  const tablet = createFakeTablet({ place: 'backoffice', by: 's_zhao', found: story.hall })
  const tab = mountScreen(ReconcileTab, { tablet })
  await typeInto('运营商清单', 'BOSS-9')
  await press('比对')
  expect(pageText()).toContain(`1 笔还没有了结：${numberOf(open!)}`)
  expect(pageText()).toContain(`1 笔本厅已录、运营商清单没有：${numberOf(entered!)}（流水号 BOSS-1）`)
  expect(pageText()).toContain('1 个流水号运营商有、本厅没有：BOSS-9')
  tab.unmount()
})
