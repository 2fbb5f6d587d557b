import { afterEach, describe, expect, it } from 'vitest'
import CommandPanel from '#app/emergency/CommandPanel.vue'
import IncidentScreen from '#app/emergency/IncidentScreen.vue'
import { planOf } from '#content/plans/library.ts'
import { declareIncident, startDrill, takeCommand } from '#domain/incidents/commands.ts'
import { answersTo } from '#domain/incidents/progress.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: ReturnType<typeof mountScreen> | undefined
afterEach(() => shown?.unmount())

describe('whoever leads an incident', () => {
  it.each([
    ['zh-CN', '现在指挥：小王 （未签名）', '接管指挥 小王 （未签名）', '解除要由经理'],
    ['en', 'In command: 小王 (unsigned)', '小王 (unsigned)', 'To end it takes a manager'],
  ] as const)(
    'is named as one who has not signed, where that is so, and with what follows: %s',
    (language, ...texts) => {
      const tablet = createFakeTablet({ place: 'counter' })
      tablet.colleague('counter', STAFF.wang).perform(declareIncident, { plan: 'P01', version: 1, level: 3 })
      const panel = () => ({ incident: foremost(tablet.log.hall), plan: planOf('P01') })
      shown = mountScreen(CommandPanel, { tablet, language, props: panel() })
      expect(pageText()).not.toContain(texts[0])
      shown.unmount()
      tablet.colleague('counter', STAFF.wang).perform(takeCommand, { incident: foremost(tablet.log.hall)!.id })
      shown = mountScreen(CommandPanel, { tablet, language, props: panel() })
      for (const text of texts) expect(pageText().replaceAll(/\s+/g, ' ')).toContain(text)
    },
  )
})

describe('who has not answered an alarm', () => {
  it('is nobody by name before a minute is over, and then people, not tablets', () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    tablet.colleague('counter', STAFF.wang).perform(declareIncident, { plan: 'P01', version: 1, level: 3 })
    const show = () => {
      shown?.unmount()
      shown = mountScreen(CommandPanel, {
        tablet,
        props: { incident: foremost(tablet.log.hall), plan: planOf('P01') },
      })
      return document.querySelector('.acks')?.textContent?.trim() ?? ''
    }
    const missing = answersTo(tablet.log.hall as never, foremost(tablet.log.hall)!, tablet.now()).missing
    expect(missing.length).toBeGreaterThan(1)
    expect(show()).toBe(`还有 ${missing.length} 人没有回应，请再等一等。`)
    tablet.pass(1.1)
    expect(show()).toBe(`没有回应：${missing.map(({ callName }) => callName).join('、')}。请派人去找。`)
    for (const { name } of tablet.log.hall.tablets.values()) expect(show()).not.toContain(name)
  })

  it('comes to whoever commands by itself, whatever else stands beside the checklist, and leads to who is looked for', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    tablet.colleague('counter', STAFF.wang).perform(declareIncident, { plan: 'P01', version: 1, level: 3 })
    const show = () => {
      shown?.unmount()
      shown = mountScreen(IncidentScreen, { tablet, props: { incident: foremost(tablet.log.hall) } })
    }
    show()
    expect(pageText()).not.toContain('没有回应')
    tablet.pass(1.1)
    show()
    expect(pageText()).toContain('没有回应：')
    await press('还没应答的人')
    await atRest()
    expect(pageText()).toContain('先打电话，不接就派人去找')
    expect(pageText().split('没有回应：')).toHaveLength(2)
  })

  it('is rung, then looked for by a runner, and found, each with one tap and its time (1.1.31)', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    tablet.colleague('counter', STAFF.wang).perform(declareIncident, { plan: 'P01', version: 1, level: 3 })
    tablet.pass(1.1)
    const show = () => {
      shown?.unmount()
      shown = mountScreen(CommandPanel, { tablet, props: { incident: foremost(tablet.log.hall), plan: planOf('P01') } })
    }
    // Whoever looks for others has answered by that.
    const who = answersTo(tablet.log.hall as never, foremost(tablet.log.hall)!, tablet.now()).missing.find(
      ({ id }) => id !== STAFF.chen,
    )
    for (const [what, done] of [
      ['已电话', /\d\d:\d\d 已电话/],
      ['已派人', /\d\d:\d\d 已派人/],
    ] as const) {
      show()
      await press(`${who?.callName}：${what}`)
      await atRest()
      show()
      expect(pageText()).toMatch(done)
    }
    await press(`${who?.callName}：平安`)
    await atRest()
    show()
    expect(pageText()).not.toContain(`${who?.callName}：`)
    expect(document.querySelector('.people')?.textContent ?? '').not.toContain(who?.callName)
  })
})

describe('the end of a drill', () => {
  it('is to be completed, or broken off and then counts for nothing', () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    tablet.colleague('manager', STAFF.chen).perform(startDrill, {
      plan: 'P01',
      version: 1,
      level: 3,
      purposes: ['train' as const],
      objectives: ['stars-95'],
    })
    shown = mountScreen(CommandPanel, { tablet, props: { incident: foremost(tablet.log.hall), plan: planOf('P01') } })
    for (const text of ['完成演练', '中止演练', '中止的不算数']) expect(pageText()).toContain(text)
    expect(pageText()).not.toContain('条件都满足了吗')
  })
})
