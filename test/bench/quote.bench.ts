import { bench, describe } from 'vitest'
import { openCounter } from '#domain/counters/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { queueBoard } from '#domain/tickets/queries.ts'
import { waitingByRisk } from '#domain/tickets/risk.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'

/** Twice a flagship's backlog: 400 customers wait and four counters are open. */
function fullHall() {
  const tablet = createFakeTablet()
  for (const counter of ['1', '2', '3', '5']) tablet.colleague('counter', STAFF.wang).perform(openCounter, { counter })
  const door = tablet.colleague('reception', null)
  for (let i = 0; i < 400; i++) {
    const queue = ['q-pay', 'q-plan', 'q-new'][i % 3] ?? 'q-pay'
    door.perform(issueTicket, { queue, service: null, priority: null })
  }
  return { hall: tablet.log.hall, now: tablet.now() }
}

describe('a board of 400 waiting customers, which every tablet draws at every change', () => {
  const { hall, now } = fullHall()
  bench('limit: one pass over the tickets', () => {
    let waiting = 0
    for (const { status } of hall.tickets.values()) if (status === 'waiting') waiting++
    if (waiting !== 400) throw new Error('not everybody waits')
  })
  bench('the queues with their ranges', () => {
    queueBoard(hall, now)
  })
  bench('the customers by risk', () => {
    waitingByRisk(hall, now)
  })
})
