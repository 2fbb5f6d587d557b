import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { callNextTicket, finishService, greetCustomer } from '#domain/calls/commands.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { declareIncident, standDown } from '#domain/incidents/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountApp } from '#support/mountApp.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

/** Lets minutes go by, and the screen notice it. */
async function pass(tablet: FakeTablet, minutes: number): Promise<void> {
  tablet.pass(minutes)
  vi.advanceTimersByTime(1000)
  await atRest()
}

describe('a new version that waits', () => {
  it('starts by itself where nobody is signed in and nothing was touched for a minute (Q52)', async () => {
    const tablet = createFakeTablet({ place: 'reception' })
    const { app } = await mountApp(tablet)
    tablet.setStatus({ updateWaits: true })
    await atRest()
    await pass(tablet, 0.9)
    window.dispatchEvent(new Event('pointerdown'))
    await pass(tablet, 0.9)
    expect(tablet.status.updateWaits).toBe(true)
    await pass(tablet, 0.2)
    expect(tablet.status.updateWaits).toBe(false)
    app.unmount()
  })

  it('starts on a wall between two calls, a minute after the last one, and not while people are led out (Q52)', async () => {
    const tablet = createFakeTablet({ place: 'wall' })
    const { app } = await mountApp(tablet)
    const counter = tablet.colleague('counter', STAFF.wang)
    counter.perform(openCounter, { counter: '1', queues: ['q-pay'] })
    const call = () => {
      tablet.colleague('reception', STAFF.li).perform(issueTicket, { queue: 'q-pay', service: null, priority: null })
      counter.perform(callNextTicket, { counter: '1' })
    }
    call()
    tablet.setStatus({ updateWaits: true })
    await atRest()
    await pass(tablet, 0.9)
    counter.perform(greetCustomer, { counter: '1' })
    counter.perform(finishService, { counter: '1', outcome: 'done' })
    call()
    await pass(tablet, 0.9)
    expect(tablet.status.updateWaits).toBe(true)
    const led = tablet.colleague('manager', STAFF.chen)
    led.perform(declareIncident, { plan: 'P06', version: 1, level: 3 })
    await pass(tablet, 5)
    expect(tablet.status.updateWaits).toBe(true)
    const [incident = ''] = tablet.log.hall.incidents.keys()
    led.perform(standDown, { incident, met: 4, of: 4, reason: null })
    await pass(tablet, 0.1)
    expect(tablet.status.updateWaits).toBe(false)
    app.unmount()
  })

  it('leaves whoever is signed in alone, and waits while an emergency is on', async () => {
    for (const by of [STAFF.li, null]) {
      const tablet = createFakeTablet({ place: 'reception', by })
      const { app } = await mountApp(tablet)
      if (by === null)
        tablet.colleague('reception', STAFF.li).perform(declareIncident, { plan: 'P04', version: 1, level: 3 })
      tablet.setStatus({ updateWaits: true })
      await atRest()
      await pass(tablet, 5)
      expect([by, tablet.status.updateWaits]).toEqual([by, true])
      app.unmount()
    }
  })
})
