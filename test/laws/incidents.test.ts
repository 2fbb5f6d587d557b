import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incidentBy } from '#domain/incidents/queries.ts'
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
      { numRuns: 400 },
    )
  }, 60_000)

  it('every tick that nobody took back is kept', () => {
    fc.assert(
      fc.property(anyEmergency, (events) => {
        const hall = foldAll(events)
        const takenBack = new Set(events.flatMap((event) => (event.kind === 'StepUnticked' ? [event.body.step] : [])))
        for (const event of [...events].sort((a, b) => (a.stamp < b.stamp ? -1 : 1))) {
          if (event.kind !== 'StepTicked' || takenBack.has(event.body.step)) continue
          const found = incidentBy(hall, event.subject)
          // A tick that came before its incident was declared anywhere has nothing to belong to.
          if (!found || found.drill !== (event.drill !== null)) continue
          const declared = events.find((each) => each.kind === 'IncidentDeclared' && each.subject === event.subject)
          if (declared && declared.stamp < event.stamp) expect(found.ticks.has(event.body.step)).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  }, 60_000)

  it('drill and real never mix, and nothing real leaves a drill running that began before it', () => {
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
        for (const drill of [...incidents.values()].filter((each) => each.drill && !each.over)) {
          expect(real.every(({ declaredAt }) => declaredAt <= drill.declaredAt)).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  }, 60_000)
})
