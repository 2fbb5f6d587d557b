import { describe, expect, it } from 'vitest'
import { schedule } from '#app/wall/voice.ts'
import { wallMode } from '#app/wall/wallMode.ts'

const rules = { staleAfterSeconds: 10, paperAfterSeconds: 180 }
const openedAt = Date.parse('2026-11-23T01:00:00.000Z')

const modeAfter = (seconds: number, heardAt: number | null = openedAt, link: 'connected' | 'revoked' = 'connected') =>
  wallMode({ status: { link, heardAt }, openedAt, now: openedAt + seconds * 1000, rules })

describe('how far the wall can be trusted', () => {
  it('is live for ten seconds after the hall server was heard', () => {
    expect([modeAfter(0), modeAfter(10)]).toEqual(['live', 'live'])
  })

  it('is stale from then on', () => {
    expect([modeAfter(10.1), modeAfter(180)]).toEqual(['stale', 'stale'])
  })

  it('ends in paper mode after three minutes', () => {
    expect(modeAfter(181)).toBe('paper')
  })

  it('counts from its opening when it never heard the hall server', () => {
    expect([modeAfter(5, null), modeAfter(60, null), modeAfter(200, null)]).toEqual(['live', 'stale', 'paper'])
  })

  it('is gone at once when a manager revoked the wall', () => {
    expect(modeAfter(0, openedAt, 'revoked')).toBe('revoked')
  })
})

describe('playing clips', () => {
  it('puts one right behind the other, the first word under the end of the chime', () => {
    const { starts, length } = schedule([
      { name: 'chime', seconds: 1.25 },
      { name: 'please', seconds: 0.5 },
      { name: 'letter-a', seconds: 0.25 },
    ])
    expect(starts.map((start) => start.toFixed(2))).toEqual(['0.00', '0.95', '1.45'])
    expect(length).toBeCloseTo(1.7)
  })

  it('lets a chime that stands alone ring out', () => {
    expect(schedule([{ name: 'chime', seconds: 1.25 }]).length).toBe(1.25)
  })
})
