import { describe, expect, it } from 'vitest'
import { readSlip, slipCode, slipText } from '#domain/tickets/slip.ts'
import { clock, hallAfter, ticket, ticketIssued, told } from '#support/hallAfter.ts'

const signature = 'c2lnbmF0dXJlIG9mIHRoZSB0YWJsZXQ'
const hall = hallAfter(told({ at: '09:00' }, ticketIssued('A019', { service: 'pay', priority: 'elderly' })))

describe('the QR code of a slip', () => {
  it('says everything that is needed to serve the customer elsewhere (Q7)', () => {
    const code = slipCode(slipText('h_test', 'reception', ticket(hall, 'A019')), signature)
    expect(readSlip(code)).toEqual({
      ok: true,
      slip: {
        hall: 'h_test',
        tablet: 'reception',
        ticket: 't_A019',
        label: 'A019',
        day: '2026-11-23',
        queue: 'A',
        service: 'pay',
        priority: 'elderly',
        issuedAt: clock('09:00'),
      },
      signed: slipText('h_test', 'reception', ticket(hall, 'A019')),
      signature,
    })
  })

  it('is told apart from any other code a customer holds up', () => {
    for (const code of [
      '',
      'https://example.com/a/b/c/d/e/f/g/h',
      'SO1/h/d/t/A019/2026-11-23/A/-/-/zz',
      `SO2/h/d/t/A019/2026-11-23/A/-/-/zz/${signature}`,
      `SO1/h/d/t/not a label/2026-11-23/A/-/-/zz/${signature}`,
      `SO1/h/d/t/A019/2026-13-99/A/-/-/zz/${signature}`,
      'SO1/'.repeat(600),
    ]) {
      expect(readSlip(code)).toEqual({ ok: false, why: 'not-a-slip' })
    }
  })
})
