import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFold } from '#domain/fold.ts'
import { PLACES, type Place } from '#domain/kind.ts'
import { openAt } from '#domain/openAt.ts'
import { always } from '#domain/shelf.ts'
import { type Hall, kinds } from '#domain/whole.ts'
import { rounds } from '#support/endure.ts'
import { anyDay, anyDayOf, inOrder } from './anyDay.ts'

/** Fields of the hall in which a place differs, because it is not told what others are, and why. */
const untold: Readonly<Partial<Record<Place, Readonly<Record<string, string>>>>> = {
  wall: {
    staff: 'names and work numbers are for desks',
    settings: 'telephones and the addresses that are tried are for desks',
    floor: 'the drawing beneath the plan is for desks',
    isSheetKept: 'where the recovery sheet went concerns whoever may make one',
    published: 'it shows what an incident says itself, not which plan is in force',
    plannedDrills: 'drills are planned at desks',
    tabletNames: 'what tablets are called is for desks',
    roster: 'who works where is about people',
    numbers: 'it prints none',
    lost: 'what a tablet has lost is told at desks, and its numbers are printed there',
    secretsTaken: 'PINs are typed at desks',
    wrongPins: 'nobody signs in there, and it is about people',
    earlyMoments: 'of what waits for its declaration it is told only what it is told at all',
  },
}

/** What of an incident is for those who answer it: who did what, who is safe, what was found and written about it. */
const OF_RESPONSE = [
  ...['acks', 'ticks', 'staff', 'visitors', 'zones', 'casualties', 'handovers', 'figures', 'reports'],
  ...['objectives', 'given', 'injects', 'observations', 'evaluations', 'history', 'scenario'],
]

/** A field of the hall as a place is to see it. */
function seen(hall: Hall, field: string, place: Place): unknown {
  if (field === 'tablets' && place === 'wall')
    return [...hall.tablets.values()].map(({ name: _isForDesks, ...each }) => each)
  if (field !== 'incidents' || place !== 'wall') return Reflect.get(hall, field)
  return [...hall.incidents].map(([id, incident]) => [
    id,
    Object.fromEntries(Object.entries(incident).filter(([part]) => !OF_RESPONSE.includes(part))),
  ])
}

describe('whatever happens', () => {
  it.each(PLACES)('the hall at a %s is that of everybody else, but for what it is not told', async (place) => {
    const slices = [...always, ...(await openAt(place))]
    const fold = createFold<Hall>(slices)
    const fields = slices
      .flatMap(({ start }) => Object.keys(start))
      .filter((field) => !Object.hasOwn(untold[place] ?? {}, field))
    expect(fields).toEqual(expect.arrayContaining(['tickets', 'counters', 'incidents', 'authority']))
    const start = fold.empty('h_test')
    const isRead = (name: string) => kinds.get(name)?.readers.includes(place) ?? false
    // Where a slice folds what is not read here, most of the day is of that: only there can this hall be another one.
    const suspects = slices.flatMap((each) => {
      const folds = each.folds.filter(([name]) => !isRead(name))
      return folds.length === 0 ? [] : [anyDayOf({ ...each, folds, needs: [each, ...each.needs] })]
    })
    for (const day of [anyDay, ...suspects])
      fc.assert(
        fc.property(inOrder(day), (events) => {
          const whole = fold.fold(start, events)
          const here = fold.fold(
            start,
            events.filter(({ kind }) => isRead(kind)),
          )
          for (const field of fields) expect(seen(here, field, place)).toEqual(seen(whole, field, place))
        }),
        { numRuns: rounds(20, 1000, 20) },
      )
  })
})
