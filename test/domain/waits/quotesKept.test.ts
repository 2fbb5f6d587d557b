import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percentKept, quotesKept } from '#domain/waits/quotesKept.ts'
import { clock, hallAfter, ticketCalled, ticketCancelled, ticketIssued, told } from '#support/hallAfter.ts'

const quote = { from: 5, to: 10 }
const takenAt9 = (label: string) => told({ at: '09:00' }, ticketIssued(label, { quote }))
const DAY = '2026-11-23'

describe('how what customers were told of their wait came true', () => {
  it('counts who was called within the range, sooner and later, by the first call (Q53)', () => {
    const hall = hallAfter(
      ...['A001', 'A002', 'A003', 'A004'].map(takenAt9),
      told({ at: '09:01' }, ticketIssued('A005', { quote: null })),
      told({ at: '09:04' }, ticketCalled('A001', '1')),
      told({ at: '09:05' }, ticketCalled('A002', '2')),
      told({ at: '09:10' }, ticketCalled('A003', '3')),
      told({ at: '09:11' }, ticketCalled('A004', '4')),
    )
    expect(quotesKept(hall, DAY, clock('09:30'))).toEqual({ quoted: 4, inside: 2, sooner: 1, later: 1 })
    expect(quotesKept(hall, '2026-11-24', clock('09:30'))).toEqual({ quoted: 0, inside: 0, sooner: 0, later: 0 })
  })

  it('counts whoever waits on, or left, as later once the range is over, and not before (Q53)', () => {
    const hall = hallAfter(
      takenAt9('A001'),
      takenAt9('A002'),
      takenAt9('A003'),
      told({ at: '09:06' }, ticketCancelled('A002')),
      told({ at: '09:20' }, ticketCancelled('A003')),
    )
    expect(quotesKept(hall, DAY, clock('09:09')).later).toBe(1)
    expect(quotesKept(hall, DAY, clock('09:30'))).toEqual({ quoted: 2, inside: 0, sooner: 0, later: 2 })
  })

  it('is told in percent from five customers on, and of fewer not at all (Q53)', () => {
    expect(percentKept({ quoted: 0, inside: 0, sooner: 0 })).toBeNull()
    expect(percentKept({ quoted: 4, inside: 4, sooner: 0 })).toBeNull()
    expect(percentKept({ quoted: 5, inside: 0, sooner: 5 })).toEqual({ inside: 0, sooner: 100 })
    expect(percentKept({ quoted: 7, inside: 6, sooner: 0 })).toEqual({ inside: 86, sooner: 0 })
  })

  it('never counts anybody twice or not at all once all are called', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 }), (minutes) => {
        const label = (i: number) => `A00${i + 1}`
        const minute = (each: number) => `09:${String(each).padStart(2, '0')}`
        const hall = hallAfter(
          ...minutes.map((_, i) => takenAt9(label(i))),
          ...minutes.map((each, i) => told({ at: minute(each) }, ticketCalled(label(i), String(i + 1)))),
        )
        const { quoted, inside, sooner, later } = quotesKept(hall, DAY, clock('10:00'))
        expect([quoted, inside + sooner + later]).toEqual([minutes.length, minutes.length])
      }),
      { numRuns: 20 },
    )
  })
})
