import { beforeEach, describe, expect, it } from 'vitest'
import { hearing, noAuthority } from '#domain/authority/authority.ts'
import { MOST_NAMED } from '#domain/authority/events.ts'
import { keyOf } from '#domain/authority/list.ts'
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
