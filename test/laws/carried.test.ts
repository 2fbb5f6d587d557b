import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Carried } from '#device/hallLog/carriedLines.ts'
import { asText } from '#support/busyMorning.ts'
import { rounds } from '#support/endure.ts'
import { admission, issued, journalOf, NINE, newStorage, openLog, otherTablet } from '#support/openLog.ts'

/** Lines of three tablets, in the order in which a hall server admits them. */
const journals = [journalOf('b1'), journalOf('b2'), journalOf('b3')].map((journal, at) =>
  otherTablet(`d_${at + 2}`, journal)
    .write(NINE + at, ...[1, 2, 3, 4].map((n) => issued(`t_${at}_${n}`, `A${at + 1}0${n}`)))
    .map((line, i): Carried => ({ journal, n: i + 1, line, tablet: `d_${at + 2}` })),
)
const all = journals.flat()
const lines = all.map(({ line }) => line)
/** What the hall looks like; the log's own first line is no part of it. */
const looks = (hall: Parameters<typeof asText>[0]) => asText({ ...hall, journals: new Map(), at: null })

const handful = fc
  .subarray(all, { minLength: 1 })
  .chain((some) => fc.shuffledSubarray(some, { minLength: some.length }))
/** What comes by hand and what comes from the hall server, in any order; a restart in between. */
const story = fc.record({
  before: fc.array(handful, { maxLength: 3 }),
  heard: fc.integer({ min: 0, max: lines.length }),
  between: fc.array(handful, { maxLength: 2 }),
  restarts: fc.boolean(),
  after: fc.array(handful, { maxLength: 2 }),
})

describe('for any lines that are carried by hand, in any order, again and again, with any of them missing', () => {
  it('the hall is the same as from the hall server alone, and while it is silent the same as from all that came', async () => {
    const reference = await openLog({ tablet: 'd_ref' })
    await reference.startEpoch('e_1')
    await reference.receive(admission()(lines), 'history')
    await fc.assert(
      fc.asyncProperty(story, async ({ before, heard, between, restarts, after }) => {
        const storage = newStorage()
        let log = await openLog({ storage })
        await log.startEpoch('e_1')
        const admitted = admission()(lines)
        for (const some of before) await log.carryIn(some)
        if (heard > 0) await log.receive(admitted.slice(0, heard), 'live')
        for (const some of between) await log.carryIn(some)
        if (restarts) {
          await log.close()
          log = await openLog({ storage })
        }
        const came = new Set([...before, ...between].flat().map(({ line }) => line))
        for (const line of lines.slice(0, heard)) came.add(line)
        const tickets = [...came].filter((line) => line.includes('"TicketIssued"'))
        expect(log.hall.tickets.size).toBe(tickets.length)
        if (heard < lines.length) await log.receive(admitted.slice(heard), 'history')
        for (const some of after) await log.carryIn(some)
        expect(looks(log.hall)).toBe(looks(reference.hall))
        expect([log.setAside, log.cursor.seq, log.backlog.count]).toEqual([[], lines.length, 1])
        const unkept = (await log.carryOut('unkept')).lines.filter(({ wanted }) => wanted)
        expect(unkept.map(({ journal }) => journal)).toEqual([log.journal])
        await log.close()
      }),
      { numRuns: rounds(5, 60, 4) },
    )
    await reference.close()
  }, 120_000)
})
