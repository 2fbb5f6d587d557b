import { beforeEach, describe, expect, it } from 'vitest'
import { hearing, noAuthority } from '#domain/authority/authority.ts'
import { MOST_NAMED } from '#domain/authority/events.ts'
import { keyOf, rolesOf } from '#domain/authority/persons.ts'
import type { LogEvent } from '#log/event.ts'
import { admits, founding, keyIn, listOf, newStory, ROOT_KEY, wrote } from '#support/authorityStory.ts'

beforeEach(newStory)

const byLi = { by: 's_li', key: keyIn('s_li') }
const headsOf = (events: readonly LogEvent[]) => [...listOf(events).heads]

/** A hall with the manager s_li, who works at d_1, and the counter tablet d_3. */
function hall(): LogEvent[] {
  const events = founding()
  events.push(...admits('s_li', 'd_1', 'd_3', 'counter', listOf(events)))
  return events
}
const managersOf = (events: readonly LogEvent[]) =>
  [...listOf(events).persons.values()].flatMap((each) => (rolesOf(each).includes('manager') ? [each.id] : [])).sort()
const admitted = (tablet: string, who: string, role: string, after: readonly string[], by: object = byLi) =>
  wrote(tablet, 'PersonAdmitted', who, { key: keyIn(who), roles: [role], after }, by)

describe('a tablet that was stolen and sent away', () => {
  it('makes nobody a manager with a manager’s PIN, whoever brings its lines, whatever it says it knew', () => {
    const before = hall()
    const early = headsOf(before)
    const within = admitted('d_3', 's_wang', 'front', early)
    before.push(within)
    const known = { [within.journal]: within.n }
    const gone = wrote('d_1', 'TabletRevoked', 'd_3', { known, lost: true, after: headsOf(before) }, byLi)
    const forged = [
      admitted('d_3', 's_mallory', 'manager', early),
      admitted('d_3', 's_mallory', 'manager', headsOf([...before, gone])),
    ]
    for (const each of forged) {
      for (const events of [
        [...before, gone, each],
        [...before, each, gone],
      ]) {
        const list = listOf(events)
        expect([...list.persons.keys()].sort()).toEqual(['s_li', 's_wang'])
        expect(list.tablets.get('d_3')?.revoked).toBe(true)
      }
    }
  })
})

describe('a manager who was removed while apart', () => {
  it('keeps what whoever removed them knew of by the heads of journals, and nothing after it', () => {
    const before = hall()
    before.push(admitted('d_1', 's_chen', 'manager', headsOf(before)))
    const after = headsOf(before)
    const byChen = { by: 's_chen', key: keyIn('s_chen') }
    const [known, unknown] = [
      admitted('d_3', 's_a', 'front', after, byChen),
      admitted('d_3', 's_b', 'front', after, byChen),
    ]
    const removed = wrote('d_1', 'PersonRemoved', 's_chen', { known: { [known.journal]: known.n }, after }, byLi)
    const { persons } = listOf([...before, known, unknown, removed])
    expect([...persons.keys()].sort()).toEqual(['s_a', 's_chen', 's_li'])
  })
})

describe('somebody who knew that a manager farther from the root had taken their right away', () => {
  /** s_li made s_chen a manager and s_wang a clerk, s_chen made s_dong a manager. */
  function known() {
    const events = hall()
    const admits = (by: string, who: string, role: string) =>
      events.push(admitted('d_1', who, role, headsOf(events), { by, key: keyIn(by) }))
    admits('s_li', 's_chen', 'manager')
    admits('s_li', 's_wang', 'front')
    admits('s_chen', 's_dong', 'manager')
    return events
  }
  const by = (who: string, times = 0) => ({ by: who, key: keyIn(who, times) })
  const says = (events: LogEvent[], tablet: string, kind: string, subject: string, body: object, who: object) =>
    void events.push(wrote(tablet, kind, subject, { known: {}, ...body, after: headsOf(events) }, who))

  it('removes nobody any more, however near the root they had been', () => {
    const events = known()
    says(events, 'd_1', 'PersonRemoved', 's_chen', {}, by('s_dong'))
    says(events, 'd_3', 'PersonRemoved', 's_li', {}, by('s_chen'))
    expect(managersOf(events)).toEqual(['s_dong', 's_li'])
  })

  it('takes no key with the one that a new key was made for, and keeps the new one', () => {
    const events = known()
    says(events, 'd_1', 'KeyGiven', 's_wang', { key: keyIn('s_wang', 1) }, by('s_dong'))
    says(events, 'd_3', 'KeyGiven', 's_wang', { key: keyIn('s_wang', 2) }, by('s_wang'))
    expect(keyOf(listOf(events).persons.get('s_wang')!)).toBe(keyIn('s_wang', 1))
    says(events, 'd_3', 'KeyGiven', 's_wang', { key: keyIn('s_wang', 3) }, by('s_wang', 1))
    expect(keyOf(listOf(events).persons.get('s_wang')!)).toBe(keyIn('s_wang', 3))
  })

  it('may again what they may since another manager gave it back', () => {
    const events = known()
    says(events, 'd_1', 'RolesChanged', 's_li', { roles: ['front'] }, by('s_chen'))
    says(events, 'd_1', 'PersonRemoved', 's_wang', {}, by('s_li'))
    expect(listOf(events).persons.get('s_wang')?.removed).toBe(false)
    says(events, 'd_1', 'RolesChanged', 's_li', { roles: ['manager'] }, by('s_dong'))
    says(events, 'd_1', 'PersonRemoved', 's_wang', {}, by('s_li'))
    expect(listOf(events).persons.get('s_wang')?.removed).toBe(true)
  })

  it('counts as a manager whom a manager far from the root made one, whoever had let them in', () => {
    const events = known()
    says(events, 'd_1', 'RolesChanged', 's_wang', { roles: ['manager'] }, by('s_dong'))
    says(events, 'd_1', 'PersonRemoved', 's_chen', {}, by('s_wang'))
    expect(managersOf(events)).toEqual(['s_dong', 's_li', 's_wang'])
  })
})

describe('a tablet is its key', () => {
  it('and becomes no other one, whoever lets another in under its name', () => {
    const before = hall()
    const { key } = listOf(before).tablets.get('d_3')!
    const other = wrote(
      'd_1',
      'TabletAdmitted',
      'd_3',
      { place: 'manager', key: btoa('another'.padEnd(60, '.')), sealKey: null, box: null, after: headsOf(before) },
      byLi,
    )
    expect(listOf([...before, other]).tablets.get('d_3')).toMatchObject({ key, place: 'counter' })
  })
})

describe('somebody who says very much', () => {
  it('gives themselves the key they have seventy times at once: a manager goes on, and names no more than fit', () => {
    const before = hall()
    before.push(admitted('d_1', 's_wang', 'front', headsOf(before)))
    const after = headsOf(before)
    const byWang = { by: 's_wang', key: keyIn('s_wang') }
    const again = Array.from({ length: 70 }, (_, i) => ({
      ...wrote('d_3', 'KeyGiven', 's_wang', { key: keyIn('s_wang'), known: {}, after }, byWang),
      journal: `j_${String(i).padStart(16, '0')}`,
      n: 2,
    }))
    expect(listOf([...before, ...again]).heads).toEqual(listOf(before).heads)
    // A manager who was apart on many tablets leaves more than fit: those that knew most are named.
    const many = Array.from({ length: 70 }, (_, i) => ({
      ...admitted('d_1', `s_${i}`, 'front', after),
      journal: `j_${String(i).padStart(16, 'a')}`,
      n: 2,
    }))
    const { heads } = listOf([...before, ...many])
    expect(heads).toHaveLength(MOST_NAMED)
    const next = admitted('d_1', 's_next', 'front', heads)
    expect(listOf([...before, ...many, next]).persons.has('s_next')).toBe(true)
  })

  it('writes thousands of lines under a key that nobody gave: they are left out before anything is reckoned', () => {
    const before = hall()
    const after = headsOf(before)
    const byMallory = { by: 's_mallory', key: keyIn('s_mallory') }
    const said = Array.from({ length: 12_000 }, () =>
      wrote('d_3', 'PersonRemoved', 's_li', { known: {}, after }, byMallory),
    )
    const list = hearing(hearing(noAuthority(ROOT_KEY), before), said)
    expect([...list.counts]).toEqual([...listOf(before).counts])
    expect([...list.persons.keys()]).toEqual(['s_li'])
  })

  it('takes another key of their own three hundred times: the last one is theirs', () => {
    const before = hall()
    before.push(admitted('d_1', 's_wang', 'front', headsOf(before)))
    const after = headsOf(before)
    const said = Array.from({ length: 300 }, (_, i) =>
      wrote(
        'd_3',
        'KeyGiven',
        's_wang',
        { key: keyIn('s_wang', i + 1), known: {}, after },
        { by: 's_wang', key: keyIn('s_wang', i) },
      ),
    )
    const list = listOf([...before, ...said])
    expect(keyOf(list.persons.get('s_wang')!)).toBe(keyIn('s_wang', 300))
  })

  it('takes thousands of keys of their own, or goes back to those they had: the list costs each its own, and others’ acts count', () => {
    const before = hall()
    before.push(admitted('d_1', 's_wang', 'front', headsOf(before)))
    const after = headsOf(before)
    const own = (times: number, is: number) =>
      wrote(
        'd_3',
        'KeyGiven',
        's_wang',
        { key: keyIn('s_wang', times), known: {}, after },
        { by: 's_wang', key: keyIn('s_wang', is) },
      )
    const many = 2_000
    const chained = Array.from({ length: many }, (_, i) => own(i + 1, i))
    const back = Array.from({ length: many }, (_, i) => own(i % 2, i % 3))
    const byLi1 = admitted('d_1', 's_chen', 'manager', after)
    const byLi2 = wrote('d_1', 'PersonRemoved', 's_chen', { known: {}, after: [...after] }, byLi)
    // With the cube of their number it would take minutes.
    const mostMs = 2_000
    for (const [said, key] of [
      [chained, keyIn('s_wang', many)],
      [back, keyIn('s_wang', 1)],
    ] as const) {
      const begun = process.cpuUsage()
      const { persons } = listOf([...before, ...said, byLi1, byLi2])
      const { user, system } = process.cpuUsage(begun)
      expect((user + system) / 1_000).toBeLessThan(mostMs)
      expect(keyOf(persons.get('s_wang')!)).toBe(key)
      expect(rolesOf(persons.get('s_li')!)).toEqual(['manager'])
      expect(persons.get('s_chen')!.removed).toBe(true)
    }
  })

  it('chains thousands of lines under a key of their own: nothing breaks, and the list is what it was', () => {
    const before = hall()
    before.push(admitted('d_1', 's_wang', 'front', headsOf(before)))
    const after = headsOf(before)
    const byWang = { by: 's_wang', key: keyIn('s_wang') }
    const said = Array.from({ length: 4_000 }, () =>
      wrote('d_3', 'RolesChanged', 's_wang', { roles: ['manager'], after }, byWang),
    )
    const list = listOf([...before, ...said])
    expect([...list.counts]).toEqual([...listOf(before).counts])
  })
})
