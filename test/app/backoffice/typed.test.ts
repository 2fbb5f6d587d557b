import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import BackofficeScreen from '#app/backoffice/BackofficeScreen.vue'
import { keepForm, openCase, submitCase } from '#domain/cases/commands.ts'
import { declareInterruption, endInterruption } from '#domain/interruptions/commands.ts'
import { takeLateEntry } from '#domain/lateEntry/commands.ts'
import { atRest } from '#support/atRest.ts'
import { paper, planChange } from '#support/caseStory.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, typeInto } from '#support/mountApp.ts'
import { findField } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => shown?.unmount())

describe('what is typed at the back office', () => {
  it('is there when one comes back from another tab', async () => {
    const tablet = createFakeTablet({ place: 'backoffice', by: STAFF.chen })
    const clerk = tablet.colleague('counter', STAFF.wang)
    clerk.perform(declareInterruption, { what: 'operator-system', drafts: 0 })
    const [service] = tablet.log.hall.settings.services
    const steps = { 'in-reach': [], 'out-of-reach': [] }
    const [opened] = clerk.perform(openCase, { ...planChange, steps, service: service?.id ?? '' })
    const id = opened?.subject ?? ''
    const form = { case: id, paper: paper(1), tags: [], phone: null, monthEnd: false, most: null }
    clerk.perform(keepForm, { ...form, holds: [], cash: 0 })
    clerk.perform(submitCase, { case: id, receipt: 'accepted' })
    clerk.perform(endInterruption, {})
    await tablet.log.perform(takeLateEntry, { case: id })
    shown = mountScreen(BackofficeScreen, { tablet })
    const tab = async (name: string) => {
      const found = [...document.querySelectorAll('[role="tab"]')].find((each) => each.textContent?.trim() === name)
      found?.dispatchEvent(new MouseEvent('mousedown', { button: 0 }))
      await atRest()
    }
    await tab('补录 1')
    await until(() => document.querySelector('.caseList button') !== null, pageText)
    document.querySelector<HTMLElement>('.caseList button')?.click()
    await atRest()
    await typeInto('系统流水号', 'BOSS2026113000017')
    await tab('对账')
    await until(() => document.querySelector('.lateTab') === null, pageText)
    await tab('补录 1')
    await until(() => document.querySelector('.lateTab') !== null, pageText)
    expect(findField('系统流水号').value).toBe('BOSS2026113000017')
  })
})
