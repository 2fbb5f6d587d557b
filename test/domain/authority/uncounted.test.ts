import { beforeEach, describe, expect, it } from 'vitest'
import { whyWaits } from '#domain/authority/authority.ts'
import { acceptActs } from '#domain/authority/commands.ts'
import { runsOf, uncounted } from '#domain/authority/queries.ts'
import { kinds } from '#domain/whole.ts'
import type { LogEvent } from '#log/event.ts'
import { admits, founding, keyIn, listOf, newStory, wrote } from '#support/authorityStory.ts'
import { hallAfter, situation, when } from '#support/hallAfter.ts'

const byManager = situation('10:00', { on: 'counter', by: 's_li' })
const byClerk = situation('10:00', { on: 'counter', by: 's_wang' })

beforeEach(newStory)

describe('what counts for nobody', () => {
  it('is also what somebody said of who may what who may not say it', () => {
    const before = founding()
    const [first] = before
    const by = { by: 's_mallory', key: keyIn('s_mallory') }
    const forged = wrote(
      'd_1',
      'PersonAdmitted',
      's_mallory',
      { key: keyIn('s_mallory'), roles: ['manager'], after: [] },
      by,
    )
    const authority = listOf([...before, forged])
    expect(uncounted({ authority, waiting: [] })).toEqual([
      { journal: forged.journal, why: 'unknown-key', events: [forged] },
    ])
    expect(uncounted({ authority: listOf([first!]), waiting: [] })).toEqual([])
  })

  it('is told apart by whose key it is: of nobody, of a clerk, of a manager who was one, of a manager who is one', () => {
    const before = founding()
    const admit = (who: string, role: string, known: readonly LogEvent[]) =>
      wrote(
        'd_1',
        'PersonAdmitted',
        who,
        { key: keyIn(who), roles: [role], after: [...listOf(known).heads] },
        { by: 's_li', key: keyIn('s_li') },
      )
    const withWang = [...before, admit('s_wang', 'front', before)]
    const all = [...withWang, admit('s_chen', 'manager', withWang)]
    const heads = [...listOf(all).heads]
    const said = (by: string, after: readonly string[], key = keyIn(by)) =>
      wrote('d_1', 'RolesChanged', 's_wang', { roles: ['front', 'manager'], after }, { by, key })
    const gone = wrote(
      'd_1',
      'PersonRemoved',
      's_chen',
      { known: {}, after: heads },
      { by: 's_li', key: keyIn('s_li') },
    )
    const reasonOf = (event: LogEvent) =>
      uncounted({ authority: listOf([...all, gone, event]), waiting: [] }).map(({ why }) => why)
    expect(reasonOf(said('s_li', heads, keyIn('s_mallory')))).toEqual(['unknown-key'])
    expect(reasonOf(said('s_wang', heads))).toEqual(['not-entitled'])
    expect(reasonOf(said('s_li', heads, keyIn('s_wang')))).toEqual(['in-anothers-name'])
    expect(reasonOf(said('s_chen', heads))).toEqual(['no-longer-entitled'])
    expect(reasonOf(said('s_li', ['0'.repeat(64)]))).toEqual(['not-on-the-list'])
  })

  it('is named as forged before it is named as cut off, so that nobody is asked to take a forged line in', () => {
    const before = founding()
    const withTablet = [...before, ...admits('s_li', 'd_1', 'd_2', 'counter', listOf(before))]
    const revoked = wrote(
      'd_1',
      'TabletRevoked',
      'd_2',
      { known: {}, after: [...listOf(withTablet).heads] },
      { by: 's_li', key: keyIn('s_li') },
    )
    const authority = listOf([...withTablet, revoked])
    const body = { open: 'void', next: '2026-11-24', known: {} }
    const close = (key: string | null) => wrote('d_2', 'DayClosed', '2026-11-23', body, { by: 's_li', key })
    const why = (event: LogEvent) => whyWaits(authority, event, kinds.get(event.kind)!)
    expect([null, keyIn('s_mallory'), keyIn('s_li')].map((key) => why(close(key)))).toEqual([
      'not-signed',
      'unknown-key',
      'behind-a-cut',
    ])
  })

  it('is taken in as the lines that were seen: a line between them and one after them stay out', () => {
    const events = [3, 4, 7].map((n) => ({ ...wrote('d_1', 'AlarmAcknowledged', 'e_1', {}), n }))
    expect(runsOf({ journal: 'j_1', events })).toEqual([
      { journal: 'j_1', from: 3, to: 4 },
      { journal: 'j_1', from: 7, to: 7 },
    ])
  })

  it('is taken in by a manager and by nobody else', () => {
    const runs = [{ journal: 'j_1', from: 3, to: 4 }]
    expect(when(hallAfter(), acceptActs, { runs }, byClerk)).toMatchObject({ ok: false, why: 'not-your-role' })
    expect(when(hallAfter(), acceptActs, { runs: [] }, byManager)).toMatchObject({
      ok: false,
      why: 'nothing-waits',
    })
    expect(when(hallAfter(), acceptActs, { runs }, byManager)).toMatchObject({
      ok: true,
      events: [{ kind: 'ActsAccepted', subject: 'j_1', body: { from: 3, to: 4 } }],
    })
  })
})
