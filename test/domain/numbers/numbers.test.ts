import { describe, expect, it } from 'vitest'
import { nextNumber } from '#domain/numbers/numbers.ts'
import { hallAfter, ticketIssued } from '#support/hallAfter.ts'

const leased = {
  kind: 'NumbersLeased',
  subject: 'r_1',
  on: 'server',
  body: { queue: 'A', day: '2026-11-23', from: 1, to: 20, tablet: 'reception' },
} as const
const ask = { day: '2026-11-23', queue: 'A', tablet: 'reception', lane: 2 }

describe('printed numbers', () => {
  it('go on behind the last one of the block', () => {
    const hall = hallAfter(leased, ticketIssued('A001'), ticketIssued('A002'))
    expect(nextNumber(hall, ask)).toEqual({ number: 3, lane: null })
  })

  it('are not printed again when the tablet’s clock was behind the one that granted the block', () => {
    const hall = hallAfter(ticketIssued('A001'), ticketIssued('A002'), leased)
    expect(nextNumber(hall, ask)).toEqual({ number: 3, lane: null })
  })
})
