import { afterEach, describe, expect, it, vi } from 'vitest'
import ContinuityPanel from '#app/continuity/ContinuityPanel.vue'
import BackupPage from '#app/plans/BackupPage.vue'
import { continuity as words } from '#app/words/zh/continuity.ts'
import { refusals } from '#app/words/zh/refusals.ts'
import { listBackup } from '#domain/continuity/commands.ts'
import { declareIncident } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { findByRole, findField } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'

afterEach(() => {
  document.body.innerHTML = ''
})
const press = async (name: string) => {
  findByRole('button', name).click()
  await atRest()
}
const router = { backup: 'router', name: '应急路由', where: '后台柜', keeper: '小张', phone: '138' } as const

describe('the page of backups', () => {
  it('lists one, notes that it does not work with the reason, then that it does', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    const page = mountScreen(BackupPage, { tablet })
    expect(page.text()).toContain(words.none)
    // What the hall can bear is there without any backup.
    expect(page.text()).toContain('缴费复机')
    await press(words.add)
    const name = findField(words.name)
    name.value = '应急路由'
    name.dispatchEvent(new Event('input'))
    await atRest()
    await page.find('form').trigger('submit')
    await atRest()
    expect(page.text()).toContain(words.readiness.untested)
    await press(words.broken)
    expect(page.text()).toContain(refusals['reason-is-missing']({}))
    const note = findField(words.note)
    note.value = '没有流量'
    note.dispatchEvent(new Event('input'))
    await atRest()
    await press(words.broken)
    expect(page.text()).toContain(words.readiness.failed)
    expect(page.text()).toContain('没有流量')
    await press(words.works)
    expect(page.text()).toContain(words.readiness.ready)
    page.unmount()
  })
})

describe('moving business beside the checklist', () => {
  it('is chosen, handed over, tried and resumed', async () => {
    const tablet = createFakeTablet({ place: 'counter' })
    tablet.colleague('manager', STAFF.chen).perform(listBackup, { ...router, id: null })
    await tablet.log.perform(declareIncident, { plan: 'P04', version: 1, level: 3 })
    const incident = foremost(tablet.log.hall)
    const panel = mountScreen(ContinuityPanel, { tablet, props: { incident } })
    await press(words.begin)
    expect(panel.text()).toContain(words.moving({ name: '应急路由' }))
    const seen = vi.spyOn(Element.prototype, 'scrollIntoView')
    await press(words.resume)
    expect(panel.text()).toContain(refusals['trial-has-not-passed']({}))
    // Whoever tapped far below the head of the panel sees it, and again when it is refused again.
    await press(words.resume)
    expect(seen.mock.contexts).toEqual(Array(2).fill(document.querySelector('.refusalPlace')))
    seen.mockRestore()
    await panel.find('input[type="checkbox"]').setValue(true)
    await atRest()
    expect([...(tablet.log.hall.continuity.moves.get(incident?.id ?? '')?.items.keys() ?? [])]).toEqual(['cash'])
    await press(words.trialWorked)
    tablet.pass(12)
    await press(words.resume)
    expect(panel.text()).toMatch(/恢复营业，中断 12 分钟/)
    panel.unmount()
  })
})
