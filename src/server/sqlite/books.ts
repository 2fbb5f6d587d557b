import { PLACES, type Place } from '#domain/kind.ts'
import { baseOf } from '#log/journalName.ts'
import type { Consequence, EventStore, Gathers, NamedNumber, PairedTablet, Run } from '../eventStore.ts'
import { MOST_OF_A_TABLET } from '../numbers.ts'
import type { Engine } from './engine.ts'
import { columns, maybe, text, whole } from './rows.ts'

type Books = Pick<
  EventStore,
  | 'tablets'
  | 'tabletByToken'
  | 'giveNextToken'
  | 'confirmToken'
  | 'saveCode'
  | 'code'
  | 'lease'
  | 'leasedTo'
  | 'lastNumber'
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

/** The server's own books: tablets and tokens, pairing codes, leased numbers, cursors. */
export function createBooks(
  engine: Engine,
  hall: () => string,
): Books & { applyEffects(run: Run): void; note(consequence: Consequence): boolean } {
  const tabletColumns = 'tablet, name, place, signing_key, lane, status'
  const insertTablet = engine.prepare('INSERT INTO tablets VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)')
  const changeTablet = engine.prepare(
    'UPDATE tablets SET name = ?, place = ?, signing_key = ?, status = ? WHERE hall = ? AND tablet = ?',
  )
  const readTablets = engine.prepare(`SELECT ${tabletColumns} FROM tablets WHERE hall = ? ORDER BY lane`)
  const readByToken = engine.prepare(`SELECT ${tabletColumns}, given FROM tablets WHERE hall = ? AND token_hash = ?`)
  const readByNext = engine.prepare(`SELECT ${tabletColumns}, next_given FROM tablets WHERE hall = ? AND next_hash = ?`)
  const giveNext = engine.prepare('UPDATE tablets SET next_hash = ?, next_given = ? WHERE hall = ? AND tablet = ?')
  const confirmNext = engine.prepare(
    `UPDATE tablets SET token_hash = next_hash, given = next_given, next_hash = NULL, next_given = NULL
     WHERE hall = ? AND next_hash = ?`,
  )
  const insertCode = engine.prepare('INSERT INTO codes VALUES (?, ?, ?, ?, ?, ?)')
  const dropCodes = engine.prepare('DELETE FROM codes WHERE hall = ? AND expires < ?')
  const readCode = engine.prepare('SELECT hash, place, name, expires, used_by FROM codes WHERE hall = ? AND hash = ?')
  const spendCode = engine.prepare('UPDATE codes SET used_by = ? WHERE hall = ? AND hash = ? AND used_by IS NULL')
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

  const leasedUpTo = (queue: string, day: string) => whole(columns(readLast.get(hall(), queue, day))[0] ?? 0)
  /**
   * A number far above as many as were given is on no paper: nobody uses up a queue by naming it, nor by having one more
   * given behind each that they name.
   */
  function nameNumber({ queue, day, number }: NamedNumber): boolean {
    const sane = number <= whole(columns(readGiven.get(hall(), queue, day))[0]) + MOST_OF_A_TABLET
    return sane && noteNamed.run(hall(), queue, day, number) > 0
  }

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
          case 'pairs-tablet': {
            const { id, name, place, key, lane, status } = effect.tablet
            if (effect.code !== null && spendCode.run(id, hall(), effect.code) !== 1)
              throw new Error('a pairing code was spent twice')
            insertTablet.run(hall(), id, name, place, key, lane, status, effect.tokenHash, effect.given)
            break
          }
          case 'leases-numbers': {
            const { request, tablet, queue, day, from, to } = effect.lease
            insertLease.run(hall(), request, tablet, queue, day, from, to)
            break
          }
          case 'opens-epoch':
            for (const closed of effect.closes) closeEpoch.run(hall(), closed)
            openEpoch.run(effect.epoch, effect.at, GATHERS.indexOf(effect.gathers), hall())
            break
          case 'names-number':
            nameNumber(effect)
            break
        }
      }
    },

    /** Answers whether it was new. */
    note(consequence) {
      switch (consequence.kind) {
        case 'changes-tablet': {
          const { id, name, place, key, status } = consequence.tablet
          return changeTablet.run(name, place, key, status, hall(), id) > 0
        }
        case 'declares-hole':
          return declareHole(consequence.journal, consequence.by, consequence.range.from, consequence.range.to)
        case 'redacts-line': {
          const { journal, n, hash } = consequence.line
          return insertRedaction.run(hall(), journal, n, hash) > 0
        }
        case 'names-number':
          return nameNumber(consequence)
        case 'ends-gathering':
          return endGathering.run(hall(), consequence.epoch) > 0
        case 'shreds-papers':
          return consequence.papers.filter((paper) => insertShredded.run(hall(), paper) > 0).length > 0
      }
    },

    async tablets() {
      return readTablets.all(hall()).flatMap((row) => readTablet(row) ?? [])
    },
    async tabletByToken(tokenHash) {
      const now = readByToken.get(hall(), tokenHash)
      const row = now ?? readByNext.get(hall(), tokenHash)
      const tablet = readTablet(row)
      return tablet && { tablet, given: whole(columns(row).at(-1)), isNext: now === undefined }
    },
    async giveNextToken(tablet, { tokenHash, given }) {
      giveNext.run(tokenHash, given, hall(), tablet)
    },
    async confirmToken(tokenHash) {
      confirmNext.run(hall(), tokenHash)
    },

    async saveCode({ hash, place, name, expires, usedBy }) {
      // Codes that ran out an hour before this one are of no use to anybody.
      dropCodes.run(hall(), expires - 3_600_000)
      insertCode.run(hall(), hash, place, name, expires, usedBy)
    },
    async code(hash) {
      const [found, place, name, expires, usedBy] = columns(readCode.get(hall(), hash))
      const known = placeOf(place)
      if (found === undefined || !known) return null
      return { hash, place: known, name: text(name), expires: whole(expires), usedBy: maybe(usedBy) }
    },

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
const placeOf = (value: unknown): Place | undefined => PLACES.find((place) => place === value)

function readTablet(row: unknown): PairedTablet | null {
  const [id, name, place, key, lane, status] = columns(row)
  const known = placeOf(place)
  if (id === undefined || !known) return null
  return {
    id: text(id),
    name: text(name),
    place: known,
    key: text(key),
    lane: whole(lane),
    status: status === 'revoked' || status === 'vouched' ? status : 'paired',
  }
}
