import { describe, expect, it } from 'vitest'
import { isKeptAt } from '#domain/continuity/queries.ts'
import { mayDrawFloor } from '#domain/floorPlan/queries.ts'
import { hallAfter } from '#support/hallAfter.ts'

describe('what somebody may do at a place', () => {
  it('draw the floor plan: a manager, at the manager’s tablet', () => {
    const hall = hallAfter()
    expect(mayDrawFloor(hall, 's_li', 'manager')).toBe(true)
    expect(mayDrawFloor(hall, 's_wang', 'manager')).toBe(false)
    expect(mayDrawFloor(hall, 's_li', 'reception')).toBe(false)
    expect(mayDrawFloor(hall, null, 'manager') || mayDrawFloor(hall, 's_li', undefined)).toBe(false)
  })

  it('keep the register of backups: at the manager’s tablet and in the back office', () => {
    expect((['manager', 'backoffice', 'counter', 'reception', 'wall', undefined] as const).map(isKeptAt)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })
})
