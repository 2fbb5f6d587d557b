import { describe, expect, it } from 'vitest'
import { announcementsOf, stands, takenBack } from '#app/wall/announcements.ts'
import type { Hall } from '#domain/whole.ts'
import {
  clock,
  counterOpened,
  customerArrived,
  customerMissed,
  eventsOf,
  foldAll,
  type Happening,
  hallAfter,
  setUp,
  ticketCalled,
  ticketIssued,
  ticketRecalled,
  ticketTransferred,
  told,
} from '#support/hallAfter.ts'

const waiting = [
  counterOpened('3'),
  counterOpened('5'),
  told({ at: '09:00' }, ticketIssued('A001')),
  ticketIssued('A002', { priority: 'elderly' }),
]
const called = told({ at: '09:10' }, ticketCalled('A001', '3'))

/** What is said, at a time, when these things are heard after those. */
const said = (known: readonly Happening[], news: readonly Happening[], time = '09:10:05') =>
  sentences(hallAfter(...known), hallAfter(...known, ...news), time)

const sentences = (before: Hall, hall: Hall, time: string) =>
  announcementsOf({ before, hall }, clock(time)).map(({ says }) =>
    'counter' in says ? `${says.kind} ${says.label} ${says.counter}` : says.kind,
  )

describe('what the voice says after a change', () => {
  it('calls a customer to the counter', () => {
    expect(said(waiting, [called])).toEqual(['call A001 3'])
  })

  it('says nothing about a call it has said, whatever else happens', () => {
    expect(said([...waiting, called], [ticketIssued('A003')])).toEqual([])
  })

  it('calls again when the counter calls again, in a round of its own', () => {
    const again = told({ at: '09:10:20' }, ticketRecalled('A001', '3'))
    expect(said([...waiting, called], [again], '09:10:21')).toEqual(['call A001 3'])
    const keys = [hallAfter(...waiting, called), hallAfter(...waiting, called, again)].flatMap((hall) =>
      announcementsOf({ before: hallAfter(...waiting), hall }, clock('09:10:21')).map(({ key }) => key),
    )
    expect(new Set(keys).size).toBe(2)
  })

  it('asks a priority customer first', () => {
    expect(said(waiting, [told({ at: '09:10' }, ticketCalled('A002', '5'))])).toEqual(['priority-call A002 5'])
  })

  it('sends a transferred customer on to the next counter', () => {
    const sent = [called, customerArrived('A001', '3'), ticketTransferred('A001', '3', { queue: 'B' })]
    expect(said([...waiting, ...sent], [told({ at: '09:20' }, ticketCalled('A001', '5'))], '09:20:01')).toEqual([
      'transfer-call A001 5',
    ])
  })

  it('says the earlier of two calls first', () => {
    const both = [called, told({ at: '09:10:02' }, ticketCalled('A002', '5'))]
    expect(said(waiting, both)).toEqual(['call A001 3', 'priority-call A002 5'])
  })

  it('says nothing for a customer who stands at the counter already', () => {
    expect(said(waiting, [called, customerArrived('A001', '3')])).toEqual([])
  })

  it('does not replay a call that is a minute old (Q38)', () => {
    expect(said(waiting, [called], '09:10:59')).toEqual(['call A001 3'])
    expect(said(waiting, [called], '09:11:00')).toEqual([])
  })

  it('corrects itself when the call on the wall turns out to be the later of two', () => {
    const later = told({ at: '09:10:10' }, ticketCalled('A001', '5'))
    const known = eventsOf([...setUp, ...waiting, later])
    const earlier = eventsOf([called], known)
    expect(sentences(foldAll(known), foldAll([...known, ...earlier]), '09:10:30')).toEqual(['correction A001 3'])
  })

  it('takes a customer who was missed and is called elsewhere for an ordinary call', () => {
    const missed = [called, told({ at: '09:11' }, customerMissed('A001', '3'))]
    expect(said([...waiting, called], [...missed.slice(1), ticketCalled('A001', '5')], '09:11:10')).toEqual([
      'call A001 5',
    ])
  })
})

describe('a call that is taken back', () => {
  const before = hallAfter(...waiting, called)
  const { act } = before.tickets.get('t_A001') ?? { act: '' }
  const undone = hallAfter(...waiting, called, {
    kind: 'ActUndone',
    subject: 't_A001',
    on: 'counter3',
    at: '09:10:05',
    body: { act },
  })

  it('is named, so that the wall can say so', () => {
    expect(takenBack({ before, hall: undone })).toEqual([{ label: 'A001', counter: '3' }])
  })

  it('is not said any more', () => {
    const [call] = announcementsOf({ before: hallAfter(...waiting), hall: before }, clock('09:10:01'))
    expect(call && stands(before, call)).toBe(true)
    expect(call && stands(undone, call)).toBe(false)
  })

  it('is no such thing when the customer has come or was missed', () => {
    expect(takenBack({ before, hall: hallAfter(...waiting, called, customerArrived('A001', '3')) })).toEqual([])
    expect(takenBack({ before, hall: hallAfter(...waiting, called, customerMissed('A001', '3')) })).toEqual([])
  })

  it('is the arrival only, when that is what was taken back: the same call still stands and is not said twice', () => {
    const arrived = hallAfter(...waiting, called, customerArrived('A001', '3'))
    const back = hallAfter(...waiting, called, customerArrived('A001', '3'), {
      kind: 'ActUndone',
      subject: 't_A001',
      on: 'counter3',
      body: { act: arrived.tickets.get('t_A001')?.act ?? '' },
    })
    const keys = [before, back].flatMap((hall) =>
      announcementsOf({ before: hallAfter(...waiting), hall }, clock('09:10:10')).map(({ key }) => key),
    )
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })
})
