import { beforeEach, describe, expect, it } from 'vitest'
import { acceptActs } from '#domain/authority/commands.ts'
import { runsOf, uncounted } from '#domain/authority/queries.ts'
import { founding, keyIn, listOf, newStory, wrote } from '#support/authorityStory.ts'
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
      { journal: forged.journal, why: 'not-on-the-list', events: [forged] },
    ])
    expect(uncounted({ authority: listOf([first!]), waiting: [] })).toEqual([])
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
