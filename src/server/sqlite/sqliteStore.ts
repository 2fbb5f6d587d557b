import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { hashBy } from '#log/lines.ts'
import type { EventStore, Identity } from '../eventStore.ts'
import { sha256Hex } from '../signing.ts'
import { createBooks } from './books.ts'
import { createCopying } from './copying.ts'
import { type Engine, openEngine } from './engine.ts'
import { createPaperBook } from './paperBook.ts'
import { openPaperFiles } from './paperFiles.ts'
import { columns, text } from './rows.ts'
import { createRuns } from './runs.ts'
import { damaged } from './unopened.ts'

/** Opens the embedded store: `hall.db` and the folder `papers`. Throws StoreInUse while another process has it. */
export function openSqliteStore(folder: string): EventStore {
  // The platform's own routine is the fastest here, and every line that comes in is hashed.
  hashBy(sha256Hex)
  const engine = openEngine(folder)
  try {
    return openOn(engine, folder)
  } catch (fault) {
    engine.close()
    throw fault
  }
}

function openOn(engine: Engine, folder: string): EventStore {
  mkdirSync(join(folder, 'papers'), { recursive: true, mode: 0o700 })

  const readIdentity = engine.prepare('SELECT hall, server, journal, signing_key FROM halls')
  const insertHall = engine.prepare('INSERT INTO halls (hall, server, journal, signing_key) VALUES (?, ?, ?, ?)')

  const insertBefore = engine.prepare('INSERT INTO closed_epochs VALUES (?, ?, ?)')

  function identityNow(): Identity | null {
    const [hall, server, journal, signingKey] = columns(readIdentity.get())
    if (hall === undefined) return null
    return { hall: text(hall), server: text(server), journal: text(journal), signingKey: text(signingKey) }
  }
  // An embedded store holds one hall; its id never changes once it is founded.
  let known = identityNow()?.hall ?? ''
  // What stands of another hall among its lines was this one's: the name itself is damaged.
  const others = engine.prepare('SELECT max(hall), min(hall) FROM runs INDEXED BY sqlite_autoindex_runs_1')
  if (columns(others.get()).some((hall) => hall !== null && hall !== known)) throw damaged(folder, 'it names no hall')
  const hall = () => known

  const { applyEffects, note, ...books } = createBooks(engine, hall)
  const runs = createRuns(engine, hall, { applyEffects, note })
  const { drop, ...papers } = openPaperFiles(join(folder, 'papers'), createPaperBook(engine, hall))

  const readAllShredded = engine.prepare('SELECT paper FROM shredded WHERE hall = ?')
  // The server may have died after an event shredded papers and before their files were gone.
  const sweeping = Promise.all(readAllShredded.all(hall()).map((row) => drop(text(columns(row)[0]))))

  return {
    damage: engine.damage,
    ...runs,
    ...books,
    papers,
    async carryOut(consequences) {
      await runs.carryOut(consequences)
      const shredded = consequences.flatMap((each) => (each.kind === 'shreds-papers' ? each.papers : []))
      await Promise.all(shredded.map(drop))
    },
    async identity() {
      return identityNow()
    },
    async found(identity, before) {
      const { hall: founded, server, journal, signingKey } = identity
      engine.transact(() => {
        insertHall.run(founded, server, journal, signingKey)
        // Under a name of its own: the epoch ends with the lanes that it has given itself, and this one has given none.
        if (before) insertBefore.run(founded, `before ${server}`, before.lane)
      })
      known = identity.hall
    },
    settle: async () => engine.settle(),
    copyTo: createCopying(engine),
    async close() {
      await sweeping
      engine.close()
    },
  }
}
