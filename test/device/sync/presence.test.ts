import { describe, expect, it } from 'vitest'
import { createPresence } from '#device/sync/presence.ts'
import { emptyHall, type Hall } from '#domain/whole.ts'
import { counterOpened, hallAfter, tabletAt, ticketIssued } from '#support/hallAfter.ts'

const NINE = Date.parse('2026-11-23T01:00:00.000Z')
const hall = hallAfter(
  counterOpened('1', ['A']),
  counterOpened('2', ['A']),
  ticketIssued('A001'),
  ticketIssued('A002'),
  ticketIssued('A003'),
  ticketIssued('A004'),
)

const at = (options: {
  link: 'connected' | 'server-lost'
  silentFor?: number
  confirmed?: number | null
  remembered?: readonly string[]
  present?: Hall
}) =>
  createPresence({
    tablet: tabletAt('1'),
    hall: () => options.present ?? hall,
    hallAsOf: (seq) => (seq === 40 ? hall : emptyHall('h_test')),
    cursor: () => ({ server: 'e_1', seq: 40 }),
    state: () => ({
      link: options.link,
      silent:
        options.silentFor === undefined
          ? new Map()
          : new Map([[tabletAt('2'), { seq: 40, since: NINE - options.silentFor * 1_000 }]]),
    }),
    confirmed: () => (options.confirmed === undefined ? 40 : options.confirmed),
    rememberedShare: () => options.remembered ?? [],
    now: () => NINE,
  }).contact()

describe('a counter that hears the hall server', () => {
  it('may call everything while all counters are heard', () => {
    expect(at({ link: 'connected' })).toEqual({ share: null, leftTo: new Map() })
  })

  it('leaves the second and the fourth to a counter that nobody has heard for 12 seconds', () => {
    const { share, leftTo } = at({ link: 'connected', silentFor: 12 })
    expect(share).toBeNull()
    expect([...leftTo]).toEqual([
      ['t_A002', '2'],
      ['t_A004', '2'],
    ])
  })

  it('does not yet call a counter silent after 9 seconds', () => {
    expect(at({ link: 'connected', silentFor: 9 }).leftTo.size).toBe(0)
  })

  it('takes over once the share’s time is up', () => {
    expect(at({ link: 'connected', silentFor: 16 * 60 }).leftTo.size).toBe(0)
  })

  it('takes over at once when somebody has looked and nobody is calling there', () => {
    const looked = hallAfter(counterOpened('1', ['A']), counterOpened('2', ['A']), {
      kind: 'CounterDeclaredLost',
      subject: '2',
      on: 'reception',
      body: {},
    })
    expect(at({ link: 'connected', silentFor: 12, present: looked }).leftTo.size).toBe(0)
  })
})

describe('a counter that hears nobody', () => {
  it('may call the first and the third: its share as the server last knew it', () => {
    expect([...(at({ link: 'server-lost' }).share ?? [])]).toEqual(['t_A001', 't_A003'])
  })

  it('may call nothing from the queue when it was never heard', () => {
    expect(at({ link: 'server-lost', confirmed: null }).share).toEqual(new Set())
  })

  it('may call what its share was when what it was worked out of is lost', () => {
    const { share } = at({ link: 'server-lost', confirmed: null, remembered: ['t_A003'] })
    expect([...(share ?? [])]).toEqual(['t_A003'])
  })
})

describe('a share', () => {
  it('of a silent counter stays as it was dealt, however often this tablet’s own is dealt meanwhile', () => {
    let asked = 0
    const presence = createPresence({
      tablet: tabletAt('1'),
      hall: () => hall,
      hallAsOf(seq) {
        if (seq === 40) asked++
        return hall
      },
      cursor: () => ({ server: 'e_1', seq: 500 }),
      state: () => ({ link: 'connected', silent: new Map([[tabletAt('2'), { seq: 40, since: NINE - 12_000 }]]) }),
      confirmed: () => 500,
      rememberedShare: () => [],
      now: () => NINE,
    })
    for (let seq = 41; seq < 241; seq++) {
      expect(presence.ownShare(seq)).toEqual(['t_A001', 't_A003'])
      expect([...presence.contact().leftTo.keys()]).toEqual(['t_A002', 't_A004'])
    }
    expect(asked).toBe(1)
  })

  it('is dealt again when more of the past has arrived, and when the server is another one', () => {
    let known: Hall = emptyHall('h_test')
    let cursor = { server: 'e_1', seq: 39 }
    const presence = createPresence({
      tablet: tabletAt('1'),
      hall: () => hall,
      hallAsOf: () => known,
      cursor: () => cursor,
      state: () => ({ link: 'connected', silent: new Map([[tabletAt('2'), { seq: 40, since: NINE - 12_000 }]]) }),
      confirmed: () => 39,
      rememberedShare: () => [],
      now: () => NINE,
    })
    const left = () => [...presence.contact().leftTo.keys()]
    expect(left()).toEqual([])
    known = hall
    cursor = { server: 'e_1', seq: 40 }
    expect(left()).toEqual(['t_A002', 't_A004'])
    known = hallAfter(counterOpened('1', ['A']), counterOpened('2', ['A']), ticketIssued('A001'), ticketIssued('A002'))
    expect(left()).toEqual(['t_A002', 't_A004'])
    cursor = { server: 'e_2', seq: 40 }
    expect(left()).toEqual(['t_A002'])
  })
})
