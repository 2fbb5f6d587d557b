import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { isProven } from '#device/basics/signatures.ts'
import { type Authority, hearing, noAuthority, whyWaits } from '#domain/authority/authority.ts'
import { authorityKinds } from '#domain/authority/events.ts'
import { keyOf, rolesOf } from '#domain/authority/persons.ts'
import { PLACES, type Place } from '#domain/kind.ts'
import { ROLES, type Role } from '#domain/roles.ts'
import { type KindName, kinds } from '#domain/whole.ts'
import { type LogEvent, NO_PREVIOUS } from '#log/event.ts'
import { type Line, writeLine } from '#log/lines.ts'
import { proofId, signedAct, withProof } from '#log/proofs.ts'
import { judgeLine } from '#server/admission/judge.ts'
import { isProvenBeside } from '#server/signing.ts'
import { admits, founding, journalOfTablet, keyIn, listOf, newStory, ROOT_KEY, wrote } from '#support/authorityStory.ts'
import { rounds } from '#support/endure.ts'
import { createHand } from '#support/signingTablet.ts'
import { everyKind } from './anyKind.ts'

beforeEach(newStory)

/** What everybody may do by a list. */
const told = ({ persons, tablets, heads }: Authority) =>
  JSON.stringify({
    persons: [...persons.values()].map((person) => [person.id, rolesOf(person), keyOf(person), person.removed]).sort(),
    tablets: [...tablets.values()].map(({ id, place, revoked }) => [id, place, revoked]).sort(),
    heads: [...heads].sort(),
  })

const managersOf = ({ persons }: Authority) =>
  [...persons.values()].filter((each) => rolesOf(each).includes('manager') && keyOf(each) !== null).map(({ id }) => id)

const admitted = (by: string, on: string, person: string, roles: readonly Role[], heard: Authority, at = 0) =>
  wrote(
    on,
    'PersonAdmitted',
    person,
    { key: keyIn(person), roles, after: [...heard.heads] },
    { by, key: keyIn(by), at },
  )

const removed = (by: string, on: string, person: string, known: Record<string, number>, heard: Authority, at = 0) =>
  wrote(on, 'PersonRemoved', person, { known, after: [...heard.heads] }, { by, key: keyIn(by), at })

const why = (authority: Authority, event: LogEvent) => whyWaits(authority, event, kinds.get(event.kind)!)

/** An event of a kind, of which only the envelope matters. */
const wroteBlank = (kind: string, on = 'd_1', by = 's_li', key: string | null = null): LogEvent => ({
  hall: 'h_1',
  journal: journalOfTablet(on),
  n: 99,
  stamp: '2026-11-23T01:00:00.000Z-0000-00000000',
  prev: NO_PREVIOUS,
  kind,
  by,
  subject: 'x',
  drill: null,
  body: {},
  papers: [],
  ...(key === null ? {} : { proof: `${key}.${'p'.repeat(86)}` }),
})

/** Li and Chen are managers, each at a tablet of their own; Wang serves at a counter. */
function town() {
  const events = founding()
  events.push(...admits('s_li', 'd_1', 'd_2', 'manager', listOf(events)))
  events.push(...admits('s_li', 'd_1', 'd_3', 'counter', listOf(events)))
  events.push(admitted('s_li', 'd_1', 's_chen', ['manager'], listOf(events)))
  events.push(admitted('s_li', 'd_1', 's_wang', ['front'], listOf(events)))
  return events
}

describe('two managers who are apart', () => {
  it('remove each other: whoever is nearer the root stays, and the hall has one list', () => {
    const before = town()
    const heard = listOf(before)
    const known = { [journalOfTablet('d_1')]: 99, [journalOfTablet('d_2')]: 1 }
    const byLi = removed('s_li', 'd_1', 's_chen', known, heard)
    const byChen = removed('s_chen', 'd_2', 's_li', { [journalOfTablet('d_1')]: 1 }, heard)
    for (const said of [
      [byLi, byChen],
      [byChen, byLi],
    ])
      expect(managersOf(listOf([...before, ...said]))).toEqual(['s_li'])
  })

  it('cannot leave the hall without a manager', () => {
    const before = founding()
    const alone = removed('s_li', 'd_1', 's_li', {}, listOf(before))
    expect(managersOf(listOf([...before, alone]))).toEqual(['s_li'])
  })

  it('write whatever they like in any order: one list, whatever came first, and never without a manager', () => {
    const who = ['s_li', 's_chen', 's_wang', 's_sun'] as const
    const act = fc.record({
      by: fc.constantFrom(...who),
      subject: fc.constantFrom(...who),
      what: fc.constantFrom('admit', 'remove', 'roles', 'key', 'revoke', 'hear'),
      roles: fc.subarray([...ROLES], { minLength: 1 }),
      at: fc.integer({ min: -1e9, max: 1e9 }),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 16 }), fc.infiniteStream(fc.nat(1_000)), (acts, chance) => {
        newStory()
        const all = town()
        const heard = new Map<string, LogEvent[]>(who.map((each) => [each, [...all]]))
        const keys = new Map<string, number>()
        for (const { by, subject, what, roles, at } of acts) {
          const mine = heard.get(by)!
          const list = listOf(mine)
          const after = [...list.heads]
          const on = by === 's_chen' ? 'd_2' : by === 's_wang' ? 'd_3' : 'd_1'
          const known = Object.fromEntries(
            ['d_1', 'd_2', 'd_3'].map((tablet) => [
              journalOfTablet(tablet),
              mine.filter(({ journal }) => journal === journalOfTablet(tablet)).length,
            ]),
          )
          const signed = { by, key: keyIn(by, keys.get(by) ?? 0), at }
          if (what === 'hear') heard.set(by, [...new Set([...mine, ...heard.get(subject)!])])
          else {
            const event =
              what === 'admit'
                ? wrote(on, 'PersonAdmitted', subject, { key: keyIn(subject), roles, after }, signed)
                : what === 'remove'
                  ? wrote(on, 'PersonRemoved', subject, { known, after }, signed)
                  : what === 'roles'
                    ? wrote(on, 'RolesChanged', subject, { roles, known, after }, signed)
                    : what === 'key'
                      ? wrote(
                          on,
                          'KeyGiven',
                          subject,
                          { key: keyIn(subject, (keys.get(subject) ?? 0) + 1), known, after },
                          signed,
                        )
                      : wrote(on, 'TabletRevoked', 'd_3', { known, after }, signed)
            if (what === 'key') keys.set(subject, (keys.get(subject) ?? 0) + 1)
            all.push(event)
            heard.set(by, [...mine, event])
          }
        }
        const shuffled = all.map((event) => [chance.next().value ?? 0, event] as const).sort((a, b) => a[0] - b[0])
        let one = noAuthority(ROOT_KEY)
        for (const [, event] of shuffled) one = hearing(one, [event])
        expect(told(one)).toBe(told(listOf(all)))
        expect(managersOf(one)).not.toEqual([])
      }),
      { numRuns: rounds(60, 2_000, 40) },
    )
  })
})

describe('a manager with a new key of their own', () => {
  it('takes away with it, however the ids fall', () => {
    for (let round = 0; round < 16; round++) {
      newStory()
      const all = town()
      const own = (times: number) =>
        wrote(
          'd_1',
          'KeyGiven',
          's_li',
          { key: keyIn('s_li', times + 1), known: {}, after: [...listOf(all).heads] },
          { by: 's_li', key: keyIn('s_li', times) },
        )
      all.push(own(0))
      all.push(own(1))
      const gone = { known: {}, after: [...listOf(all).heads] }
      all.push(wrote('d_1', 'PersonRemoved', 's_chen', gone, { by: 's_li', key: keyIn('s_li', 2) }))
      const { persons } = listOf(all)
      expect([keyOf(persons.get('s_li')!), persons.get('s_chen')?.removed]).toEqual([keyIn('s_li', 2), true])
    }
  })
})

describe('what a person did', () => {
  const close = (by: string, on: string, at = 0, key = keyIn(by)) =>
    wrote(on, 'DayClosed', '2026-11-23', { open: 'void', next: '2026-11-24', known: {} }, { by, key, at })

  it('counts when their certificate comes later than the act', () => {
    const before = town()
    const act = close('s_chen', 'd_2', -1e9)
    expect(why(listOf(founding()), act)).not.toBeNull()
    expect(why(listOf(before), act)).toBeNull()
  })

  it('counts after they were removed as far as whoever removed them knew, and no backdating helps', () => {
    const before = town()
    const honest = close('s_chen', 'd_2')
    const gone = removed('s_li', 'd_1', 's_chen', { [honest.journal]: honest.n }, listOf(before))
    const backdated = close('s_chen', 'd_2', -1e12)
    const list = listOf([...before, gone])
    expect([why(list, honest), why(list, backdated)]).toEqual([null, 'behind-a-cut'])
  })

  it('is taken in by a manager who presses once, where it lay behind a cut', () => {
    const before = town()
    const gone = removed('s_li', 'd_1', 's_chen', {}, listOf(before))
    const act = close('s_chen', 'd_2')
    const list = listOf([...before, gone])
    const range = { from: act.n, to: act.n, after: [...list.heads] }
    const accepted = wrote('d_1', 'ActsAccepted', act.journal, range, { by: 's_li', key: keyIn('s_li') })
    expect([why(list, act), why(listOf([...before, gone, accepted]), act)]).toEqual(['behind-a-cut', null])
  })

  it('counts for nobody under the key of another, without one, from a tablet nobody let in, or with the wrong role', () => {
    const list = listOf(town())
    expect(why(list, close('s_chen', 'd_2', 0, keyIn('s_wang')))).toBe('in-anothers-name')
    expect(
      why(
        list,
        wrote('d_2', 'DayClosed', '2026-11-23', { open: 'void', next: '2026-11-24', known: {} }, { by: 's_chen' }),
      ),
    ).toBe('not-signed')
    expect(why(list, close('s_li', 'd_9'))).toBe('tablet-not-admitted')
    expect(why(list, close('s_wang', 'd_3'))).toBe('not-entitled')
  })
})

describe('whoever is not entitled', () => {
  it('changes nothing of the list: a clerk, a stranger, a second founding, whatever they write and name', () => {
    const kind = fc.constantFrom(
      'PersonAdmitted',
      'PersonRemoved',
      'RolesChanged',
      'KeyGiven',
      'TabletRevoked',
      'HallFounded',
    )
    const signer = fc.constantFrom('s_wang', 's_mallory')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(kind, signer, fc.constantFrom('s_li', 's_chen', 's_mallory')), { maxLength: 8 }),
        (said) => {
          newStory()
          const before = town()
          const clean = listOf(before)
          const forged = said.map(([what, by, subject]) => {
            const after = [...clean.heads]
            const key = keyIn(by)
            const bodies: Record<string, Record<string, unknown>> = {
              PersonAdmitted: { key: keyIn('s_mallory'), roles: ['manager'], after },
              PersonRemoved: { known: {}, after },
              RolesChanged: { roles: ['front'], known: {}, after },
              KeyGiven: { key: keyIn('s_mallory'), known: {}, after },
              TabletRevoked: { known: {}, after },
              HallFounded: {
                root: key,
                server: btoa('another'),
                tablet: { id: 'd_9', name: 'd_9', key: btoa('d_9'), sealKey: btoa('d_9') },
                person: { id: 's_mallory', key, roles: ['manager'] },
                after: [],
              },
            }
            const about = what === 'HallFounded' ? 'h_1' : what === 'TabletRevoked' ? 'd_1' : subject
            // Everybody may give themselves another key: that is no theft.
            if (what === 'KeyGiven' && subject === by) return before[0]!
            return wrote('d_3', what, about, bodies[what]!, { by, key })
          })
          expect(told(listOf([...forged, ...before]))).toBe(told(clean))
        },
      ),
      { numRuns: rounds(60, 2_000, 40) },
    )
  })
})

describe('a tablet that is let in again elsewhere', () => {
  it('keeps the place for which it was let in, and whatever it wrote there counts', () => {
    const events = town()
    const called = wrote('d_3', 'TicketCalled', 't_1', { counter: '1', rule: { code: 'next', waited: 0, passed: 0 } })
    const [again] = admits('s_li', 'd_1', 'd_3', 'wall', listOf(events))
    const list = listOf([...events, again!])
    expect(list.tablets.get('d_3')?.place).toBe('counter')
    expect(why(list, called)).toBeNull()
  })
})

describe('an alarm', () => {
  it('needs nobody: no signature, no sign-in, from any tablet that was let in', () => {
    const list = listOf(town())
    const declared = wrote('d_3', 'IncidentDeclared', 'e_1', { plan: 'P01', version: 1, level: 3 })
    const ticked = wrote('d_3', 'StepTicked', 'e_1', { step: 'P01-FD-1', behalf: false })
    expect([why(list, declared), why(list, ticked)]).toEqual([null, null])
  })
})

describe('every kind, from every place, by every role, with every proof', () => {
  const PROOFS = [
    'right',
    'of another person',
    'of another key of theirs',
    'of another hall',
    'of another event',
    'none',
  ] as const
  type ProofKind = (typeof PROOFS)[number]
  const FORGED: ReadonlySet<ProofKind> = new Set(['of another hall', 'of another event'])
  const hands = new Map(ROLES.map((role) => [role, createHand(`s_${role}`)]))
  const another = createHand('s_another')
  const strange = createHand('s_strange')
  const handOf = (role: Role) => hands.get(role) ?? strange

  const handWith = (proof: ProofKind, role: Role) => {
    if (proof === 'none') return null
    return proof === 'of another person' ? another : proof === 'of another key of theirs' ? strange : handOf(role)
  }

  /** A hall with a tablet at every place, somebody of every role, and another manager. */
  function hallOfAll() {
    const events = founding()
    for (const place of PLACES) events.push(...admits('s_li', 'd_1', `d_${place}`, place, listOf(events)))
    const known = { by: 's_li', key: keyIn('s_li') }
    const joins = (id: string, key: string, role: Role) =>
      events.push(wrote('d_1', 'PersonAdmitted', id, { key, roles: [role], after: [...listOf(events).heads] }, known))
    for (const role of ROLES) joins(`s_${role}`, handOf(role).publicKey, role)
    joins('s_another', another.publicKey, 'manager')
    return listOf(events)
  }

  newStory()
  const list = hallOfAll()

  /** Whom an event of the list is about, so that it says something. */
  const ABOUT: Readonly<Record<string, string>> = {
    PersonAdmitted: 's_new',
    PersonRemoved: 's_front',
    RolesChanged: 's_front',
    KeyGiven: 's_front',
    TabletAdmitted: 'd_0123456789abcdef',
    TabletRevoked: 'd_wall',
  }

  /** The line of an event with a proof like this; a forged one was really made, by whoever it names, for something else. */
  function withProofOf(
    event: LogEvent,
    role: Role,
    proof: ProofKind,
  ): { readonly line: Line; readonly event: LogEvent } {
    const lineOf = (of: LogEvent) => {
      const written = writeLine(of, new Uint8Array(16).fill(7))
      if (!written.ok) throw new Error(written.why)
      return written.line
    }
    const line = lineOf(event)
    const hand = handWith(proof, role)
    if (hand === null) return { line, event }
    const elsewhere =
      proof === 'of another hall' ? { hall: 'h_2' } : proof === 'of another event' ? { n: event.n + 1 } : {}
    const made = hand.prove(signedAct(lineOf({ ...event, ...elsewhere })))
    return { line: withProof(line, made), event: { ...event, proof: `${made.key}.${made.signature}` } }
  }

  /** Who has to sign what says who may do what: the root key begins the hall and brings it back, and nobody else. */
  function isEntitled(
    name: string,
    role: Role,
    said: { readonly body: unknown; readonly drill: string | null },
  ): boolean {
    if (name === 'HallFounded' || name === 'Recovered') return false
    // With their own key everybody takes another: the one here is about whoever is at the counters.
    if (name === 'KeyGiven') return role === 'manager' || role === 'front'
    const needed = kinds.get(name)!.needs(said as never)
    return needed === null || typeof needed === 'string' || needed.includes(role)
  }

  it.each([...kinds.keys()])('counts as its declaration says: %s', async (name) => {
    const declared = kinds.get(name)!
    const ofAuthority = Object.hasOwn(authorityKinds, name)
    const [sample] = fc.sample(everyKind.get(name as KindName)!, { numRuns: 1, seed: 7 })
    const { body: sampled, drill = null, subject } = sample!
    const about = ABOUT[name] ?? subject
    const key = name === 'PersonAdmitted' || name === 'KeyGiven' ? { key: createHand(null).publicKey } : {}
    const body: Record<string, unknown> = ofAuthority ? { ...sampled, ...key, after: [...list.heads] } : { ...sampled }
    const needed = declared.needs({ body: body as never, drill })
    const isFree = needed === null || needed === 'offered'
    const blank = (place: Place, role: Role): LogEvent => ({
      ...wroteBlank(name, `d_${place}`, `s_${role}`),
      n: name === 'JournalOpened' ? 1 : 99,
      subject: about,
      body,
      drill,
    })
    // The doors of the hall server and of every tablet, which believes no server: whoever signs and wherever.
    const passes = new Set<string>()
    for (const [i, proof] of PROOFS.entries()) {
      const { line, event } = withProofOf(blank('counter', ROLES[i % ROLES.length]!), ROLES[i % ROLES.length]!, proof)
      const atTheServer = await isProvenBeside(line)
      expect([proof, await isProven(line), atTheServer]).toEqual([proof, !FORGED.has(proof), !FORGED.has(proof)])
      for (const place of PLACES)
        if (judgeLine({ event, line, isProven: atTheServer }, place).status === 'sound' && (await isProven(line)))
          passes.add(`${place} ${proof}`)
    }
    // What it comes to behind them, for whoever has it.
    const countsWith = (event: LogEvent) =>
      ofAuthority
        ? event.proof !== undefined && hearing(list, [event]).counts.has(proofId(event.proof))
        : whyWaits(list, event, declared) === null
    for (const role of ROLES)
      for (const proof of PROOFS) {
        const hand = handWith(proof, role)
        const signed = hand === null ? {} : { proof: `${hand.publicKey}.${'p'.repeat(86)}` }
        const isSigned = proof === 'right' || (isFree && !FORGED.has(proof))
        const says = isSigned && (isFree || isEntitled(name, role, { body, drill }))
        for (const place of PLACES) {
          const counts = passes.has(`${place} ${proof}`) && countsWith({ ...blank(place, role), ...signed })
          expect([place, role, proof, counts]).toEqual([place, role, proof, says && declared.writers.includes(place)])
        }
      }
  })
})
