import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import CaseDetail from '#app/backoffice/CaseDetail.vue'
import ImprovementsPage from '#app/improvements/ImprovementsPage.vue'
import OverdueImprovements from '#app/improvements/OverdueImprovements.vue'
import RecordsPage from '#app/plans/RecordsPage.vue'
import { openCase } from '#domain/cases/commands.ts'
import { doImprovement, openImprovement } from '#domain/improvements/commands.ts'
import { declareIncident, endDrill, standDown, startDrill } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { atRest } from '#support/atRest.ts'
import { planChange } from '#support/caseStory.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press, typeInto } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { townHall } from '#support/townHall.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
  document.body.innerHTML = ''
})

describe('an item of improvement', () => {
  it.each(['what was real', 'a drill'])('is opened where %s is judged (1.1.4)', async (which) => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    if (which === 'a drill') {
      await tablet.log.perform(startDrill, {
        plan: 'P05',
        version: 1,
        level: 4,
        purposes: ['train'],
        objectives: ['stars-95'],
      })
      const drill = foremost(tablet.log.hall)?.id ?? ''
      await tablet.log.perform(endDrill, { incident: drill, completed: false, reason: '' })
    } else {
      await tablet.log.perform(declareIncident, { plan: 'P05', version: 1, level: 4 })
      const incident = foremost(tablet.log.hall)?.id ?? ''
      await tablet.log.perform(standDown, { incident, met: 4, of: 4, reason: null })
    }
    const [id] = tablet.log.hall.incidents.keys()
    expect(tablet.log.hall.incidents.get(id ?? '')?.over).toBeTruthy()
    shown = mountScreen(RecordsPage, { tablet })
    await until(() => pageText().includes('还没有从这里开改进项'))
    await press('开改进项')
    await typeInto('要改进什么', '应急灯换电池')
    await shown.find('.improvementForm').trigger('submit')
    await atRest()
    expect([...tablet.log.hall.improvements.values()]).toMatchObject([
      { of: id, what: '应急灯换电池', owner: STAFF.chen },
    ])
    expect(pageText()).toContain('老陈负责，最晚 2026-12-23')
  })

  it('is opened beside a complaint that is checked, and beside no other case (1.1.4)', async () => {
    const [some] = townHall.services ?? []
    const services = ['SV11', 'SV12'].map((id) => ({ ...some!, id }))
    const tablet = createFakeTablet({ place: 'backoffice', by: STAFF.chen, settings: { ...townHall, services } })
    for (const service of ['SV11', 'SV12']) await tablet.log.perform(openCase, { ...planChange, service })
    const show = (service: string) => {
      shown?.unmount()
      const found = [...tablet.log.hall.cases.values()].find((each) => each.service === service)
      shown = mountScreen(CaseDetail, { tablet, props: { found, reason: 'review' } })
    }
    show('SV11')
    await until(() => pageText().includes('还没有从这里开改进项'))
    show('SV12')
    await atRest()
    expect(pageText()).not.toContain('改进项')
  })

  it('is in the book with what was done, by whom and when, and whether it helped (1.1.57)', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    const ask = { of: null, what: '门要能推开', owner: STAFF.wang, due: '2026-11-23' }
    tablet.colleague('counter', STAFF.li).perform(openImprovement, ask)
    shown = mountScreen(ImprovementsPage, { tablet })
    await press('已做完')
    await typeInto('做了什么，凭什么看得出来', '换了门磁，试过三次')
    await press('保存')
    expect(pageText()).toContain('老陈 09:00 完成，依据：换了门磁，试过三次')
    // Whoever did it does not check it.
    await press('检查效果')
    await press('有效，结束')
    expect(pageText()).toContain('完成的人不检查效果，请另一位同事来')
  })
})

describe('the manager', () => {
  it('is told of what is past its day until it is done, and of nothing else (1.1.4)', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    const wang = tablet.colleague('counter', STAFF.wang)
    const [event] = wang.perform(openImprovement, {
      of: null,
      what: '门要能推开',
      owner: STAFF.wang,
      due: '2026-11-23',
    })
    shown = mountScreen(OverdueImprovements, { tablet })
    expect(pageText()).toBe('')
    tablet.pass(2 * 24 * 60)
    shown.unmount()
    shown = mountScreen(OverdueImprovements, { tablet })
    expect(pageText()).toContain('门要能推开：小王负责，最晚 2026-11-23')
    wang.perform(doImprovement, { improvement: event?.subject ?? '', evidence: '换了门磁' })
    await atRest()
    expect(pageText()).toBe('')
  })
})
