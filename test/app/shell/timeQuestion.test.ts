import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import ReceptionScreen from '#app/reception/ReceptionScreen.vue'
import OverPlace from '#app/shell/OverPlace.vue'
import type { Language } from '#app/words/words.ts'
import { declareIncident } from '#domain/incidents/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet } from '#support/fakeTablet.ts'
import { findByRole, findField } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'

let screen: VueWrapper | undefined
afterEach(() => screen?.unmount())

const Reception = defineComponent(() => () => [h(ReceptionScreen), h(OverPlace)])
async function tap(name: string): Promise<void> {
  findByRole('button', name).click()
  await atRest()
}
async function takeNumber(start: string): Promise<void> {
  const tile = [...document.querySelectorAll('button')].find((each) => each.textContent.trim().startsWith(start))
  tile?.click()
  await atRest()
}
/** A reception whose clock nobody confirms; somebody has tapped a tile. */
async function asked(language: Language = 'zh-CN') {
  const tablet = createFakeTablet({ startsAt: '2036-11-29T01:05:00.000Z', leased: 0 })
  tablet.doubtTime()
  screen = mountScreen(Reception, { tablet, language })
  await atRest()
  await takeNumber('缴费充值')
  return tablet
}
const days = (tablet: { log: { hall: { tickets: ReadonlyMap<string, { day: string }> } } }) =>
  [...tablet.log.hall.tickets.values()].map(({ day }) => day)

describe('the first ticket of a day that one clock alone says', () => {
  it('asks once in words, prints nothing before, and prints after one tap', async () => {
    const tablet = await asked()
    expect(document.body.textContent).toContain('时间未核对')
    expect(document.body.textContent).toContain('今天是 2036 年 11 月 29 日，星期六，09:05？')
    expect(days(tablet)).toEqual([])
    await tap('对，就是现在')
    expect(days(tablet)).toEqual(['2036-11-29'])
    const again = { queue: 'q-pay', service: 'payment', priority: null }
    expect(await tablet.log.perform(issueTicket, again)).toMatchObject({ ok: true })
  })

  it('belongs to the day that somebody says instead', async () => {
    const tablet = await asked()
    await tap('不对，改时间')
    for (const [label, value] of [
      ['今天的日期', '2026-11-29'],
      ['现在的时间', '09:07'],
    ] as const) {
      const field = findField(label)
      field.value = value
      field.dispatchEvent(new Event('input'))
    }
    await atRest()
    await tap('现在就是这个时间')
    expect(days(tablet)).toEqual(['2026-11-29'])
    expect(new Date(tablet.now()).toISOString()).toContain('2026-11-29T01:07')
  })

  it('is not printed while nobody answers, and an emergency waits for no answer', async () => {
    const tablet = await asked()
    expect(await tablet.log.perform(declareIncident, { plan: 'P04', version: 1, level: 3 })).toMatchObject({ ok: true })
    await tap('关闭')
    expect(days(tablet)).toEqual([])
    expect(document.body.textContent).toContain('时间未核对，这一步没有做')
  })

  it('asks in English as well', async () => {
    await asked('en')
    expect(document.body.textContent).toContain('Is it Saturday, 29 November 2036, 09:05?')
    expect(findByRole('button', 'Yes, that is now')).toBeTruthy()
  })
})
