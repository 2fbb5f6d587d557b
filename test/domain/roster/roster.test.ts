import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Role } from '#domain/roles.ts'
import { notePresence, placeStaff } from '#domain/roster/commands.ts'
import { inCharge, isRosterFilled, onDuty, succession } from '#domain/roster/queries.ts'
import { createStory } from '#support/caseStory.ts'
import {
  answer,
  clock,
  counterClosed,
  counterOpened,
  eventsOf,
  foldAll,
  type Happening,
  person,
  setUp,
  told,
} from '#support/hallAfter.ts'

const li = { by: 's_li', on: 'manager' }
const staff = (id: string, workNumber: string, ...roles: Role[]) => person(id, workNumber, id, ...roles)
const people = [
  ...staff('s_m', '9001', 'manager'),
  ...staff('s_duty', '9002', 'front'),
  ...staff('s_bo', '9003', 'back-office'),
  ...staff('s_sec', '9004', 'security'),
  ...staff('s_ts', '9005', 'tech'),
  ...staff('s_f1', '9006', 'front'),
  ...staff('s_f2', '9007', 'front'),
]
const placed = (subject: string, body: object): Happening =>
  ({ kind: 'StaffPlaced', subject, on: 'manager', by: 's_m', body }) as Happening
const here = (subject: string, present: boolean, at = '09:00'): Happening => ({
  kind: 'PresenceNoted',
  subject,
  on: 'manager',
  by: 's_m',
  at,
  body: { day: '2026-11-23', present },
})
const places = [
  placed('s_duty', { dutyManager: true }),
  placed('s_bo', { lead: true }),
  placed('s_sec', { lead: true }),
]
/** A hall of these people alone. */
const hallOf = (...more: readonly Happening[]) =>
  foldAll(eventsOf([...setUp.filter(({ kind }) => !kind.startsWith('Person')), ...people, ...places, ...more]))
const now = clock('10:00')
const order = (...away: string[]) => inCharge(hallOf(...away.map((id) => here(id, false))), now)?.id

describe('who is in charge on the spot', () => {
  it('goes manager, duty manager, lead of the back office, lead of security, technician, the longest at the front (1.1.5)', () => {
    expect(order()).toBe('s_m')
    expect(order('s_m')).toBe('s_duty')
    expect(order('s_m', 's_duty')).toBe('s_bo')
    expect(order('s_m', 's_duty', 's_bo')).toBe('s_sec')
    expect(order('s_m', 's_duty', 's_bo', 's_sec')).toBe('s_ts')
    const front = [here('s_f2', true, '08:30'), here('s_f1', true, '08:45')]
    expect(inCharge(hallOf(...front), now)?.id).toBe('s_f2')
    expect(inCharge(hallOf(...front, here('s_f2', false, '09:30'), here('s_f2', true, '09:40')), now)?.id).toBe('s_f1')
  })

  it('is decided among equals by their order, then by work number', () => {
    const second = staff('s_m2', '8000', 'manager')
    expect(inCharge(hallOf(...second), now)?.id).toBe('s_m2')
    expect(inCharge(hallOf(...second, placed('s_m', { order: 1 }), placed('s_m2', { order: 2 })), now)?.id).toBe('s_m')
  })

  it('is the same on every tablet with the same roster, in whatever order it was heard', () => {
    const noted = [
      here('s_m', false, '08:00'),
      here('s_f1', true, '08:10'),
      here('s_duty', true, '08:20'),
      here('s_m', true, '09:00'),
    ]
    const all = eventsOf([...setUp, ...people, ...places, ...noted])
    const expected = succession(foldAll(all), now).map(({ id }) => id)
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(succession(foldAll(shuffled), now).map(({ id }) => id)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })
})

describe('who is here', () => {
  it('is the whole list without those who are away, until somebody is noted as here', () => {
    expect(isRosterFilled(hallOf(here('s_m', false)), now)).toBe(false)
    expect(onDuty(hallOf(here('s_m', false)), now)).toHaveLength(6)
    expect(onDuty(hallOf(here('s_m', true), here('s_f1', true)), now).map(({ id }) => id)).toEqual(['s_m', 's_f1'])
  })

  it('is who has their shift now, whoever is noted as here outside of it, and everybody where shifts leave nobody (1.1.5)', () => {
    const early = placed('s_f1', { shift: { from: '08:30', to: '14:00' } })
    const late = placed('s_f2', { shift: { from: '14:00', to: '02:00' } })
    const names = (at: string, ...more: Happening[]) =>
      onDuty(hallOf(early, late, ...more), clock(at))
        .map(({ id }) => id)
        .filter((id) => id.startsWith('s_f'))
    expect([names('10:00'), names('14:00'), names('23:30')]).toEqual([['s_f1'], ['s_f2'], ['s_f2']])
    // Who came in the morning has gone home at two, unless somebody notes them again.
    expect(names('13:59', here('s_f1', true))).toEqual(['s_f1'])
    expect(names('14:01', here('s_f1', true), here('s_f2', true))).toEqual(['s_f2'])
    expect(names('14:05', here('s_f1', true), here('s_f1', true, '14:02'))).toEqual(['s_f1'])
    const alone = hallOf(early, late, ...people.map(({ subject }) => here(subject, subject === 's_f1')))
    expect(onDuty(alone, clock('15:00')).map(({ id }) => id)).toEqual(['s_f1'])
  })

  it('is not only whoever has said so of themselves: that says nothing about anybody else (1.1.5)', () => {
    const hall = hallOf(told({ by: 's_f1' }, here('s_f1', true)))
    expect(isRosterFilled(hall, now)).toBe(false)
    expect(onDuty(hall, now)).toHaveLength(7)
  })

  it('is also whoever stands at a counter, whatever the roster lacks, until they are noted as away (1.1.5)', () => {
    const desk = (staff: string, at: string) => told({ at, by: staff }, counterOpened('3'))
    const names = (...more: Happening[]) => onDuty(hallOf(here('s_sec', true), ...more), now).map(({ id }) => id)
    expect(names(desk('s_f2', '09:05'))).toEqual(['s_sec', 's_f2'])
    expect(names(desk('s_f2', '09:05'), told({ at: '09:30' }, counterClosed('3')))).toEqual(['s_sec'])
    expect(names(desk('s_f2', '09:05'), here('s_f2', false, '09:30'))).toEqual(['s_sec'])
    expect(names(here('s_f2', false, '08:30'), desk('s_f2', '09:05'))).toEqual(['s_sec', 's_f2'])
  })

  it('is asked anew every day', () => {
    expect(onDuty(hallOf(here('s_m', false)), now + 86_400_000)).toHaveLength(7)
  })

  it('is noted by oneself, or by a manager; places are a manager’s', () => {
    const story = createStory()
    expect(answer(story.ask(notePresence, { staff: 's_wang', present: true }, { by: 's_wang' }))).toBe('accepted')
    expect(answer(story.ask(notePresence, { staff: 's_li', present: false }, { by: 's_wang' }))).toBe('not-your-role')
    expect(answer(story.ask(notePresence, { staff: 's_wang', present: false }, li))).toBe('accepted')
    expect(answer(story.ask(placeStaff, { staff: 's_wang', lead: true }, { by: 's_wang' }))).toBe('not-your-role')
    expect(answer(story.ask(placeStaff, { staff: 's_wang', lead: true, phone: '13800001111' }, li))).toBe('accepted')
    expect(story.hall.roster.placements.get('s_wang')).toMatchObject({
      lead: true,
      phone: '13800001111',
      dutyManager: false,
    })
  })
})
