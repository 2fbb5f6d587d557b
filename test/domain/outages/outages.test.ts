import { describe, expect, it } from 'vitest'
import { manyFaults } from '#domain/outages/faultReports.ts'
import { noProbes, noteTry, outNow, PROBE_EVERY_MS, type Probes, planFor, suspicion } from '#domain/outages/outages.ts'
import { clock, type Happening, hallAfter, ticketIssued, told } from '#support/hallAfter.ts'

/** Tries every fifteen seconds: `+` worked, `-` failed. */
const tries = (signs: string) =>
  [...signs].reduce<Probes['hall']>((all, sign, i) => noteTry(all, sign === '+', i * PROBE_EVERY_MS), [])
const after = (hall: string, upstream: string, operator: string) =>
  suspicion(
    { ...noProbes, hall: tries(hall), upstream: tries(upstream), operator: tries(operator) },
    (Math.max(hall.length, upstream.length, operator.length) - 1) * PROBE_EVERY_MS,
  )

describe('what a tablet suspects', () => {
  it.each([
    ['nothing is out', '++++', '++++', '++++', null],
    ['two failures are none', '++++', '++++', '++--', null],
    ['one that worked in between', '++++', '++++', '--+-', null],
    ['the operator does not answer', '++++', '++++', '+---', 'operator'],
    ['neither does the world behind the line', '++++', '+---', '+---', 'upstream'],
    ['the line has just gone too', '++++', '+++-', '+---', 'upstream'],
    ['the line alone', '++++', '+---', '', 'upstream'],
    ['the operator alone is probed', '++++', '', '+---', 'operator'],
    ['the hall server is gone', '+---', '++', '++', 'hall'],
  ] as const)('%s', (_, hall, upstream, operator, out) => {
    expect(after(hall, upstream, operator)).toBe(out)
  })

  it.each([
    ['nothing is out', '++++', '++++', '++++', null],
    ['one failure is none', '+++-', '++++', '+++-', null],
    ['the line went, and all behind it', '++--', '++--', '++--', 'upstream'],
    ['no name is found, though the line works', '++++', '++--', '++--', 'names'],
    ['the operator alone', '++++', '++++', '++--', 'operator'],
    ['it is back', '++++', '++++', '+--+', null],
  ] as const)('%s: that stands in every corner within a minute', (_, upstream, names, operator, out) => {
    const all = { hall: tries('++++'), upstream: tries(upstream), names: tries(names), operator: tries(operator) }
    expect(outNow(all)).toBe(out)
  })

  it('forgets failures after a minute', () => {
    const long = { ...noProbes, operator: tries('---') }
    expect(suspicion(long, 2 * PROBE_EVERY_MS)).toBe('operator')
    expect(suspicion(long, 2 * PROBE_EVERY_MS + 61_000)).toBeNull()
  })

  it('names the plan that fits', () => {
    expect([planFor('operator'), planFor('upstream'), planFor('hall')]).toEqual(['P03', 'P04', 'P04'])
  })
})

describe('customers who come with a fault', () => {
  it('are worth a word once five have come within a quarter of an hour, each counted once', () => {
    const at = (label: string, time: string, service = 'SV13') => told({ at: time }, ticketIssued(label, { service }))
    const four = ['A001', 'A002', 'A003', 'A004'].map((label, i) => at(label, `09:0${i + 1}`))
    const many = (time: string, ...more: Happening[]) => manyFaults(hallAfter(...four, ...more), 'SV13', clock(time))
    expect(many('09:10')).toBeNull()
    expect(many('09:10', at('A005', '09:09', 'SV08'))).toBeNull()
    expect(many('09:10', at('A005', '09:09'))).toBe(5)
    // The first of them came too long ago by then.
    expect(many('09:17', at('A005', '09:09'))).toBeNull()
  })

  it('count whether or not they took a number for it: the fault is the second of what they came for, or taken down at the door', () => {
    const hall = hallAfter(
      ...['A001', 'A002', 'A003'].map((label, i) =>
        told({ at: `09:0${i + 1}` }, ticketIssued(label, { service: 'SV13' })),
      ),
    )
    const ticket = [...hall.tickets.values()][0]!
    const second = { ...ticket, id: 't_second', service: 'SV08', further: [{ queue: ticket.queue, service: 'SV13' }] }
    const tickets = new Map([...hall.tickets, [second.id, second]])
    const taken = { service: 'SV13', ticket: null, openedAt: clock('09:09') }
    const cases = new Map([
      ['c_1', { ...taken, id: 'c_1' }],
      // Whoever has a number for it is counted already.
      ['c_2', { ...taken, id: 'c_2', ticket: ticket.id }],
    ]) as never
    expect(manyFaults({ tickets }, 'SV13', clock('09:10'))).toBeNull()
    expect(manyFaults({ tickets, cases }, 'SV13', clock('09:10'))).toBe(5)
  })
})
