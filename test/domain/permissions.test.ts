import { describe, expect, it } from 'vitest'
import { mayAct } from '#domain/permissions.ts'
import { hallAfter } from '#support/hallAfter.ts'

describe('what somebody may do', () => {
  it('is theirs by their roles: a manager draws the floor plan and keeps the register of backups, a clerk does not (Q74)', () => {
    const hall = hallAfter()
    expect(mayAct(hall, 's_li', 'draw-floor') && mayAct(hall, 's_li', 'keep-backups')).toBe(true)
    expect(mayAct(hall, 's_wang', 'draw-floor') || mayAct(hall, 's_wang', 'keep-backups')).toBe(false)
    expect(mayAct(hall, null, 'draw-floor')).toBe(false)
  })
})
