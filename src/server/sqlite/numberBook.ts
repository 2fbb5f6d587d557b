import type { EventStore, Lease, NamedNumber } from '../eventStore.ts'
import { MOST_OF_A_TABLET } from '../numbers.ts'
import type { Engine } from './engine.ts'
import { columns, text, whole } from './rows.ts'

/** Which numbers were given, and which are named on paper. */
export type NumberBook = Pick<EventStore, 'lease' | 'leasedTo' | 'lastNumber'>

export function createNumberBook(
  engine: Engine,
  hall: () => string,
): {
  readonly book: NumberBook
  note(lease: Lease): void
  /** Answers whether it was taken down. */
  name(number: NamedNumber): boolean
} {
  // A lease of an earlier epoch that comes back may be another one's by now: then the tablet's own lines say what it printed.
  const insertLease = engine.prepare('INSERT OR IGNORE INTO leases VALUES (?, ?, ?, ?, ?, ?, ?)')
  const readLease = engine.prepare(
    'SELECT request, tablet, queue, day, first_number, last_number FROM leases WHERE hall = ? AND tablet = ? AND request = ?',
  )
  const readLeased = engine.prepare(
    `SELECT coalesce(sum(last_number - first_number + 1), 0) FROM leases
     WHERE hall = ? AND queue = ? AND day = ? AND tablet = ?`,
  )
  const readGiven = engine.prepare(
    'SELECT coalesce(sum(last_number - first_number + 1), 0) FROM leases WHERE hall = ? AND queue = ? AND day = ?',
  )
  const readLast = engine.prepare('SELECT max(last_number) FROM leases WHERE hall = ? AND queue = ? AND day = ?')
  const readNamed = engine.prepare('SELECT number FROM named_numbers WHERE hall = ? AND queue = ? AND day = ?')
  const noteNamed = engine.prepare(
    `INSERT INTO named_numbers VALUES (?, ?, ?, ?)
     ON CONFLICT (hall, queue, day) DO UPDATE SET number = max(number, excluded.number)`,
  )

  const leasedUpTo = (queue: string, day: string) => whole(columns(readLast.get(hall(), queue, day))[0] ?? 0)
  /**
   * A number far above as many as were given is on no paper: nobody uses up a queue by naming it, nor by having one more
   * given behind each that they name.
   */
  function name({ queue, day, number }: NamedNumber): boolean {
    const sane = number <= whole(columns(readGiven.get(hall(), queue, day))[0]) + MOST_OF_A_TABLET
    return sane && noteNamed.run(hall(), queue, day, number) > 0
  }

  return {
    name,
    note({ request, tablet, queue, day, from, to }) {
      insertLease.run(hall(), request, tablet, queue, day, from, to)
    },

    book: {
      async lease(asker, request) {
        const [found, tablet, queue, day, from, to] = columns(readLease.get(hall(), asker, request))
        if (found === undefined) return null
        return { request, tablet: text(tablet), queue: text(queue), day: text(day), from: whole(from), to: whole(to) }
      },
      async leasedTo(tablet, queue, day) {
        return whole(columns(readLeased.get(hall(), queue, day, tablet))[0])
      },
      async lastNumber(queue, day) {
        return Math.max(leasedUpTo(queue, day), whole(columns(readNamed.get(hall(), queue, day))[0] ?? 0))
      },
    },
  }
}
