import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Authority } from '#domain/authority/authority.ts'
import { keyOf, rolesOf } from '#domain/authority/persons.ts'
import { hallKeys, owesNewKey } from '#domain/keys/queries.ts'
import type { LogEvent } from '#log/event.ts'
import { founding, journalOfTablet, keyIn, listOf, newStory, ROOT_KEY, wrote } from '#support/authorityStory.ts'
import { rounds } from '#support/endure.ts'

beforeEach(newStory)

const spki = (tablet: string) => btoa(tablet.padEnd(60, '.'))
const boxes = (tablets: readonly string[]) => Object.fromEntries(tablets.map((tablet) => [tablet, 'AAAA']))
type Signer = { readonly by: string; readonly on: string; readonly key?: string }
const li: Signer = { by: 's_li', on: 'd_1' }
const chen: Signer = { by: 's_chen', on: 'd_2' }

/** An event of the list by somebody who has heard these. */
const says = (
  { by, on, key = keyIn(by) }: Signer,
  kind: string,
  subject: string,
  body: Record<string, unknown>,
  heard: readonly LogEvent[],
) => wrote(on, kind, subject, { ...body, after: [...listOf(heard).heads] }, { by, key })

const letsIn = (who: Signer, tablet: string, heard: readonly LogEvent[], place = 'manager') => [
  says(
    who,
    'TabletAdmitted',
    tablet,
    { name: tablet, place, key: spki(tablet), sealKey: place === 'wall' ? null : spki(tablet), box: null },
    heard,
  ),
  wrote(tablet, 'JournalOpened', tablet, { tablet, key: spki(tablet), nonce: 'n'.repeat(16), lane: 1 }),
]

const turns = (
  who: Signer,
  keyId: string,
  before: string | null,
  heard: readonly LogEvent[],
  { to = hallKeys(listOf(heard)).holders.map(({ tablet }) => tablet), secret = null as string | null } = {},
) =>
  says(
    who,
    'HallKeyTurned',
    keyId,
    { before, sealed: boxes(to), earlier: 'AAAA', secret, mac: before && 'M'.repeat(43) },
    heard,
  )

const recovers = (
  tablet: string,
  person: string,
  key: string,
  secret: string | null,
  known: Record<string, number>,
  heard: readonly LogEvent[],
) =>
  wrote(
    tablet,
    'Recovered',
    'h_1',
    {
      tablet: { id: tablet, name: tablet, place: 'manager', key: spki(tablet), sealKey: spki(tablet) },
      person,
      key,
      secret,
      known,
      after: [...listOf(heard).heads],
    },
    { key: ROOT_KEY },
  )

/** Li and Chen are managers, each at a tablet of their own; a counter; the hall has its first key, k_1. */
function town(): LogEvent[] {
  const events = founding()
  events.push(...letsIn(li, 'd_2', events), ...letsIn(li, 'd_3', events, 'counter'))
  events.push(says(li, 'PersonAdmitted', 's_chen', { key: keyIn('s_chen'), roles: ['manager'] }, events))
  events.push(says(li, 'PersonAdmitted', 's_wang', { key: keyIn('s_wang'), roles: ['front'] }, events))
  events.push(turns(li, 'k_1', null, events))
  return events
}

const told = (events: readonly LogEvent[]) => {
  const { seals, due, holders } = hallKeys(listOf(events))
  return { seals, due, holders: holders.map(({ tablet }) => tablet) }
}
const revokes = (who: Signer, tablet: string, heard: readonly LogEvent[], lost?: boolean) =>
  says(who, 'TabletRevoked', tablet, { known: {}, ...(lost === undefined ? {} : { lost }) }, heard)

describe('the hall key that seals', () => {
  it('is the newest that was turned knowing of everybody who left', () => {
    const events = town()
    expect(told(events)).toEqual({ seals: 'k_1', due: null, holders: ['d_1', 'd_2', 'd_3'] })
    events.push(revokes(li, 'd_3', events))
    expect(told(events)).toEqual({ seals: 'k_1', due: 'left', holders: ['d_1', 'd_2'] })
    events.push(turns(chen, 'k_2', 'k_1', events))
    expect(told(events)).toMatchObject({ seals: 'k_2', due: null })
    events.push(says(li, 'PersonRemoved', 's_wang', { known: {} }, events))
    expect(told(events)).toMatchObject({ seals: 'k_2', due: 'left' })
    events.push(turns(li, 'k_3', 'k_2', events))
    expect(told(events)).toMatchObject({ seals: 'k_3', due: null })
    expect(hallKeys(listOf(events)).turns.map(({ left }) => left)).toEqual([
      [],
      [{ what: 'tablet', id: 'd_3' }],
      [{ what: 'person', id: 's_wang' }],
    ])
  })

  it('is turned again when two managers apart turned, and then there is one', () => {
    const before = town()
    const [one, other] = [turns(li, 'k_2', 'k_1', before), turns(chen, 'k_3', 'k_1', before)]
    const together = [...before, one, other]
    expect(told(together).due).toBe('two')
    expect(told([...before, other, one])).toEqual(told(together))
    const { seals } = told(together)
    together.push(turns(chen, 'k_4', seals, together))
    expect(told(together)).toMatchObject({ seals: 'k_4', due: null })
  })

  it('is not the one whose boxes hold a tablet that another manager had sent away meanwhile', () => {
    const before = town()
    const gone = revokes(li, 'd_3', before)
    const unaware = turns(chen, 'k_2', 'k_1', before)
    const aware = turns(li, 'k_3', 'k_1', [...before, gone])
    expect(told([...before, gone, unaware])).toMatchObject({ due: 'left' })
    expect(told([...before, gone, unaware, aware])).toMatchObject({ seals: 'k_3', due: null })
  })

  it('is turned for a tablet that was let in beside the turn, and not for what has none', () => {
    const before = town()
    const turned = turns(chen, 'k_2', 'k_1', before)
    const beside = letsIn(li, 'd_4', before)
    expect(told([...before, turned, ...beside])).toMatchObject({ seals: 'k_2', due: 'newcomer' })
    expect(told([...before, turned, ...letsIn(li, 'd_4', [...before, turned])]).due).toBeNull()
    const wall = letsIn(li, 'd_5', before, 'wall')
    expect(told([...before, turned, ...wall]).due).toBeNull()
    expect(told([...before, ...wall, revokes(li, 'd_5', [...before, ...wall])]).due).toBeNull()
  })

  it('is none that a clerk, or somebody whose right was gone, brings in', () => {
    const events = town()
    const clerk = turns({ by: 's_wang', on: 'd_3' }, 'k_9', 'k_1', events)
    const gone = says(li, 'PersonRemoved', 's_chen', { known: {} }, events)
    const late = turns(chen, 'k_8', 'k_1', events)
    const list = hallKeys(listOf([...events, clerk, gone, late]))
    expect([list.seals, list.turns.map(({ keyId }) => keyId)]).toEqual(['k_1', ['k_1']])
    expect(list.uncounted.map(({ keyId }) => keyId).sort()).toEqual(['k_8', 'k_9'])
  })

  it('never goes by stamps: any order of arrival gives the same one', () => {
    const act = fc.record({
      who: fc.constantFrom(li, chen),
      what: fc.constantFrom('turn', 'turn', 'revoke', 'admit', 'remove', 'hear'),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 10 }), fc.infiniteStream(fc.nat(1_000)), (acts, chance) => {
        newStory()
        const all = town()
        const heard = new Map([li, chen].map((who) => [who, [...all]]))
        for (const [at, { who, what }] of acts.entries()) {
          const mine = heard.get(who)!
          if (what === 'hear') {
            heard.set(who, [...all])
            continue
          }
          const news =
            what === 'turn'
              ? [turns(who, `k_x${at}`, hallKeys(listOf(mine)).seals, mine)]
              : what === 'revoke'
                ? [revokes(who, 'd_3', mine)]
                : what === 'admit'
                  ? letsIn(who, `d_x${at}`, mine)
                  : [says(who, 'PersonRemoved', 's_wang', { known: {} }, mine)]
          all.push(...news)
          mine.push(...news)
        }
        const shuffled = all.map((event) => [chance.next().value ?? 0, event] as const).sort((a, b) => a[0] - b[0])
        expect(told(shuffled.map(([, event]) => event))).toEqual(told(all))
        expect(told(all).seals).not.toBeNull()
        // Whatever happened apart: one turn by somebody who knows of it all, and there is one.
        const mended = [...all, turns(li, 'k_end', told(all).seals, all)]
        expect(told(mended)).toMatchObject({ seals: 'k_end', due: null })
      }),
      { numRuns: rounds(30, 1_000) },
    )
  })
})

describe('a recovery', () => {
  it('leaves a turn due for the tablet that came in by it', () => {
    const events = town()
    events.push(recovers('d_9', 's_li', keyIn('s_li', 1), 'AAAA', {}, events))
    expect(told(events)).toEqual({ seals: 'k_1', due: 'newcomer', holders: ['d_1', 'd_2', 'd_3', 'd_9'] })
  })

  it('shares nothing with the tablets that it left out, until they are let in again', () => {
    const events = town()
    const again: Signer = { by: 's_li', on: 'd_9', key: keyIn('s_li', 1) }
    events.push(recovers('d_9', 's_li', keyIn('s_li', 1), null, {}, events))
    expect(told(events)).toMatchObject({ due: 'left', holders: ['d_9'] })
    // A turn by somebody who did not know of it reaches them, and so it does not seal.
    const unaware = turns(chen, 'k_2', 'k_1', town())
    expect(told([...events, unaware]).due).toBe('left')
    events.push(...letsIn(again, 'd_2', events))
    expect(told(events).holders).toEqual(['d_2', 'd_9'])
  })

  it('begins the hall key anew where nobody has it any more: by whom the root key named, once', () => {
    const events = town()
    const named: Signer = { by: 's_li', on: 'd_9', key: keyIn('s_li', 1) }
    events.push(recovers('d_9', 's_li', keyIn('s_li', 1), null, {}, events))
    expect(hallKeys(listOf(events)).mayBeginAnew).toEqual(['s_li'])
    const other = turns(chen, 'k_8', null, events)
    expect(hallKeys(listOf([...events, other])).turns.map(({ keyId }) => keyId)).toEqual(['k_1'])
    events.push(turns(named, 'k_2', null, events))
    expect(told(events)).toMatchObject({ seals: 'k_2', due: null })
    expect(hallKeys(listOf(events)).turns.map(({ vouched }) => vouched)).toEqual([false, true])
    expect(hallKeys(listOf(events)).mayBeginAnew).toEqual([])
    const twice = turns(named, 'k_3', null, events)
    expect(told([...events, twice]).seals).toBe('k_2')
  })

  it('whoever used the root key, wherever: the hall is never without a manager, and shares nothing with what was put out', () => {
    const step = fc.record({
      tablet: fc.constantFrom('d_1', 'd_2', 'd_3', 'd_8', 'd_9'),
      person: fc.constantFrom('s_li', 's_chen', 's_wang', 's_new'),
      what: fc.constantFrom('recover', 'recover alone', 'remove', 'revoke', 'turn', 'forge'),
      hears: fc.boolean(),
      known: fc.nat(12),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        newStory()
        const all = town()
        const heard = new Map<string, LogEvent[]>()
        const keys = new Map<string, number>()
        let made = 0
        for (const [at, { tablet, person, what, hears, known }] of steps.entries()) {
          const mine = hears ? [...all] : (heard.get(tablet) ?? town0(all))
          const who: Signer = { by: person, on: tablet, key: keyIn(person, keys.get(person) ?? 0) }
          const cut = { [journalOfTablet(tablet)]: known }
          const event =
            what === 'recover' || what === 'recover alone'
              ? recovers(tablet, person, keyIn(person, ++made), what === 'recover' ? 'AAAA' : null, cut, mine)
              : what === 'remove'
                ? says(who, 'PersonRemoved', 's_chen', { known: cut }, mine)
                : what === 'revoke'
                  ? says(who, 'TabletRevoked', 'd_3', { known: cut, lost: true }, mine)
                  : what === 'turn'
                    ? turns(who, `k_x${at}`, 'k_1', mine)
                    : wrote(
                        tablet,
                        'Recovered',
                        'h_1',
                        {
                          tablet: { id: 'd_7', name: 'x', place: 'manager', key: spki('d_7'), sealKey: spki('d_7') },
                          person: 's_mallory',
                          key: keyIn('s_mallory'),
                          secret: 'AAAA',
                          known: {},
                          after: [...listOf(mine).heads],
                        },
                        { by: person, key: who.key ?? '' },
                      )
          if (what.startsWith('recover')) keys.set(person, made)
          all.push(event)
          heard.set(tablet, [...mine, event])
        }
        const list = listOf(all)
        expect(managersOf(list)).not.toEqual([])
        expect([list.persons.has('s_mallory'), list.tablets.has('d_7')]).toEqual([false, false])
        // What the last recovery that knew of everything put out gets neither key nor secret.
        const last = recovers('d_9', 's_li', keyIn('s_li', 99), null, {}, all)
        const after = hallKeys(listOf([...all, last]))
        expect(after.holders.map((each) => each.tablet).filter((tablet) => tablet !== 'd_9')).toEqual([])
        expect([after.due, managersOf(listOf([...all, last])).includes('s_li')]).toEqual(['left', true])
      }),
      { numRuns: rounds(30, 1_000) },
    )
  })
})

/** What every tablet has heard at least. */
const town0 = (all: readonly LogEvent[]) => all.slice(0, 9)

const managersOf = ({ persons }: Authority) =>
  [...persons.values()].filter((each) => rolesOf(each).includes('manager') && keyOf(each) !== null).map(({ id }) => id)

describe('after a theft', () => {
  const owing = (events: readonly LogEvent[]) => hallKeys(listOf(events)).losses.map((loss) => loss.owing)
  const ownKey = (who: Signer, times: number, heard: readonly LogEvent[]) =>
    says(who, 'KeyGiven', who.by, { key: keyIn(who.by, times), known: {} }, heard)

  it('a turn brings a new desk secret, and everybody owes a new key that is made after it', () => {
    const events = town()
    events.push(revokes(li, 'd_3', events, true))
    events.push(ownKey(chen, 1, events))
    const again: Signer = { ...chen, key: keyIn('s_chen', 1) }
    expect(hallKeys(listOf(events)).secretDue).toBe(true)
    expect(owing(events)).toEqual([['s_li', 's_chen', 's_wang']])
    // Before there is a new desk secret a new key would lie under the old one.
    expect(owesNewKey(listOf(events), 's_li')).toBe(false)
    events.push(turns(li, 'k_2', 'k_1', events, { secret: 'AAAA' }))
    expect(hallKeys(listOf(events))).toMatchObject({ secretDue: false, losses: [{ tablet: 'd_3', renewed: true }] })
    expect([owing(events), owesNewKey(listOf(events), 's_li')]).toEqual([[['s_li', 's_chen', 's_wang']], true])
    events.push(ownKey(li, 1, events))
    expect([owing(events), owesNewKey(listOf(events), 's_li')]).toEqual([[['s_chen', 's_wang']], false])
    events.push(ownKey(again, 2, events))
    events.push(says({ ...li, key: keyIn('s_li', 1) }, 'PersonRemoved', 's_wang', { known: {} }, events))
    expect(owing(events)).toEqual([[]])
  })

  it('nobody owes anything when a tablet was put out of use that is in the hall’s own hands', () => {
    const events = town()
    events.push(revokes(li, 'd_3', events))
    expect(hallKeys(listOf(events))).toMatchObject({ secretDue: false, losses: [] })
  })

  it('a recovery without the other tablets is one: its manager has a new key, everybody else owes one', () => {
    const events = town()
    events.push(recovers('d_9', 's_li', keyIn('s_li', 1), null, {}, events))
    expect(hallKeys(listOf(events))).toMatchObject({ secretDue: false, losses: [{ tablet: null, renewed: true }] })
    expect(owing(events)).toEqual([['s_chen', 's_wang']])
  })
})
