import type { EventStore } from '../eventStore.ts'
import type { Engine } from './engine.ts'
import { columns, maybe, text, whole } from './rows.ts'

/** What is read of journals: where each stands, what it lacks, and what its tablet has signed of it. */
export type JournalRows = Pick<EventStore, 'journal' | 'signedHeads' | 'journalCount' | 'journalsOf'>

/** Prepares the readings of a store. */
export function createJournalRows(engine: Engine, hall: () => string): JournalRows {
  const readJournal = engine.prepare('SELECT tablet, n, hash FROM journals WHERE hall = ? AND journal = ?')
  const readJournals = engine.prepare('SELECT journal FROM journals WHERE hall = ? AND tablet = ? ORDER BY journal')
  const countJournals = engine.prepare('SELECT count(*) FROM journals WHERE hall = ? AND tablet = ?')
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

    async journalCount(tablet) {
      return whole(columns(countJournals.get(hall(), tablet))[0])
    },

    async journalsOf(tablet) {
      const names = readJournals.all(hall(), tablet).map((row) => text(columns(row)[0]))
      return names.flatMap((name) => journalNow(name) ?? [])
    },
  }
}
