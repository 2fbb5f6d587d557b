import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseNext } from '#domain/calls/choose.ts'
import { inTouch } from '#domain/command.ts'
import { byTurn } from '#domain/tickets/tickets.ts'
import type { Hall } from '#domain/whole.ts'
import { rounds } from '#support/endure.ts'
import { counterOpened, type Happening, hallAfter, ticketIssued, told } from '#support/hallAfter.ts'

const MINUTE = 60_000
const LIMIT = 45
const time = (minutes: number) =>
  `${String(9 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** A line at counter 3: who came when, and who goes first. */
const anyLine = fc.array(
  fc.record({ minute: fc.integer({ min: 0, max: 300 }), queue: fc.constantFrom('A', 'B'), first: fc.boolean() }),
  { minLength: 1, maxLength: 40 },
)

const lined = (line: readonly { minute: number; queue: string; first: boolean }[]): Hall => {
  const taken = line.map(({ minute, queue, first }, i): Happening => {
    const label = `${queue}${String(i + 1).padStart(3, '0')}`
    return told({ at: time(minute), on: `kiosk${i}` }, ticketIssued(label, { priority: first ? 'elderly' : null }))
  })
  return hallAfter(told({ at: '08:50' }, counterOpened('3')), ...taken)
}

/** Calls one customer every few minutes until nobody waits who has come; who was called, in order. */
function callAll(hall: Hall, every: number) {
  const called: { label: string; at: number; turn: number; code: string; aged: boolean }[] = []
  let tickets = new Map(hall.tickets)
  let ratio = 0
  const start = Date.parse('2026-11-23T01:00:00.000Z')
  for (let now = start; tickets.size > 0; now += every * MINUTE) {
    const present = new Map([...tickets].filter(([, ticket]) => ticket.issuedAt <= now))
    const desk = hall.counters.get('3')
    if (!desk) throw new Error('counter 3 is not open')
    const choice = chooseNext({ ...hall, tickets: present }, { ...desk, callsSincePriority: ratio }, inTouch, now)
    if (!choice) continue
    const { ticket, rule } = choice
    ratio = ticket.priority ? 0 : ratio + 1
    const oldest = [...present.values()].sort(byTurn)[0]
    called.push({
      label: ticket.label,
      at: now,
      turn: ticket.turn,
      code: rule.code,
      aged: oldest !== undefined && now - oldest.turn >= LIMIT * MINUTE,
    })
    tickets = new Map([...tickets].filter(([id]) => id !== ticket.id))
  }
  return called
}

describe('a line with priority customers', () => {
  it('lets nobody wait behind a priority once they have waited forty-five minutes (Q31)', () => {
    fc.assert(
      fc.property(anyLine, fc.integer({ min: 1, max: 12 }), (line, every) => {
        const called = callAll(lined(line), every)
        called.forEach(({ at, turn }, place) => {
          // Whoever is called later had not yet waited 45 minutes, or came later.
          for (const later of called.slice(place + 1)) {
            expect(later.turn >= turn || at - later.turn < LIMIT * MINUTE).toBe(true)
          }
        })
      }),
      { numRuns: rounds(90, 1000, 40) },
    )
  }, 60_000)

  it('calls everybody once, and says that somebody was called for having waited too long only when it is so', () => {
    fc.assert(
      fc.property(anyLine, fc.integer({ min: 1, max: 12 }), (line, every) => {
        const called = callAll(lined(line), every)
        expect(new Set(called.map(({ label }) => label)).size).toBe(line.length)
        for (const { code, aged } of called) expect(code === 'aged').toBe(aged)
      }),
      { numRuns: rounds(90, 1000, 40) },
    )
  }, 60_000)
})
