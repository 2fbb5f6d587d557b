import { describe, expect, it } from 'vitest'
import { effectsOf, rescuersOf } from '#content/plans/effects.ts'
import { planOf, plans } from '#content/plans/library.ts'
import { alarmClip } from '#content/voice/alarms.ts'
import { planFor } from '#domain/outages/outages.ts'
import { START } from '#domain/plans/plan.ts'
import { WALL_VARIABLES } from '#domain/settings/events.ts'

const idsWhere = (holds: (id: string) => boolean) => plans.map(({ id }) => id).filter(holds)

describe('what a plan brings about', () => {
  it('is the whole wall at once for fire and earthquake, and only when announced for a threat', () => {
    expect(idsWhere((id) => effectsOf(id).takesWall === 'at-once')).toEqual(['P01', 'P09'])
    expect(idsWhere((id) => effectsOf(id).takesWall === 'when-announced')).toEqual(['P11'])
  })

  it('is a wall with words and a voice only where the library has something to say to everybody', () => {
    for (const id of idsWhere((each) => effectsOf(each).takesWall !== 'never')) {
      expect(planOf(id)?.lifeSafety, id).toBe(true)
      expect(planOf(id)?.broadcast, id).not.toBeNull()
      expect(alarmClip(id, START)).toBe(id)
    }
  })

  it('is said to everybody with no other names than those that a wall is told', () => {
    const said = plans.flatMap(({ broadcast, announcements }) => [broadcast, ...announcements.map(({ text }) => text)])
    const names = said.flatMap((text) =>
      [...`${text?.zh}${text?.en}`.matchAll(/\{\{([^/}]+)/g)].map(([, name]) => name),
    )
    expect(names).toContain('集合点')
    expect(names.filter((name) => !WALL_VARIABLES.some((each) => each === name))).toEqual([])
  })

  it('is business that moves after a fire, in an outage and off what is broken, and a crowd in an outage', () => {
    expect(idsWhere((id) => effectsOf(id).movesBusiness)).toEqual(['P01', 'P03', 'P04', 'P05', 'P20'])
    expect(idsWhere((id) => effectsOf(id).isOutage)).toEqual(['P03', 'P04', 'P05'])
    for (const out of ['operator', 'upstream', 'hall'] as const) expect(effectsOf(planFor(out)).isOutage).toBe(true)
  })

  it('names who most probably takes over, and opens the first-aid cards for somebody who is ill', () => {
    expect(plans.map(({ id }) => rescuersOf([id])[0]).filter((to) => to !== 'police')).toEqual([
      'fire-brigade',
      'ambulance',
    ])
    expect(effectsOf('P01').rescuers).toBe('fire-brigade')
    expect(idsWhere((id) => effectsOf(id).needsFirstAid)).toEqual(['P06'])
  })

  it('is nothing for a plan that this version does not know', () => {
    expect(effectsOf('P99')).toMatchObject({ takesWall: 'never', movesBusiness: false, isOutage: false })
  })
})
