import { describe, expect, it } from 'vitest'
import { openCounter } from '#domain/counters/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { forecastCrowd, settledWait } from '#domain/waits/forecast.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'

const pay = { queue: 'q-pay', service: 'payment', priority: null } as const

/** A hall whose counters are open and where somebody has come every so many minutes for an hour. */
async function hourOf(every: number, counters: number) {
  const tablet = createFakeTablet({ leased: 200 })
  for (let at = 1; at <= counters; at++)
    tablet.colleague('counter', STAFF.wang).perform(openCounter, { counter: String(at), queues: ['q-pay'] })
  for (let minute = 0; minute < 60; minute += every) {
    await tablet.log.perform(issueTicket, pay)
    tablet.pass(every)
  }
  return tablet
}

describe('the crowd that an outage makes', () => {
  it('is foretold from the hall’s own last hour (1.1.46)', async () => {
    const tablet = await hourOf(2, 1)
    const quick = forecastCrowd(tablet.log.hall, tablet.now(), 1)
    const byHand = forecastCrowd(tablet.log.hall, tablet.now())
    expect(quick?.perHour).toBeCloseTo(30, 0)
    expect(byHand?.minutes).toBeCloseTo((quick?.minutes ?? 0) * 1.5)
    // Nobody has been served: all thirty of them wait, and the first limit is passed already.
    expect(byHand?.waiting).toBe(30)
    expect(byHand?.passes[0]).toEqual({ limit: 30, inMinutes: 0 })
    const growth = 30 - 60 / (byHand?.minutes ?? 1)
    expect(byHand?.passes[1]?.inMinutes).toBe(Math.ceil((20 / growth) * 60))
    expect(byHand?.needed).toBeGreaterThan(quick?.needed ?? 99)
    expect(byHand && settledWait(byHand)).toBeNull()
  })

  it('does not come while the counters keep up', async () => {
    const tablet = await hourOf(20, 2)
    const calm = forecastCrowd(tablet.log.hall, tablet.now())
    expect(calm?.passes).toEqual([])
    expect(calm && settledWait(calm)).toBeLessThan(5)
  })

  it('is not foretold when nobody has come', () => {
    const tablet = createFakeTablet()
    expect(forecastCrowd(tablet.log.hall, tablet.now())).toBeNull()
  })
})
