import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import SummaryTab from '#app/backoffice/SummaryTab.vue'
import CounterScreen from '#app/counter/CounterScreen.vue'
import ReceptionScreen from '#app/reception/ReceptionScreen.vue'
import { keepForm, openCase, submitCase } from '#domain/cases/commands.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { returnCase } from '#domain/review/commands.ts'
import { atRest } from '#support/atRest.ts'
import { paper, planChange } from '#support/caseStory.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => shown?.unmount())

async function handIn(tablet: FakeTablet): Promise<string> {
  const [service] = tablet.log.hall.settings.services
  const steps = { 'in-reach': [], 'out-of-reach': [] }
  const opened = await tablet.log.perform(openCase, { ...planChange, steps, service: service?.id ?? '' })
  const id = opened.ok ? (opened.events[0]?.subject ?? '') : ''
  const form = { case: id, paper: paper(1), tags: [], phone: null, monthEnd: false, most: null }
  await tablet.log.perform(keepForm, { ...form, holds: [], cash: 0 })
  await tablet.log.perform(submitCase, { case: id, receipt: 'none' })
  return id
}

describe('a case that is sent back', () => {
  it.each([
    ['counter', CounterScreen],
    ['reception', ReceptionScreen],
  ] as const)(
    'stands on the work screen at once with its reason in words, and goes on from there: %s (1.1.8)',
    async (place, screen) => {
      const tablet = createFakeTablet({ place, by: STAFF.wang })
      if (place === 'counter') await tablet.log.perform(openCounter, { counter: '1' })
      const id = await handIn(tablet)
      shown = mountScreen(screen, { tablet })
      await until(() => pageText().includes('小王'), pageText)
      expect(pageText()).not.toContain('复核退回')
      tablet.colleague('manager', STAFF.chen).perform(returnCase, { case: id, reason: 'photo-unclear' })
      await until(() => pageText().includes('老陈 复核退回：照片不清楚'), pageText)
      await press('按退回原因改')
      await until(() => document.querySelector('.intakePage') !== null, pageText)
      expect(document.querySelector('.intakePage')?.textContent).toContain('缴费充值')
    },
  )
})

describe('the summary of the back office', () => {
  it('says of a day and of its week what was handed in, sent back and why, and by whom it was looked at (1.1.8)', async () => {
    const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang })
    const id = await handIn(tablet)
    tablet.colleague('manager', STAFF.chen).perform(returnCase, { case: id, reason: 'photo-unclear' })
    shown = mountScreen(SummaryTab, { tablet })
    const rows = () =>
      [...document.querySelectorAll('.summaryTab tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim()),
      )
    expect(rows()).toContainEqual(['前台提交', '1'])
    expect(rows()).toContainEqual(['复核退回', '1'])
    expect(rows()).toContainEqual(['其中：照片不清楚', '1'])
    expect(rows()).toContainEqual(['其中：谁复核的 老陈', '1'])
    findByRole('radio', '周报').click()
    await atRest()
    expect(pageText()).toContain('后台汇总 · 2026-11-23 至 2026-11-29')
    expect(rows()).toContainEqual(['前台提交', '1'])
  })
})
