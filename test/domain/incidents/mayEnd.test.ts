import { beforeEach, expect, it } from 'vitest'
import { withAuthority } from '#domain/authority/withAuthority.ts'
import { incidentBy } from '#domain/incidents/queries.ts'
import { emptyHall, foldEvents } from '#domain/whole.ts'
import type { LogEvent } from '#log/event.ts'
import { admits, founding, keyIn, listOf, newStory, wrote } from '#support/authorityStory.ts'

beforeEach(newStory)

it('a clerk who signs it ends no fire, and does not lower its level, unless they have signed that they took command', () => {
  const before = founding()
  before.push(...admits('s_li', 'd_1', 'd_3', 'counter', listOf(before)))
  const asWang = { by: 's_wang', key: keyIn('s_wang') }
  const admitted = { key: keyIn('s_wang'), roles: ['front'], after: [...listOf(before).heads] }
  before.push(wrote('d_1', 'PersonAdmitted', 's_wang', admitted, { by: 's_li', key: keyIn('s_li') }))
  const empty = emptyHall('h_1')
  const hall = { ...empty, ...withAuthority(empty, listOf(before)) }
  const says = (kind: string, body: Record<string, unknown>, by: object = asWang) => wrote('d_3', kind, 'e_1', body, by)
  const fire = says('IncidentDeclared', { plan: 'P05', version: 1, level: 1 }, { by: 's_li', key: keyIn('s_li') })
  const over = { met: 4, of: 4, reason: null }
  const after = (...events: readonly LogEvent[]) => incidentBy(foldEvents(hall, [fire, ...events]), 'e_1')
  const [lower, end, take, again] = [
    says('LevelChanged', { level: 4 }),
    says('IncidentStoodDown', over),
    says('CommandTaken', {}),
    says('IncidentStoodDown', over),
  ]
  expect(after(lower, end)).toMatchObject({ level: 1, over: null })
  expect(after(take, again)?.over).not.toBeNull()
  // Whoever says so without signing it has not taken command.
  expect(after(says('CommandTaken', {}, { by: 's_wang' }), says('IncidentStoodDown', over))).toMatchObject({
    over: null,
  })
})
