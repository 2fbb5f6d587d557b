import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import ElsewhereSheet from '#app/intake/ElsewhereSheet.vue'
import HallChannels from '#app/manager/HallChannels.vue'
import { cases } from '#app/words/zh/cases.ts'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { referralsOn } from '#domain/ledger/queries.ts'
import { configureHall } from '#domain/settings/commands.ts'
import type { SettingsChange } from '#domain/settings/events.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press, typeInto } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
  document.body.innerHTML = ''
})

async function hall(change: SettingsChange = {}): Promise<FakeTablet> {
  const settings = { queues: [...startQueues], services: [...startServices] }
  const tablet = createFakeTablet({ place: 'counter', by: STAFF.chen, settings })
  await tablet.log.perform(configureHall, { planVariables: { 本厅电话: '010-1111' }, ...change })
  return tablet
}
async function show(tablet: FakeTablet, service: string): Promise<void> {
  shown?.unmount()
  shown = mountScreen(ElsewhereSheet, { tablet, props: { form: formOf(service), open: true } })
  await atRest()
}

describe('what a customer is told who cannot come', () => {
  it('has each way with its number, hours, page and place as the hall has set them, and goes home on paper (1.1.14)', async () => {
    const tablet = await hall()
    shown = mountScreen(HallChannels, { tablet })
    await typeInto('服务时间', '8:00 到 22:00')
    await typeInto('地址', '人民路 1 号')
    await shown.find('form').trigger('submit')
    await atRest()
    const { 'online-hall': card } = tablet.log.hall.settings.channels
    expect(card).toMatchObject({ hours: '8:00 到 22:00', place: '人民路 1 号' })

    await show(tablet, 'SV05')
    const text = '网址：https://www.10086.cn'
    for (const said of ['电话：10086', '服务时间：8:00 到 22:00', text, '地址：人民路 1 号'])
      expect(pageText()).toContain(said)
    let onPaper = ''
    window.print = () => {
      onPaper = document.querySelector('.slipPaper')?.textContent ?? ''
    }
    await press('打印给客户')
    await until(() => onPaper !== '')
    for (const said of ['套餐变更', '网上营业厅', text, '电话：10086', '地址：人民路 1 号', '不用代办'])
      expect(onPaper).toContain(said)
    await press('没有打出来')
    expect(pageText()).toContain(cases.receiptNotOut)
  })

  it('is counted once for each way that was told, and for no other (1.1.14)', async () => {
    const tablet = await hall()
    await show(tablet, 'SV01')
    const counted = () => referralsOn(tablet.log.hall, '2026-11-23').map(({ channel, times }) => `${channel} ${times}`)
    expect(counted()).toEqual([])
    // The hall's own telephone stands where nothing else was set.
    expect(pageText()).toContain('电话：010-1111')
    await press('已告知：预约办理')
    expect(counted()).toEqual(['appointment 1'])
    const [pressed] = [...document.querySelectorAll('button')].filter((each) => each.textContent.includes('已计入统计'))
    expect(pressed?.textContent).toContain('预约办理')
    expect(pressed?.getAttribute('aria-disabled')).toBe('true')
    await press('已告知：须本人到场')
    expect(counted().sort()).toEqual(['appointment 1', 'in-person 1'])
  })

  it('says who may come for the customer and with what, or that nobody may, as the hall has it (1.1.14)', async () => {
    await show(await hall(), 'SV01')
    expect(pageText()).toContain('代办规定：可以代办，代办人要带：代办人身份证件原件、授权委托书。')
    await show(await hall({ parameters: { agentAllowedForEntry: false } }), 'SV01')
    expect(pageText()).toContain('代办规定：本厅规定不能代办，须本人到场。')
    await show(await hall(), 'SV06')
    expect(pageText()).toContain('代办规定：不能代办，须本人到场。')
    await show(await hall(), 'SV05')
    expect(pageText()).toContain('代办规定：不用代办')
  })
})
