import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import CloseDay from '#app/manager/CloseDay.vue'
import HallAppointments from '#app/manager/HallAppointments.vue'
import HallSkills from '#app/manager/HallSkills.vue'
import HallStars from '#app/manager/HallStars.vue'
import { callNextTicket } from '#domain/calls/commands.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, typeInto } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

const manager = () => createFakeTablet({ place: 'manager', by: STAFF.chen })
const submit = async () => {
  document.querySelector('form')?.requestSubmit()
  await atRest()
}
function tick(who: string, service: string): HTMLElement {
  const row = [...document.querySelectorAll('fieldset')].find(
    (each) => each.querySelector('legend')?.textContent === who,
  )
  const label = [...(row?.querySelectorAll('label') ?? [])].find((each) => each.textContent?.trim() === service)
  const box = label?.querySelector('input')
  if (!box) throw new Error(`no box for ${who} and ${service}`)
  return box
}
/** A number is taken when the field is left. */
async function count(label: string, text: string): Promise<void> {
  await typeInto(label, text)
  for (const field of document.querySelectorAll('input')) field.dispatchEvent(new Event('change'))
  await atRest()
}
const levels = [{ id: 'star-1', name: { zh: '五星', en: 'Five stars' } }]

describe('who goes where, as the manager sets it down', () => {
  it('is a grid of services by counters and people, and says as of when it holds (Q28)', async () => {
    const tablet = manager()
    shown = mountScreen(HallSkills, { tablet })
    expect(pageText()).toContain('还没有技能表')
    tick('小王 0012', '过户').click()
    tick('3 号窗', '过户').click()
    tick('3 号窗', '套餐变更').click()
    await atRest()
    tick('3 号窗', '套餐变更').click()
    await atRest()
    await submit()
    const transfer = tablet.log.hall.settings.services.find(({ name }) => name.zh === '过户')?.id
    expect(tablet.log.hall.settings.skills).toEqual({
      people: [{ person: STAFF.wang, cannot: [transfer] }],
      counters: [{ counter: '3', cannot: [transfer] }],
      spareMinutes: 0,
    })
    expect(pageText()).toContain('现在用的是 09:00 保存的技能表')
  })

  it('is how many appointments a queue gives away, none at first (Q32)', async () => {
    const tablet = manager()
    shown = mountScreen(HallAppointments, { tablet })
    await count('每个时间约几个', '3')
    await count('最多迟到', '5')
    await submit()
    expect(tablet.log.hall.settings.appointments).toMatchObject({ perSlot: 3, lateMinutes: 5, noShowMinutes: 30 })
  })

  it('are levels of star customers, none of them at first, and what they did to the others is told with the day (Q30)', async () => {
    const tablet = manager()
    shown = mountScreen(HallStars, { tablet })
    expect(pageText()).toContain('还没有星级')
    findByRole('button', '添加级别').click()
    await atRest()
    await typeInto('中文名', '五星')
    await typeInto('英文名', 'Five stars')
    await submit()
    expect(tablet.log.hall.settings.stars).toEqual({ levels, every: 4, delayMinutes: 5 })
    shown.unmount()
    await tablet.log.perform(configureHall, { stars: { levels, every: 2, delayMinutes: 5 } })
    const door = tablet.colleague('reception', null)
    const clerk = tablet.colleague('counter', STAFF.wang)
    const pay = { queue: 'q-pay', service: 'payment', priority: null }
    clerk.perform(openCounter, { counter: '1' })
    door.perform(issueTicket, { ...pay, star: 'star-1' })
    tablet.pass(3)
    clerk.perform(callNextTicket, { counter: '1' })
    shown = mountScreen(CloseDay, { tablet, props: { day: '2026-11-23' } })
    expect(pageText()).toContain('星级客户 1 位，十分之九在 3 分内叫到')
  })
})
