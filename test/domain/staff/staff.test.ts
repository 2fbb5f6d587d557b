import { describe, expect, it } from 'vitest'
import { addStaff, boxKey, changeStaff, removeStaff } from '#domain/staff/commands.ts'
import { callNameOf, holdsOneOf, presentStaff, staffLike } from '#domain/staff/queries.ts'
import { emptyHall } from '#domain/whole.ts'
import { answer, asked, type Happening, hallAfter, situation, when } from '#support/hallAfter.ts'

const box = { salt: '0'.repeat(32), memory: 1024, passes: 1, under: '0'.repeat(16), sealed: 'UklGRg==' }
const key = 's_wang'.padEnd(87, 'A')
const byManager = situation('10:00', { on: 'manager', by: 's_li' })
const gone: Happening = {
  kind: 'PersonRemoved',
  subject: 's_wang',
  body: { known: {}, after: [] },
  on: 'manager',
  by: 's_li',
}

describe('looking for a colleague', () => {
  it('goes by a part of the call name or the work number, and by role where one is asked for', () => {
    const people = presentStaff(hallAfter())
    const like = (typed: string) => staffLike(people, typed).map(({ id }) => id)
    expect([like('王'), like(' 0020 '), like('没有')]).toEqual([['s_wang'], ['s_sun'], []])
    expect(like('')).toHaveLength(people.length)
    expect(people.filter((each) => holdsOneOf(each, ['front', 'manager'])).map(({ id }) => id)).toEqual([
      's_li',
      's_wang',
    ])
    expect(people.every((each) => holdsOneOf(each, []))).toBe(true)
  })
})

describe('the staff list', () => {
  it('starts with a manager, added by the first manager tablet', () => {
    const founding = situation('08:00', { on: 'manager', by: null })
    const first = { staff: 's_1', workNumber: '0001', callName: '李经理', roles: ['manager'] as const, key, box }
    expect(asked(when(emptyHall('h_new'), addStaff, first, founding)).map((each) => each.split(' ')[0])).toEqual([
      'PersonAdmitted',
      'PersonDescribed',
      'KeyBoxed',
    ])
    expect(answer(when(emptyHall('h_new'), addStaff, { ...first, roles: ['front'] }, founding))).toBe('last-manager')
  })

  it('gives a work number to one person at a time', () => {
    const ask = { staff: 's_zhao', workNumber: '0012', callName: '小赵', roles: ['front'] as const, key, box }
    expect(answer(when(hallAfter(), addStaff, ask, byManager))).toBe('work-number-is-taken')
    expect(answer(when(hallAfter(gone), addStaff, ask, byManager))).toBe('accepted')
    expect(answer(when(hallAfter(), addStaff, { ...ask, workNumber: '0099' }, situation('10:00')))).toBe(
      'not-your-role',
    )
  })

  it('never loses its last manager', () => {
    expect(answer(when(hallAfter(), removeStaff, { staff: 's_li' }, byManager))).toBe('last-manager')
    expect(answer(when(hallAfter(), changeStaff, { staff: 's_li', roles: ['front'] }, byManager))).toBe('last-manager')
    expect(answer(when(hallAfter(), changeStaff, { staff: 's_li', callName: '老李' }, byManager))).toBe('accepted')
  })

  it('keeps the name of whoever left for what they did, and takes key and PIN away', () => {
    const set: Happening = { kind: 'KeyBoxed', subject: 's_wang', body: { key, box }, on: 'manager', by: 's_li' }
    const hall = hallAfter(set, gone)
    expect(presentStaff(hall).map(({ id }) => id)).not.toContain('s_wang')
    expect(callNameOf(hall, 's_wang')).toBe('王强')
    expect(hall.staff.get('s_wang')).toMatchObject({ key: null, box: null })
    // A PIN set apart, after the removal, opens nothing.
    expect(hallAfter(gone, set).staff.get('s_wang')).toMatchObject({ key: null, box: null })
  })

  it('lets people change their own PIN, and only a manager anybody’s', () => {
    expect(answer(when(hallAfter(), boxKey, { staff: 's_wang', key, box }, situation('10:00')))).toBe('accepted')
    expect(answer(when(hallAfter(), boxKey, { staff: 's_sun', key, box }, situation('10:00')))).toBe('not-your-role')
    expect(answer(when(hallAfter(), boxKey, { staff: 's_sun', key, box }, byManager))).toBe('accepted')
  })

  it('knows whose PIN a manager has set, until its owner changes it', () => {
    const boxed = (by: string): Happening => ({
      kind: 'KeyBoxed',
      subject: 's_wang',
      body: { key, box },
      on: 'manager',
      by,
    })
    expect(hallAfter(boxed('s_li')).staff.get('s_wang')).toMatchObject({
      key,
      box,
      given: { by: 's_li' },
    })
    expect(hallAfter(boxed('s_li'), boxed('s_wang')).staff.get('s_wang')?.given).toBeNull()
  })
})
