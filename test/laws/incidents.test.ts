import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incidentBy } from '#domain/incidents/queries.ts'
import type { HallEvent } from '#domain/whole.ts'
import { eventId } from '#log/event.ts'
import { rounds } from '#support/endure.ts'
import { eventsOf, foldAll, setUp, told } from '#support/hallAfter.ts'
import { incidentHappening } from './anyCase.ts'

const time = fc.integer({ min: 0, max: 600 }).map((seconds) => {
  const two = (number: number) => String(number).padStart(2, '0')
  return `09:${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`
})
const anyEmergency = fc
  .array(fc.tuple(incidentHappening, time), { maxLength: 40 })
  .map((all) => eventsOf([...setUp, ...all.map(([what, at]) => told({ at, by: null }, what))]))

describe('for any events of incidents on tablets apart', () => {
  it('the same set is the same hall in any order', () => {
    fc.assert(
      fc.property(
        anyEmergency.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, order]) => {
          expect(foldAll(order)).toEqual(foldAll(events))
        },
      ),
      { numRuns: rounds(60, 400, 40) },
    )
  }, 60_000)

  it('every tick that nobody took back is kept', () => {
    fc.assert(
      fc.property(anyEmergency, (events) => {
        const hall = foldAll(events)
        const takenBack = new Set(events.flatMap((event) => (event.kind === 'StepUnticked' ? [event.body.step] : [])))
        for (const event of events) {
          if (event.kind !== 'StepTicked' || takenBack.has(event.body.step)) continue
          const found = incidentBy(hall, event.subject)
          if (!found || found.drill !== (event.drill !== null)) continue
          expect(found.ticks.has(event.body.step)).toBe(true)
        }
      }),
      { numRuns: rounds(60, 400, 40) },
    )
  }, 60_000)

  it('whatever was done about an incident counts, also where a wrong clock has put its declaration behind it', () => {
    fc.assert(
      fc.property(anyEmergency, (events) => {
        const hall = foldAll(events)
        const ofThe = (event: HallEvent) => {
          const found = incidentBy(hall, event.subject)
          return found && found.drill === (event.drill !== null) ? found : null
        }
        for (const event of events) {
          const found = ofThe(event)
          if (!found || event.kind === 'CasualtyChanged' || event.kind === 'CasualtyPaperKept') continue
          expect(found.history.some((moment) => moment.event === eventId(event))).toBe(true)
        }
        for (const event of hall.earlyMoments) {
          const { kind, body } = event as HallEvent
          const found = ofThe(event as HallEvent)
          if (kind === 'CasualtyChanged' || kind === 'CasualtyPaperKept')
            expect(found?.casualties.has(body.casualty) ?? false).toBe(false)
          else expect(found).toBe(null)
        }
      }),
      { numRuns: rounds(60, 400, 40) },
    )
  }, 60_000)

  it('the record has every tick, everybody hurt, every announcement and every report that counts', () => {
    fc.assert(
      fc.property(anyEmergency, (events) => {
        for (const { ticks, casualties, said, reports, history, drill, id } of foldAll(events).incidents.values()) {
          const told = new Set(history.map(({ event }) => event))
          expect([...ticks.values()].every(({ event }) => told.has(event))).toBe(true)
          const count = (kind: string) => history.filter((each) => each.kind === kind).length
          expect(count('CasualtyFound')).toBeGreaterThanOrEqual(casualties.size)
          expect(count('AnnouncementMade')).toBeGreaterThanOrEqual(said.length)
          expect(count('ReportIssued')).toBe(reports.length)
          // Nothing of a drill stands in the record of what was real, and the other way round.
          const from = events.filter((event) => told.has(eventId(event)))
          expect(
            from.every((event) => (event.drill !== null) === drill),
            id,
          ).toBe(true)
        }
      }),
      { numRuns: rounds(50, 300, 40) },
    )
  }, 60_000)

  it('drill and real never mix, and while anything real goes on no drill does', () => {
    fc.assert(
      fc.property(anyEmergency, (events) => {
        const { incidents, sameIncidents } = foldAll(events)
        for (const [other, id] of sameIncidents) {
          const kinds = events.filter(
            (event) => event.kind === 'IncidentDeclared' && (event.subject === other || event.subject === id),
          )
          expect(incidents.get(id)?.drill).toBe(kinds.find(({ subject }) => subject === id)?.drill !== null)
        }
        const real = [...incidents.values()].filter(({ drill }) => !drill)
        if (real.some(({ over }) => !over)) {
          expect([...incidents.values()].filter((each) => each.drill && !each.over)).toEqual([])
        }
      }),
      { numRuns: rounds(60, 400, 40) },
    )
  }, 60_000)
})
