import { describe, expect, it } from 'vitest'
import { badgeOf, badgeToTell, staffCounter } from '#domain/counters/staffing.ts'
import type { Wall } from '#domain/settings/events.ts'
import type { Hall } from '#domain/whole.ts'
import { answer, asked, counterClosed, counterOpened, hallAfter, situation, when } from '#support/hallAfter.ts'

/** The hall in which this is set of its walls. */
const withWall = (hall: Hall, wall: Partial<Wall>): Hall => ({
  ...hall,
  settings: { ...hall.settings, wall: { ...hall.settings.wall, ...wall } },
})
const screens = [{ tablet: 'd_wall', counter: '3' }]

describe('who serves at a counter', () => {
  const hall = hallAfter(counterOpened('3'))
  const person = situation('09:00').by ?? ''
  const { workNumber = '', callName = '' } = hall.staff.get(person) ?? {}

  it('is told to walls by the work number, and only where a screen of that counter shows it (Q51)', () => {
    expect([workNumber === '', callName === '']).toEqual([false, false])
    expect(badgeToTell(hall, '3', 's_else')).toBe('')
    expect(badgeToTell(withWall(hall, { screens }), '3', person)).toBe(workNumber)
    expect(badgeToTell(withWall(hall, { screens, badge: 'name' }), '3', person)).toBe(`${workNumber} ${callName}`)
    expect(badgeToTell(withWall(hall, { screens, badge: 'none' }), '3', 's_else')).toBe('')
    expect(badgeToTell(withWall(hall, { screens: [{ tablet: 'd_wall', counter: '4' }] }), '3', 's_else')).toBe('')
  })

  it('is nothing on a wall, which does not know who works here, and nothing at a closed counter', () => {
    const wall: Hall = { ...hall, staff: new Map() }
    expect(badgeOf(wall, person)).toBe('')
    expect(badgeToTell(hallAfter(counterOpened('3'), counterClosed('3')), '3', person)).toBeNull()
    expect(answer(when(hall, staffCounter, { counter: '3' }, situation('09:00', { by: null })))).toBe('sign-in-first')
  })

  it('is told once', () => {
    const shown = withWall(hall, { screens })
    expect(asked(when(shown, staffCounter, { counter: '3' }, situation('09:00')))).toEqual(['CounterStaffed 3'])
    const staffed = hallAfter(counterOpened('3'), { kind: 'CounterStaffed', subject: '3', body: { shown: workNumber } })
    const told = {
      ...staffed,
      counters: new Map([...staffed.counters].map(([id, each]) => [id, { ...each, staff: person }])),
    }
    expect(asked(when(withWall(told, { screens }), staffCounter, { counter: '3' }, situation('09:00')))).toEqual([])
  })
})
