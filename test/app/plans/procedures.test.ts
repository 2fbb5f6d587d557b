import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import HallProcedures from '#app/manager/HallProcedures.vue'
import ProceduresPage from '#app/plans/ProceduresPage.vue'
import { startServices } from '#content/services.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, typeInto } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})
async function choose(value: string): Promise<void> {
  const select = document.querySelector('select')
  if (!select) throw new Error('nothing to choose from')
  select.value = value
  select.dispatchEvent(new Event('change'))
  await atRest()
}
async function save(): Promise<void> {
  document.querySelector('form')?.requestSubmit()
  await atRest()
}

describe('how business is done', () => {
  it('is read in the book, service by service, and put into the words of this hall’s plan by a manager (1.1.12)', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    const queue = tablet.log.hall.settings.queues[0]?.id ?? ''
    const services = startServices.filter(({ id }) => ['SV09', 'SV14'].includes(id)).map((each) => ({ ...each, queue }))
    expect(await tablet.log.perform(configureHall, { services })).toMatchObject({ ok: true })
    shown = mountScreen(ProceduresPage, { tablet })
    await choose('SV09')
    expect(document.querySelectorAll('ol > li')).toHaveLength(4)
    expect(pageText()).toContain('步骤是预案定的。')
    expect(pageText()).toContain('客户选择办理方式：现金、刷卡或移动支付。')
    await choose('SV14')
    expect(pageText()).toContain('预案没有写这项业务的步骤')

    shown.unmount()
    shown = mountScreen(HallProcedures, { tablet })
    await choose('payment')
    await typeInto('选择方式', '客户自选缴费方式：现金、刷卡、移动支付。')
    await save()
    expect(tablet.log.hall.settings.procedures).toEqual({
      payment: { choose: '客户自选缴费方式：现金、刷卡、移动支付。' },
    })

    shown.unmount()
    shown = mountScreen(ProceduresPage, { tablet })
    await choose('SV09')
    expect(pageText()).toContain('客户自选缴费方式：现金、刷卡、移动支付。')
    expect(pageText()).toContain('本厅预案原文')

    shown.unmount()
    shown = mountScreen(HallProcedures, { tablet })
    await choose('payment')
    await typeInto('选择方式', '')
    await save()
    expect(tablet.log.hall.settings.procedures).toEqual({})
  })
})
