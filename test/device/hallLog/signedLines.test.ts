import { describe, expect, it } from 'vitest'
import { foremost } from '#domain/incidents/queries.ts'
import { rounds } from '#support/endure.ts'
import { admission, issued, labelsIn, NINE, newStorage, openLog } from '#support/openLog.ts'
import { signedHall } from '#support/signedHall.ts'
import { createHand, type Hand } from '#support/signingTablet.ts'

const TEN_YEARS = 10 * 365 * 24 * 3_600_000
const closing = {
  kind: 'DayClosed',
  subject: '2026-11-23',
  body: { open: 'void', next: '2026-11-24', known: {} },
} as const
const stranger = createHand('s_0001')
/** Signs something else than the line. */
const forger: Hand = { ...stranger, prove: (text) => stranger.prove(`${text}!` as const) }

describe('a line that names a key that has not signed it', () => {
  it('is named, and nothing that was folded is read from the disk again', async () => {
    const hall = signedHall()
    const log = await openLog({ root: hall.root })
    await log.startEpoch('e_1')
    const admit = admission()
    const counter = hall.admits('d_counter', 'counter')
    await log.receive(admit([...hall.lines, counter.write(issued('t_1', 'A001'))]), 'history')
    expect(labelsIn(log)).toEqual(['A001'])
    const before = log.hall
    const told: number[] = []
    log.onChange(() => told.push(log.setAside.length))
    await log.receive(admit([counter.write({ ...closing, hand: forger })]), 'live')
    expect(log.setAside).toEqual([{ journal: counter.journal, n: 3, code: 'bad-proof' }])
    expect(told).toEqual([1])
    expect(log.hall).toBe(before)
    await log.close()
  })

  it('has not joined before its signature was looked at, though the cursor is behind it', async () => {
    const hall = signedHall()
    const log = await openLog({ root: hall.root })
    await log.startEpoch('e_1')
    const admit = admission()
    const counter = hall.admits('d_counter', 'counter')
    await log.receive(admit([...hall.lines, counter.write(issued('t_1', 'A001'))]), 'history')
    const { seq } = log.cursor
    expect(log.joined).toBe(seq)
    const told: [cursor: number, joined: number][] = []
    log.onChange(() => told.push([log.cursor.seq, log.joined]))
    const unsigned = counter.write(issued('t_2', 'A002'))
    await log.receive(admit([unsigned, counter.write({ ...closing, hand: forger })]), 'live')
    expect(told).toEqual([
      [seq + 2, seq],
      [seq + 2, seq + 2],
    ])
    await log.close()
  })

  it('counts for nobody after the app was closed and opened either', async () => {
    const storage = newStorage()
    const hall = signedHall()
    const counter = hall.admits('d_counter', 'counter')
    const log = await openLog({ storage, root: hall.root })
    await log.startEpoch('e_1')
    await log.receive(admission()([...hall.lines, counter.write({ ...closing, hand: forger })]), 'history')
    await log.close()
    const again = await openLog({ storage, root: hall.root })
    expect(again.setAside).toHaveLength(1)
    expect(again.hall.days.size + again.hall.waiting.length).toBe(0)
    await again.close()
  })
})

describe('lines that wait because nobody entitled has signed them', () => {
  it('are read in the same order at every desk, whichever came first', async () => {
    const hall = signedHall()
    const [counter, reception] = [hall.admits('d_counter', 'counter'), hall.admits('d_reception', 'reception')]
    const unsigned = [counter.write(closing), reception.write(closing)]
    const read = await Promise.all(
      [unsigned, unsigned.toReversed()].map(async (lines) => {
        const log = await openLog({ root: hall.root })
        await log.startEpoch('e_1')
        const admit = admission()
        await log.receive(admit(hall.lines), 'history')
        for (const line of lines) await log.receive(admit([line]), 'live')
        const waiting = log.hall.waiting.map(({ event }) => event.journal)
        await log.close()
        return waiting
      }),
    )
    expect(read[0]).toHaveLength(2)
    expect(read[1]).toEqual(read[0])
  })
})

describe('an alarm behind thousands of lines that somebody signed and nobody has looked at', () => {
  const ahead = rounds(2_000, 10_000, 500)
  const hall = signedHall()
  const flood = hall.admits('d_flood', 'counter')
  const tickets = Array.from({ length: 2_200 }, (_, i) =>
    flood.write(issued(`t_${i}`, `A${String(i + 1).padStart(3, '0')}`)),
  )
  const signed = Array.from({ length: ahead }, () => flood.write({ ...closing, hand: stranger }))

  it.each([
    ['ten years ahead', TEN_YEARS, 0],
    ['ten years behind', -TEN_YEARS, 0],
    ['right, and this tablet’s ten years ahead', 0, TEN_YEARS],
    ['right, and this tablet’s ten years behind', 0, -TEN_YEARS],
  ])('is on the screen before any of them, with its tablet’s clock %s', async (_, theirs, ours) => {
    let ticks = NINE + ours
    const options = { root: hall.root, place: 'wall', now: () => ticks++, storage: newStorage() } as const
    const admit = admission(1)
    const counter = hall.admits(`d_counter${theirs}${ours}`, 'counter', NINE + theirs)
    const log = await openLog(options)
    await log.startEpoch('e_1')
    const own = { seq: 1, received: '2026-11-23T01:00:00.000Z', yours: { journal: log.journal, n: 1 } }
    await log.receive([own, ...admit([...hall.lines, ...tickets])], 'history')
    await log.close()
    // It begins with a snapshot now: what is older has it look at its disk.
    const again = await openLog(options)
    expect(labelsIn(again)).toHaveLength(tickets.length)
    const shown: { alarm: boolean; looked: number }[] = []
    again.onChange(() => shown.push({ alarm: foremost(again.hall)?.id === 'e_1', looked: again.hall.waiting.length }))
    const body = { plan: 'P01', version: 1, level: 1 }
    const fire = counter.write({ kind: 'IncidentDeclared', subject: 'e_1', body })
    await again.receive(admit([...signed, fire]), 'live')
    expect(shown[0]).toEqual({ alarm: true, looked: 0 })
    expect(shown.at(-1)).toEqual({ alarm: true, looked: ahead })
    await again.close()
  })

  it('is on the screen before anything is reckoned of who may do what, however much of that was said', async () => {
    const log = await openLog({ root: hall.root, place: 'wall' })
    await log.startEpoch('e_1')
    const admit = admission()
    const counter = hall.admits('d_alarm', 'counter')
    await log.receive(admit(hall.lines), 'history')
    const known = log.hall.authority.said.size
    const said = flood.fork()
    const keys = Array.from({ length: rounds(200, 2_000) }, (_, i) => ({
      ...{ kind: 'KeyGiven', subject: 's_0001', hand: stranger },
      body: { key: `${i}`.padStart(87, 'k'), known: {}, after: [...hall.heads()] },
    }))
    const list = keys.map((each) => said.write(each))
    const shown: { alarm: boolean; said: number }[] = []
    log.onChange(() =>
      shown.push({ alarm: foremost(log.hall)?.id === 'e_1', said: log.hall.authority.said.size - known }),
    )
    const fire = counter.write({
      kind: 'IncidentDeclared',
      subject: 'e_1',
      body: { plan: 'P01', version: 1, level: 1 },
    })
    await log.receive(admit([...list, fire]), 'live')
    expect(shown[0]).toEqual({ alarm: true, said: 0 })
    expect(shown.at(-1)).toEqual({ alarm: true, said: list.length })
    await log.close()
  })
})
