import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noAuthority } from '#domain/authority/authority.ts'
import { tell } from '#domain/cases/change.ts'
import { withOneMore } from '#domain/fairShare.ts'
import { incidentBy } from '#domain/incidents/queries.ts'
import { admission, NINE, openLog } from '#support/openLog.ts'
import { signedHall } from '#support/signedHall.ts'

const HOUR = 3_600_000
const most = 20

describe('a list that keeps so much of each tablet and no more', () => {
  it('keeps the newest of each in their order, in however many journals the others write', () => {
    const openings = new Map(
      Array.from({ length: 40 }, (_, i) => [`j_${String(i).padStart(16, '0')}`, { tablet: `d_${i % 4}`, key: '' }]),
    )
    const hall = { authority: { ...noAuthority(), openings }, waiting: [] }
    const journals = [...openings.keys()]
    const loud = journals.filter((journal) => openings.get(journal)?.tablet === 'd_0')
    const anybody = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...loud) }, fc.constantFrom(...journals))
    fc.assert(
      fc.property(fc.array(anybody, { maxLength: 120, size: 'max' }), (said) => {
        const all = said.map((journal, n) => `${journal}:${n}`)
        let list: readonly string[] = []
        for (const id of all) list = withOneMore(hall, list, id, most, (each) => each)
        const by = (tablet: string, of: readonly string[]) =>
          of.filter((id) => openings.get(id.slice(0, 18))?.tablet === tablet)
        for (const tablet of ['d_0', 'd_1', 'd_2', 'd_3'])
          expect(by(tablet, list)).toEqual(by(tablet, all).slice(-most))
        expect(list).toEqual(all.filter((id) => list.includes(id)))
      }),
    )
  })
})

describe('a tablet in bad hands that says more than anybody can', () => {
  it('puts nothing out of the history of a fire that others have told', async () => {
    const hall = signedHall()
    const desk = hall.admits('d_desk', 'reception', NINE - HOUR)
    const rogue = hall.admits('d_rogue', 'counter', NINE - HOUR / 2)
    const lines = [
      desk.write({ kind: 'IncidentDeclared', subject: 'e_fire', body: { plan: 'P01', version: 1, level: 2 } }),
      desk.write({ kind: 'StepTicked', subject: 'e_fire', body: { step: 'P01-FD-1', behalf: false } }),
      ...Array.from({ length: 700 }, (_, i) =>
        rogue.write({
          kind: 'ObservationNoted',
          subject: 'e_fire',
          body: { team: null, good: true, text: `第 ${i} 条` },
        }),
      ),
    ]
    const log = await openLog({ root: hall.root })
    await log.startEpoch('e_1')
    await log.receive(admission()([...hall.lines, ...lines]), 'history')
    const told = incidentBy(log.hall, 'e_fire')?.history ?? []
    expect(told).toHaveLength(502)
    expect(told.filter(({ journal }) => journal === desk.journal).map(({ kind }) => kind)).toEqual([
      'IncidentDeclared',
      'StepTicked',
    ])
    await log.close()
  })

  it('puts no conflict out of a case that others have to look at', () => {
    const at = '2026-11-23T01:00:00.000Z-0000-00000000'
    const hall = { authority: noAuthority(), waiting: [], cases: new Map([['c_1', { id: 'c_1', conflicts: [] }]]) }
    const from = (journal: string, n: number) => ({ journal, n, subject: 'c_1', stamp: at, by: null })
    const conflict = (journal: string, n: number) =>
      tell(hall as never, from(journal, n) as never, 'entered-twice', `${n}`)
    conflict('j_00000000000000aa', 1)
    for (let n = 1; n <= 60; n++) conflict('j_00000000000000bb', n)
    const left: readonly { readonly event: string }[] = hall.cases.get('c_1')?.conflicts ?? []
    expect(left).toHaveLength(most + 1)
    expect(left[0]?.event).toBe('j_00000000000000aa:1')
    expect(left.at(-1)?.event).toBe('j_00000000000000bb:60')
  })
})
