import { describe, expect, it } from 'vitest'
import { overflows } from '#domain/waits/overflow.ts'
import {
  clock,
  counterClosed,
  counterDeclaredLost,
  counterOpened,
  counterPaused,
  type Happening,
  hallAfter,
  rulesSet,
  ticketIssued,
  told,
} from '#support/hallAfter.ts'

/** So many customers of a queue at nine o'clock. */
const crowd = (queue: string, count: number): Happening[] =>
  Array.from({ length: count }, (_, i) =>
    told({ at: '09:00' }, ticketIssued(`${queue}${String(i + 1).padStart(3, '0')}`)),
  )

describe('a queue that its counters do not keep up with', () => {
  it('is told from eleven customers for a counter on, with the counter to open (Q33)', () => {
    const open = told({ at: '08:50' }, counterOpened('1', ['A']))
    expect(overflows(hallAfter(open, ...crowd('A', 10)), clock('09:01'))).toEqual([])
    expect(overflows(hallAfter(open, ...crowd('A', 11)), clock('09:01'))).toMatchObject([
      { queue: { id: 'A' }, waiting: 11, perCounter: 11, oldestMinutes: 1, relief: { act: 'open', counter: '2' } },
    ])
  })

  it('is told when one customer has waited longer than the hall allows, however few wait (Q33)', () => {
    const hall = hallAfter(told({ at: '08:50' }, counterOpened('2')), ...crowd('B', 1))
    expect(overflows(hall, clock('09:15'))).toEqual([])
    expect(overflows(hall, clock('09:16'))).toMatchObject([{ queue: { id: 'B' }, relief: { counter: '3' } }])
  })

  it('is one line with another queue at the same counters: told once, with one counter to open (Q33)', () => {
    const open = told({ at: '08:50' }, counterOpened('2'))
    const hall = hallAfter(open, ...crowd('A', 6), ...crowd('B', 6))
    expect(overflows(hall, clock('09:01'))).toMatchObject([
      { queue: { id: 'A' }, also: [{ id: 'B' }], waiting: 12, perCounter: 12, relief: { counter: '1' } },
    ])
  })

  it('names no counter twice, and asks one that pauses only when none is closed', () => {
    const open = ['1', '2', '3', '4'].map((id) => told({ at: '08:50' }, counterOpened(id, id === '1' ? ['A'] : ['B'])))
    const pause = told({ at: '08:55' }, counterPaused('4'))
    const hall = hallAfter(...open, pause, ...crowd('A', 1), ...crowd('B', 1))
    expect(overflows(hall, clock('09:16')).map(({ queue, relief }) => [queue.id, relief])).toEqual([
      ['A', { act: 'open', counter: '5' }],
      ['B', { act: 'resume', counter: '4' }],
    ])
  })

  it('counts a counter that was found empty as one to open, and says when none is left', () => {
    const open = ['1', '2', '3', '4', '5'].map((id) => told({ at: '08:50' }, counterOpened(id)))
    const full = [...open, ...crowd('A', 1)]
    expect(overflows(hallAfter(...full), clock('09:16'))).toMatchObject([{ relief: null }])
    const lost = hallAfter(...full, told({ at: '09:10' }, counterDeclaredLost('3')))
    expect(overflows(lost, clock('09:16'))).toMatchObject([{ relief: { act: 'open', counter: '3' } }])
    const shut = hallAfter(...full, told({ at: '09:10' }, counterClosed('5')))
    expect(overflows(shut, clock('09:16'))).toMatchObject([{ relief: { act: 'open', counter: '5' } }])
  })

  it('follows the rules of the hall; at 0 nothing is told', () => {
    const crowded = [told({ at: '08:50' }, counterOpened('1', ['A'])), ...crowd('A', 3)]
    const strict = hallAfter(told({ at: '08:40' }, rulesSet({ overflowPerCounter: 2 })), ...crowded)
    expect(overflows(strict, clock('09:01'))).toHaveLength(1)
    const off = hallAfter(
      told({ at: '08:40' }, rulesSet({ overflowPerCounter: 0, overflowMinutes: 0 })),
      ...crowded,
      ...crowd('A', 30),
    )
    expect(overflows(off, clock('12:00'))).toEqual([])
  })

  it('leaves out who stayed from a day that nobody has closed', () => {
    const hall = hallAfter(told({ at: '08:50' }, counterOpened('1', ['A'])), ...crowd('A', 30))
    expect(overflows(hall, clock('09:00') + 24 * 3_600_000)).toEqual([])
  })
})
