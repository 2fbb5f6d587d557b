import { describe, expect, it } from 'vitest'
import { redactLine } from '#domain/tablets/commands.ts'
import { mayBeRedacted } from '#domain/whole.ts'
import { answer, hallAfter, situation, when } from '#support/hallAfter.ts'

const byManager = situation('10:00', { on: 'manager', by: 's_li' })
const line = { journal: 'j_00000000000000bb', n: 7, hash: 'a'.repeat(64) }

describe('taking a line out of the log', () => {
  it('names that one line', () => {
    const decision = when(hallAfter(), redactLine, { line, freeText: mayBeRedacted('ObservationNoted') }, byManager)
    expect(decision).toMatchObject({
      ok: true,
      events: [{ kind: 'LineRedacted', subject: line.journal, body: { n: 7, hash: line.hash } }],
    })
  })

  it.each([
    ...[
      'PersonAdmitted',
      'PersonDescribed',
      'KeyBoxed',
      'LaneGiven',
      'TabletRevoked',
      'HallKeyTurned',
      'HallConfigured',
      'DayClosed',
    ],
    ...['CaseEnded', 'CashCounted', 'PapersShredded', 'LineRedacted', 'TicketIssued', 'OfANewerTablet'],
  ])('is refused for %s', (kind) => {
    expect(answer(when(hallAfter(), redactLine, { line, freeText: mayBeRedacted(kind) }, byManager))).toBe(
      'not-redactable',
    )
  })

  it('is for a manager', () => {
    const ask = { line, freeText: mayBeRedacted('ObservationNoted') }
    expect(answer(when(hallAfter(), redactLine, ask, situation('10:00', { by: 's_wang' })))).toBe('not-your-role')
  })
})
