import type { EventStore } from '../eventStore.ts'
import type { Engine } from './engine.ts'
import { columns, maybe, text, whole } from './rows.ts'

/** What is read of journals: where each stands, what it lacks, and what its tablet has signed of it. */
export type JournalRows = Pick<EventStore, 'journal' | 'signedHeads' | 'journalsSince' | 'journalsOf'>

/** SQLite takes a negative limit for none. */
const ALL = -1

/** Prepares the readings of a store. */
export function createJournalRows(engine: Engine, hall: () => string): JournalRows {
  const readJournal = engine.prepare('SELECT tablet, n, hash FROM journals WHERE hall = ? AND journal = ?')
  const readEnds = engine.prepare(
    'SELECT journal, n, hash FROM journals WHERE hall = ? AND tablet = ? ORDER BY last_seq DESC LIMIT ?',
  )
  const countMoved = engine.prepare(
    `SELECT count(*) FROM journals JOIN runs USING (hall, last_seq)
     WHERE journals.hall = ? AND tablet = ? AND received > ?`,
  )
  const readHeads = engine.prepare(
    `SELECT journal, n, hash, signature FROM journals
     WHERE hall = ? AND last_seq > ? AND signature IS NOT NULL ORDER BY last_seq`,
  )
  const readHoles = engine.prepare('SELECT first_n, last_n FROM holes WHERE hall = ? AND journal = ? ORDER BY first_n')
  const readBare = engine.prepare('SELECT n FROM bare WHERE hall = ? AND journal = ? ORDER BY n')

  function journalNow(name: string) {
    const [tablet, n, hash] = columns(readJournal.get(hall(), name))
    if (tablet === undefined) return null
    const holes = readHoles.all(hall(), name).map((row) => {
      const [from, to] = columns(row)
      return { from: whole(from), to: whole(to) }
    })
    const head = { n: whole(n), hash: maybe(hash) }
    const bare = readBare.all(hall(), name).map((row) => whole(columns(row)[0]))
    return { journal: name, tablet: text(tablet), head, holes, bare }
  }

  return {
    async journal(name) {
      return journalNow(name)
    },

    async signedHeads(after) {
      return readHeads.all(hall(), after).map((row) => {
        const [journal, n, hash, signature] = columns(row)
        return { journal: text(journal), n: whole(n), hash: text(hash), signature: text(signature) }
      })
    },

    async journalsSince(tablet, received) {
      return whole(columns(countMoved.get(hall(), tablet, received))[0])
    },

    async journalsOf(tablet, most = ALL) {
      return readEnds.all(hall(), tablet, most).map((row) => {
        const [journal, n, hash] = columns(row)
        return { journal: text(journal), head: { n: whole(n), hash: maybe(hash) } }
      })
    },
  }
}
