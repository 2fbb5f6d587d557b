import { beforeEach, describe, expect, it } from 'vitest'
import { withAuthority } from '#domain/authority/withAuthority.ts'
import { foundHall, recover } from '#domain/staff/commands.ts'
import { admitTablet } from '#domain/tablets/commands.ts'
import { emptyHall, foldEvents, type HallDecision, isHallEvent, kinds } from '#domain/whole.ts'
import { compareEvents, type LogEvent } from '#log/event.ts'
import { admits, founding, keyIn, listOf, newStory, wrote } from '#support/authorityStory.ts'
import { hallAfter, situation, when } from '#support/hallAfter.ts'

const key = 'TUZrd0V3WUhLb1pJemowQ0FRWUk='
const byManager = situation('10:00', { on: 'manager', by: 's_li' })

/** What a wall hears of a decision, and what only desks hear. */
function heardOf(decision: HallDecision) {
  if (!decision.ok) throw new Error(decision.why)
  const isRead = ({ kind }: { kind: string }) => kinds.get(kind)!.readers.includes('wall')
  return {
    onWalls: JSON.stringify(decision.events.filter(isRead)),
    atDesks: decision.events.filter((event) => !isRead(event)),
  }
}

/** What the tablets of a founded hall are called, by these events besides. */
function called(...events: readonly LogEvent[]): Record<string, string> {
  const all = [...begun, ...events]
  const folded = foldEvents(emptyHall('h_1'), all.filter(isHallEvent).sort(compareEvents))
  const { tablets } = withAuthority(folded, listOf(all))
  return Object.fromEntries([...tablets.values()].map(({ id, name }) => [id, name]))
}
const says = (kind: string, subject: string, body: object, at = 0) =>
  wrote('d_1', kind, subject, { ...body }, { by: 's_li', key: keyIn('s_li'), at })
const describes = (tablet: string, name: string, at = 0) => says('TabletDescribed', tablet, { name }, at)
const heads = (...events: readonly LogEvent[]) => [...listOf([...begun, ...events]).heads]

/** The hall begins with 李经理 at the manager's tablet. */
let begun: readonly LogEvent[]
beforeEach(() => {
  newStory()
  begun = founding()
})

describe('what a tablet is called', () => {
  const box = { salt: '0'.repeat(32), memory: 1024, passes: 1, under: '0'.repeat(16), sealed: 'UklGRg==' }
  const person = { staff: 's_1', workNumber: '0001', callName: '李经理', key: keyIn('s_1'), box }
  const tablet = { name: '小王的平板', key, sealKey: key }

  it('no wall is told when it is let in, and every desk is', () => {
    const ask = { tablet: 'd_2', name: '小王的平板', place: 'counter' as const, key, sealKey: key, box: null }
    const { onWalls, atDesks } = heardOf(when(hallAfter(), admitTablet, ask, byManager))
    expect(onWalls).toContain('TabletAdmitted')
    expect(onWalls).not.toContain('小王的平板')
    expect(atDesks).toMatchObject([{ kind: 'TabletDescribed', subject: 'd_2', body: { name: '小王的平板' } }])
  })

  it('no wall is told when the hall is founded on it, or the recovery sheet brings it in', () => {
    const server = { tablet: 'server', lane: 0, key, continues: null, sub: null }
    const heard = { ...emptyHall('h_new'), journals: new Map([['j_1', server]]), lanes: new Map([['d_manager', 1]]) }
    const here = situation('08:00', { on: 'manager', by: null })
    const first = { root: keyIn('root'), tablet, ...person }
    const sheet = { tablet, secret: null, ...person, workNumber: '0099' }
    for (const decision of [
      when({ ...heard, lanes: new Map([[here.tablet.id, 1]]) }, foundHall, first, here),
      when(hallAfter(), recover, sheet, here),
    ]) {
      const { onWalls, atDesks } = heardOf(decision)
      expect(onWalls).toContain(key)
      expect(onWalls).not.toContain('小王的平板')
      expect(atDesks).toContainEqual(
        expect.objectContaining({ kind: 'TabletDescribed', subject: here.tablet.id, body: { name: '小王的平板' } }),
      )
    }
  })

  it.each([60_000, -60_000])('is what a manager has said, also when that lies before its admission', (at) => {
    const admitted = admits('s_li', 'd_1', 'd_2', 'counter', listOf(begun))
    expect(called(...admitted, describes('d_2', '3 号台', at))).toMatchObject({ d_2: '3 号台' })
  })

  it('is what its admission says in lines of earlier versions, also when it is let in again since', () => {
    const body = { place: 'counter', key, sealKey: null, box: null }
    const before = says('TabletAdmitted', 'd_2', { ...body, name: '3 号台', after: heads() })
    expect(called(before)).toMatchObject({ d_2: '3 号台' })
    const again = says('TabletAdmitted', 'd_2', { ...body, sealKey: key, after: heads(before) })
    expect(called(before, again)).toMatchObject({ d_2: '3 号台' })
    expect(called(before, again, describes('d_2', '后台'))).toMatchObject({ d_2: '后台' })
  })

  it('is the end of its id where nobody has said it', () => {
    expect(called(...admits('s_li', 'd_1', 'd_2f9c01ab', 'counter', listOf(begun)))).toEqual({
      d_1: 'd_1',
      d_2f9c01ab: '01ab',
    })
  })
})
