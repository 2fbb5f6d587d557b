import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useEmergencySheet } from '#app/emergencySheet.ts'
import CrowdForecast from '#app/outages/CrowdForecast.vue'
import ProbeRows from '#app/outages/ProbeRows.vue'
import NoticeChip from '#app/shell/NoticeChip.vue'
import { outages as words } from '#app/words/zh/outages.ts'
import { startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { declareIncident } from '#domain/incidents/commands.ts'
import type { Place } from '#domain/kind.ts'
import { noProbes } from '#domain/outages/outages.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { forecastCrowd, settledWait } from '#domain/waits/forecast.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
})
afterEach(() => {
  document.body.innerHTML = ''
})

/** The operator has not answered for a minute; everything else works. */
function cutOff(tablet: FakeTablet): void {
  const at = (reached: boolean) => [45_000, 30_000, 15_000, 0].map((ago) => ({ at: tablet.now() - ago, reached }))
  tablet.setStatus({ probes: { hall: at(true), upstream: at(true), names: at(true), operator: at(false) } })
}
const tabletOf = (place: Place, by: string | null) => {
  const tablet = createFakeTablet({ place, by })
  cutOff(tablet)
  return tablet
}

/** What the notices say once somebody has tapped them; nothing where there are none. */
async function notices(tablet: FakeTablet) {
  const screen = mountScreen(NoticeChip, { tablet })
  document.querySelector<HTMLElement>('.statusChip')?.click()
  await atRest()
  return { screen, text: () => document.body.textContent ?? '' }
}

describe('five customers with a fault within a quarter of an hour', () => {
  it('are told to whoever is in charge, with the plan for the network, though everything answers here', async () => {
    const settings = { queues: [...startQueues], services: [...startServices] }
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen, settings })
    const queue = startServices.find(({ id }) => id === 'SV13')?.queue ?? ''
    const door = tablet.colleague('reception', null)
    const come = () => door.perform(issueTicket, { queue, service: 'SV13', priority: null })
    for (let nth = 1; nth < 5; nth++) come()
    const before = await notices(tablet)
    expect(before.text()).not.toContain('客户来报故障')
    before.screen.unmount()
    document.body.innerHTML = ''
    come()
    const { screen, text } = await notices(tablet)
    expect(text()).toContain('15 分钟内有 5 位客户来报故障')
    expect(text()).toContain('启动“网络中断”')
    screen.unmount()
  })
})

describe('the suggestion that the operator is out of reach', () => {
  it.each([
    ['counter', STAFF.wang, false],
    ['counter', STAFF.chen, true],
    ['manager', STAFF.chen, true],
    ['manager', null, false],
    ['reception', null, false],
  ] as const)('at the %s, signed in as %s: %s', async (place, by, seen) => {
    const { screen, text } = await notices(tabletOf(place, by))
    expect(text().includes(words.suspected.operator)).toBe(seen)
    screen.unmount()
  })

  it('is put off for a quarter of an hour, and gone once somebody has acted', async () => {
    const tablet = tabletOf('manager', STAFF.chen)
    const first = await notices(tablet)
    findByRole('button', words.notNow).click()
    await atRest()
    expect(first.text()).not.toContain(words.notice)
    first.screen.unmount()
    // A restart does not ask again.
    const again = await notices(tablet)
    expect(again.text()).not.toContain(words.notice)
    again.screen.unmount()
    tablet.pass(16)
    cutOff(tablet)
    const later = await notices(tablet)
    expect(later.text()).toContain(words.suspected.operator)
    await tablet.log.perform(declareIncident, { plan: 'P03', version: 1, level: 3 })
    await atRest()
    expect(later.text()).not.toContain(words.notice)
    later.screen.unmount()
  })

  it('leads to the plan and starts nothing by itself', async () => {
    const tablet = tabletOf('manager', STAFF.chen)
    const { screen } = await notices(tablet)
    const sheet = useEmergencySheet(screen.vm.$pinia)
    findByRole('button', words.start({ plan: '业务系统故障' })).click()
    expect([sheet.open, sheet.plan]).toEqual([true, 'P03'])
    expect(tablet.log.hall.incidents.size).toBe(0)
    screen.unmount()
  })
})

describe('what this tablet reaches', () => {
  it('is told layer by layer with its age, and that nothing is probed without an address (1.1.9)', async () => {
    const tablet = createFakeTablet()
    tablet.setStatus({ probes: { ...noProbes, hall: [{ at: tablet.now() - 12_000, reached: true }] } })
    const screen = mountScreen(ProbeRows, { tablet })
    expect(screen.text()).toContain(words.layers.hall)
    expect(screen.text()).toMatch(/通 · 12/)
    expect(screen.text().split(words.notProbed)).toHaveLength(3)
    screen.unmount()
  })
})

describe('the crowd ahead', () => {
  it('is told in a sentence with the counters it takes', async () => {
    const tablet = createFakeTablet({ leased: 200 })
    const empty = mountScreen(CrowdForecast, { tablet })
    expect(empty.text()).toBe(words.nothing)
    empty.unmount()
    for (let i = 0; i < 40; i++) {
      await tablet.log.perform(issueTicket, { queue: 'q-pay', service: 'payment', priority: null })
      tablet.pass(1)
    }
    const screen = mountScreen(CrowdForecast, { tablet })
    expect(screen.text()).toContain(words.limitNow({ limit: 30 }))
    expect(screen.text()).toMatch(/50 人（约 \d+ 分钟后）/)
    expect(screen.text()).toMatch(/需 \d+ 个窗口/)
    screen.unmount()
  })

  it('is never said not to grow while more come than are served, however few wait yet', async () => {
    const tablet = createFakeTablet({ leased: 200 })
    for (const counter of ['1', '2'])
      tablet.colleague('counter', STAFF.wang).perform(openCounter, { counter, queues: ['q-pay'] })
    for (let i = 0; i < 5; i++) {
      await tablet.log.perform(issueTicket, { queue: 'q-pay', service: 'payment', priority: null })
      tablet.pass(3)
    }
    const forecast = forecastCrowd(tablet.log.hall, tablet.now())
    expect([forecast?.passes, forecast && settledWait(forecast)]).toEqual([[], null])
    const screen = mountScreen(CrowdForecast, { tablet })
    expect(screen.text()).toContain(words.grows({ needed: forecast?.needed ?? 0 }))
    screen.unmount()
  })
})
