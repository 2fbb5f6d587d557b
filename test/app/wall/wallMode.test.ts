import { describe, expect, it } from 'vitest'
import { shiftAt } from '#app/wall/shiftAt.ts'
import { takesWholeWall } from '#app/wall/shownCalls.ts'
import { schedule } from '#app/wall/voice.ts'
import { isStillSaid, wallMode } from '#app/wall/wallMode.ts'

const rules = { staleAfterSeconds: 10, paperAfterSeconds: 180 }
const openedAt = Date.parse('2026-11-23T01:00:00.000Z')

const modeAfter = (seconds: number, freshAt: number | null = openedAt, link: 'connected' | 'revoked' = 'connected') =>
  wallMode({ status: { link, freshAt }, openedAt, now: openedAt + seconds * 1000, rules })

describe('how far the wall can be trusted', () => {
  it('is live for ten seconds after the hall server was heard', () => {
    expect([modeAfter(0), modeAfter(10)]).toEqual(['live', 'live'])
  })

  it('is stale from then on (Q39)', () => {
    expect([modeAfter(10.1), modeAfter(180)]).toEqual(['stale', 'stale'])
  })

  it('ends in paper mode after three minutes (Q39)', () => {
    expect(modeAfter(181)).toBe('paper')
  })

  it('never leaves a second screen to paper, and is live there only once the desk has heard the hall server (Q39)', () => {
    const second = (freshAt: number | null, seconds: number, own: string | null = null) =>
      wallMode({
        status: { link: 'offline', freshAt },
        openedAt,
        now: openedAt + seconds * 1000,
        rules,
        second: { own },
      })
    expect([second(openedAt, 5), second(openedAt, 11), second(openedAt, 3600)]).toEqual(['live', 'stale', 'stale'])
    expect(second(null, 1)).toBe('stale')
    // Of its own counter the desk knows everything first.
    expect(second(null, 3600, '3')).toBe('live')
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

describe('what the wall shows for a while', () => {
  it('is a call over all of it, for the seconds the hall wants, and never when it wants none', () => {
    expect([takesWholeWall(openedAt, 5, openedAt + 4_999), takesWholeWall(openedAt, 5, openedAt + 5_000)]).toEqual([
      true,
      false,
    ])
    // The second that the screen shows may be behind the moment of the call.
    expect(takesWholeWall(openedAt, 0, openedAt - 500)).toBe(false)
  })

  it('is that it is back, for half a minute, and that a call was taken back, for twenty seconds', () => {
    const said = (what: 'back' | 'taken-back', seconds: number) =>
      isStillSaid(what, openedAt, openedAt + seconds * 1_000)
    expect([said('back', 29), said('back', 30), said('taken-back', 19), said('taken-back', 20)]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  it('stands somewhere else each minute, never farther than a step, and comes round', () => {
    const places = Array.from({ length: 8 }, (_, minute) => shiftAt(minute * 60_000))
    expect(new Set(places.map(String)).size).toBe(8)
    expect(places.flat().every((step) => Math.abs(step) <= 1)).toBe(true)
    expect(shiftAt(8 * 60_000 + 59_999)).toEqual(places[0])
  })
})
