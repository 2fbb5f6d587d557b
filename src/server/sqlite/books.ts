import { baseOf } from '#log/journalName.ts'
import type { Consequence, EventStore, Gathers, Run } from '../eventStore.ts'
import type { Engine } from './engine.ts'
import { createNumberBook, type NumberBook } from './numberBook.ts'
import { columns, text, whole } from './rows.ts'
import { createTabletBook, type TabletBook } from './tabletBook.ts'

type Books = TabletBook &
  NumberBook &
  Pick<
    EventStore,
    | 'closedEpochs'
    | 'gathers'
    | 'epochBegun'
    | 'hearStart'
    | 'running'
    | 'saveRunning'
    | 'pending'
    | 'savePending'
    | 'saveCursors'
    | 'cursors'
    | 'saveClaims'
    | 'claims'
  >

/** The server's own books: of tablets, of numbers, and of its epochs, its running time and how far everybody is. */
export function createBooks(
  engine: Engine,
  hall: () => string,
): Books & { applyEffects(run: Run): void; note(consequence: Consequence): boolean } {
  const tablets = createTabletBook(engine, hall)
  const numbers = createNumberBook(engine, hall)
  const insertHole = engine.prepare(
    `INSERT INTO holes VALUES (?, ?, ?, ?)
     ON CONFLICT (hall, journal, first_n) DO UPDATE SET last_n = max(last_n, excluded.last_n)`,
  )
  const readHead = engine.prepare('SELECT n, tablet FROM journals WHERE hall = ? AND journal = ?')
  const skipHead = engine.prepare(
    'UPDATE journals SET n = ?, hash = NULL, signature = NULL WHERE hall = ? AND journal = ?',
  )
  const insertShredded = engine.prepare('INSERT OR IGNORE INTO shredded VALUES (?, ?)')
  const insertRedaction = engine.prepare('INSERT OR IGNORE INTO redactions VALUES (?, ?, ?, ?)')
  const openEpoch = engine.prepare('UPDATE halls SET server = ?, begun = ?, gathers = ? WHERE hall = ?')
  const endGathering = engine.prepare('UPDATE halls SET gathers = 0 WHERE hall = ? AND server = ? AND gathers > 0')
  const readGathers = engine.prepare('SELECT gathers FROM halls WHERE hall = ?')
  const readBegun = engine.prepare('SELECT begun FROM halls WHERE hall = ?')
  const readStart = engine.prepare('SELECT number, id FROM starts WHERE hall = ? AND tablet = ? AND row = ?')
  const saveStart = engine.prepare('INSERT OR REPLACE INTO starts VALUES (?, ?, ?, ?, ?)')
  const dropStarts = engine.prepare(
    `DELETE FROM starts WHERE hall = ?1 AND tablet = ?2 AND rowid NOT IN
     (SELECT rowid FROM starts WHERE hall = ?1 AND tablet = ?2 ORDER BY rowid DESC LIMIT ${MOST_ROWS})`,
  )
  const closeEpoch = engine.prepare(
    'INSERT OR REPLACE INTO closed_epochs SELECT ?1, ?2, coalesce(max(lane), 0) FROM tablets WHERE hall = ?1',
  )
  const readClosed = engine.prepare('SELECT epoch, lane FROM closed_epochs WHERE hall = ?')
  const moveOwn = engine.prepare('UPDATE halls SET journal = ? WHERE hall = ?')
  const takeKey = engine.prepare("UPDATE halls SET signing_key = ? WHERE hall = ? AND signing_key = ''")
  const saveRunning = engine.prepare('INSERT OR REPLACE INTO running VALUES (?, ?)')
  const readRunning = engine.prepare('SELECT ms FROM running WHERE hall = ?')
  const savePending = engine.prepare('INSERT OR REPLACE INTO pending VALUES (?, ?, ?)')
  const dropPending = engine.prepare('DELETE FROM pending WHERE hall = ? AND act = ?')
  const readPending = engine.prepare('SELECT act, since FROM pending WHERE hall = ?')
  const saveCursor = engine.prepare('INSERT OR REPLACE INTO cursors VALUES (?, ?, ?, ?)')
  // A claim is a row among the cursors under its journal's name, which is no tablet's: the release before has the same tables
  // and reads over it.
  const saveClaim = engine.prepare(
    `INSERT OR REPLACE INTO cursors SELECT hall, journal, ?, 0 FROM journals WHERE hall = ? AND journal = ?`,
  )
  const readClaims = engine.prepare(
    'SELECT journal, seq FROM cursors JOIN journals USING (hall) WHERE hall = ? AND cursors.tablet = journal AND seq > n',
  )
  const readCursors = engine.prepare(
    "SELECT tablet, seq, heard FROM cursors WHERE hall = ? AND substr(tablet, 1, 2) <> 'j_'",
  )

  /** A tablet declares holes in journals of its own, and nothing is missing in the server's. */
  function declareHole(journal: string, by: string, from: number, to: number): boolean {
    const [n, tablet] = columns(readHead.get(hall(), journal))
    if (n === undefined || tablet === 'server' || columns(readHead.get(hall(), baseOf(by)))[1] !== tablet) return false
    // Lines that are here are no hole.
    if (to <= whole(n)) return false
    insertHole.run(hall(), journal, Math.max(from, whole(n) + 1), to)
    // Lines between the head and `from` have not been declared; once they are there, the hole is passed over.
    if (from <= whole(n) + 1) skipHead.run(to, hall(), journal)
    return true
  }

  return {
    ...tablets.book,
    ...numbers.book,

    applyEffects({ journal, effects }) {
      for (const effect of effects) {
        switch (effect.kind) {
          case 'opens-journal':
            break
          case 'moves-own-journal':
            moveOwn.run(journal, hall())
            break
          case 'takes-key':
            takeKey.run(effect.signingKey, hall())
            break
          case 'pairs-tablet':
            tablets.pair(effect)
            break
          case 'leases-numbers':
            numbers.note(effect.lease)
            break
          case 'opens-epoch':
            for (const closed of effect.closes) closeEpoch.run(hall(), closed)
            openEpoch.run(effect.epoch, effect.at, GATHERS.indexOf(effect.gathers), hall())
            break
          case 'names-number':
            numbers.name(effect)
            break
        }
      }
    },

    /** Answers whether it was new. */
    note(consequence) {
      switch (consequence.kind) {
        case 'changes-tablet':
          return tablets.change(consequence.tablet)
        case 'declares-hole':
          return declareHole(consequence.journal, consequence.by, consequence.range.from, consequence.range.to)
        case 'redacts-line': {
          const { journal, n, hash } = consequence.line
          return insertRedaction.run(hall(), journal, n, hash) > 0
        }
        case 'names-number':
          return numbers.name(consequence)
        case 'ends-gathering':
          return endGathering.run(hall(), consequence.epoch) > 0
        case 'shreds-papers':
          return consequence.papers.filter((paper) => insertShredded.run(hall(), paper) > 0).length > 0
      }
    },

    async closedEpochs() {
      const rows = readClosed.all(hall()).map(columns)
      const lane = rows.reduce((highest, [, each]) => Math.max(highest, whole(each)), 0)
      return { epochs: new Set(rows.map(([epoch]) => text(epoch))), lane }
    },
    async gathers() {
      return GATHERS[whole(columns(readGathers.get(hall()))[0] ?? 0)] ?? null
    },
    async hearStart(tablet, { row, number, id }) {
      const [highest, last] = columns(readStart.get(hall(), tablet, row))
      if (highest !== undefined && number <= whole(highest)) return last !== id
      saveStart.run(hall(), tablet, row, number, id)
      dropStarts.run(hall(), tablet)
      return false
    },
    async epochBegun() {
      const [begun] = columns(readBegun.get(hall()))
      return begun === null || begun === undefined ? null : whole(begun)
    },

    async running() {
      return whole(columns(readRunning.get(hall()))[0] ?? 0)
    },
    async saveRunning(ms) {
      saveRunning.run(hall(), Math.round(ms))
    },
    async pending() {
      return new Map(
        readPending.all(hall()).map((row) => {
          const [act, since] = columns(row)
          return [text(act), whole(since)] as const
        }),
      )
    },
    async savePending(act, since) {
      if (since === null) dropPending.run(hall(), act)
      else savePending.run(hall(), act, Math.round(since))
    },

    async saveCursors(cursors) {
      engine.transact(() => {
        for (const { tablet, seq, heard } of cursors) saveCursor.run(hall(), tablet, seq, heard)
      })
    },
    async cursors() {
      return readCursors.all(hall()).map((row) => {
        const [tablet, seq, heard] = columns(row)
        return { tablet: text(tablet), seq: whole(seq), heard: whole(heard) }
      })
    },
    async saveClaims(claims) {
      engine.transact(() => {
        for (const { journal, n } of claims) saveClaim.run(n, hall(), journal)
      })
    },
    async claims() {
      return readClaims.all(hall()).map((row) => {
        const [journal, claimed] = columns(row)
        return { journal: text(journal), n: whole(claimed) }
      })
    },
  }
}

/** Of so many rows a tablet's last starts are kept; one that is forgotten begins anew. */
const MOST_ROWS = 16
/** As the store writes it down; the first: it is over. */
const GATHERS: readonly (Gathers | null)[] = [null, 'by-itself', 'until-told']
