import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { businessDay } from '#domain/day/businessDay.ts'
import { localDay, localTime, momentThere } from '#domain/day/localTime.ts'
import { timeOn } from '#domain/day/queries.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { clock, hallAfter, situation, when } from '#support/hallAfter.ts'

const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC', 'Africa/Casablanca', 'Australia/Lord_Howe', 'Pacific/Apia']
const at = (earliest: string, latest: string) =>
  fc.integer({ min: Date.parse(earliest) / 1000, max: Date.parse(latest) / 1000 }).map((seconds) => seconds * 1000)

describe('a browser that writes dates as 11/28/26', () => {
  const usual = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format')
  beforeEach(() => {
    Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', { configurable: true, get: () => () => '11/28/26' })
  })
  afterEach(() => {
    if (usual) Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', usual)
  })

  it('takes a number for the day that every other tablet writes', () => {
    expect(new Intl.DateTimeFormat('en-CA', { dateStyle: 'short' }).format(0)).toBe('11/28/26')
    const ask = { queue: 'A', service: 'pay', priority: null }
    const decision = when(hallAfter(), issueTicket, ask, situation('09:10', { on: 'reception' }))
    expect(decision).toMatchObject({ ok: true, events: [{ kind: 'TicketIssued', body: { day: '2026-11-23' } }] })
  })

  it('counts the hours of the night to the day before, and knows when it is 23:30', () => {
    const hall = hallAfter()
    expect(businessDay(hall, clock('03:59'))).toBe('2026-11-22')
    expect(businessDay(hall, clock('04:00'))).toBe('2026-11-23')
    expect(timeOn(hall, '2026-11-30', '23:30')).toBe(Date.parse('2026-11-30T23:30:00+08:00'))
  })
})

describe('the clock on the wall of a hall', () => {
  it('is at 00:00 at midnight, whether or not the browser calls that 24:00', () => {
    const midnight = Date.parse('2026-11-24T00:00:00+08:00')
    const usual = Intl.DateTimeFormat.prototype.formatToParts
    const read = () => [localDay(midnight, 'Asia/Shanghai'), localTime(midnight, 'Asia/Shanghai', 'seconds')]
    expect(read()).toEqual(['2026-11-24', '00:00:00'])
    Intl.DateTimeFormat.prototype.formatToParts = function (ms) {
      return usual
        .call(this, ms)
        .map((part) => (part.type === 'hour' && Number(part.value) === 0 ? { ...part, value: '24' } : part))
    }
    try {
      expect(read()).toEqual(['2026-11-24', '00:00:00'])
    } finally {
      Intl.DateTimeFormat.prototype.formatToParts = usual
    }
  })

  it.each([
    ['2026-12-31T16:00:00Z', 'Asia/Shanghai', '2027-01-01 00:00'],
    ['2027-01-01T04:59:59Z', 'America/New_York', '2026-12-31 23:59'],
    ['2024-02-29T15:59:59Z', 'Asia/Shanghai', '2024-02-29 23:59'],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29 03:00'],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25 02:30'],
    ['2026-04-04T15:15:00Z', 'Australia/Lord_Howe', '2026-04-05 01:45'],
    ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31 00:00'],
    ['0000-06-01T00:00:00Z', 'UTC', '0000-06-01 00:00'],
    ['9999-12-31T15:59:00Z', 'Asia/Shanghai', '9999-12-31 23:59'],
  ])('reads at %s in %s: %s', (utc, zone, shown) => {
    const ms = Date.parse(utc)
    expect(`${localDay(ms, zone)} ${localTime(ms, zone)}`).toBe(shown)
  })

  it('reads what another language writes, in every zone and at any moment', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), at('1900-01-01T00:00:00Z', '9998-12-31T00:00:00Z'), (timeZone, ms) => {
        const options = { timeZone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' } as const
        const written = new Map(
          new Intl.DateTimeFormat('ja-JP', options).formatToParts(ms).map(({ type, value }) => [type, value]),
        )
        const two = (part: Intl.DateTimeFormatPartTypes) => written.get(part)?.padStart(2, '0')
        expect(localDay(ms, timeZone)).toBe(`${written.get('year')}-${two('month')}-${two('day')}`)
        expect(localTime(ms, timeZone, 'seconds')).toBe(`${two('hour')}:${two('minute')}:${two('second')}`)
      }),
      { numRuns: 400 },
    )
  })

  it('finds a moment again by its day and time, the first of two when the clock is put back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), at('1973-01-01T00:00:00Z', '2099-12-31T00:00:00Z'), (zone, ms) => {
        const found = momentThere(localDay(ms, zone), localTime(ms, zone), zone)
        expect([localDay(found, zone), localTime(found, zone)]).toEqual([localDay(ms, zone), localTime(ms, zone)])
        expect(found).toBeLessThanOrEqual(ms)
        expect(ms - found).toBeLessThan(3 * 3_600_000 + 60_000)
      }),
      { numRuns: 400 },
    )
  })

  it.each([
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00Z'],
    ['2026-03-29', '04:00', 'Europe/Berlin', '2026-03-29T02:00:00Z'],
    ['2026-11-28', '00:00', 'Asia/Shanghai', '2026-11-27T16:00:00Z'],
    ['2026-11-01', '23:30', 'America/New_York', '2026-11-02T04:30:00Z'],
  ])('shows %s %s in %s at %s', (day, time, zone, utc) => {
    expect(momentThere(day, time, zone)).toBe(Date.parse(utc))
  })
})
