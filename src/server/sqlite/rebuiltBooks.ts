import type Database from 'libsql'
import { PLACES, type Writer } from '#domain/kind.ts'
import { openingOf } from '#domain/tablets/opening.ts'
import { isHallEvent } from '#domain/whole.ts'
import { baseOf } from '#log/journalName.ts'
import { hashOfLine, isRedacted, type Line, readLine } from '#log/lines.ts'
import { judgeLine } from '../admission/judge.ts'
import { isProven } from '../signing.ts'
import { text, whole } from './rows.ts'
import { namePapers } from './schema.ts'
import { rowsOf } from './soundText.ts'

/** More tablets than a hall has: none of their lanes is given again. */
const LANES_OF_A_HALL = 40

/** A line as it is stored. */
interface Stored {
  readonly journal: string
  readonly n: number
  readonly seq: number
  readonly line: Line
  readonly signature: string
  /** It is the last of its run, over which its writer has signed, and the journal went on to there. */
  readonly isEnd: boolean
}

/**
 * Draws from the lines of a store what its books have lost. What the list of authority comes to is not among it: that is carried
 * out again at every start (`authorityList.ts`). Tablets ask for another token with their key.
 */
export function rebuildBooks(db: Database.Database, hall: string, lost: ReadonlySet<string>): void {
  if (lost.has('named')) namePapers(db)
  if (lost.has('tablets'))
    db.prepare('INSERT OR REPLACE INTO closed_epochs VALUES (?, ?, ?)').run([
      hall,
      'before the tablets were lost',
      LANES_OF_A_HALL,
    ])
  const writers = writersIn(db)
  const draw = {
    journals: db.prepare(
      `INSERT INTO journals VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hall, journal) DO UPDATE SET
         n = excluded.n, hash = excluded.hash, signature = excluded.signature, last_seq = excluded.last_seq WHERE excluded.n > n`,
    ),
    marks: db.prepare('INSERT OR IGNORE INTO marks VALUES (?, ?, ?)'),
    quarantine: db.prepare('INSERT OR IGNORE INTO quarantine VALUES (?, ?, ?)'),
    leases: db.prepare('INSERT OR IGNORE INTO leases VALUES (?, ?, ?, ?, ?, ?, ?)'),
    closedEpochs: db.prepare(
      'INSERT OR IGNORE INTO closed_epochs SELECT ?1, ?2, coalesce(max(lane), 0) FROM tablets WHERE hall = ?1',
    ),
    bare: db.prepare(
      `INSERT OR IGNORE INTO bare SELECT ?1, ?2, ?3 WHERE NOT EXISTS
         (SELECT 1 FROM redactions WHERE hall = ?1 AND journal = ?4 AND n = ?3) AND NOT EXISTS
         (SELECT 1 FROM runs WHERE hall = ?1 AND journal = ?2 AND completes = 1 AND ?3 BETWEEN first_n AND last_n)`,
    ),
  }
  for (const { journal, n, seq, line, signature, isEnd } of linesOf(db)) {
    const read = readLine(line)
    if (!read.ok) continue
    const writer = writers.get(baseOf(journal))
    if (isEnd && writer) draw.journals.run([hall, journal, writer.tablet, n, hashOfLine(line), signature, seq])
    if (lost.has('bare') && isRedacted(line)) draw.bare.run([hall, journal, n, baseOf(journal)])
    const { event } = read
    if (event === null) continue
    if ((lost.has('marks') || lost.has('quarantine')) && writer) {
      const judged = judgeLine({ event, line, isProven: isProven(line) }, writer.place)
      if (judged.status === 'quarantined') draw.quarantine.run([hall, seq, judged.code])
      else if (judged.mark !== null) draw.marks.run([hall, judged.mark, seq])
    }
    if (writer?.place !== 'server' || !isHallEvent(event)) continue
    if (lost.has('leases') && event.kind === 'NumbersLeased') {
      const { tablet, queue, day, from, to } = event.body
      draw.leases.run([hall, event.subject, tablet, queue, day, from, to])
    }
    if (lost.has('closed_epochs') && event.kind === 'EpochOpened') draw.closedEpochs.run([hall, event.body.before])
  }
  endBehindLost(db)
}

/** A journal of which the last lines are lost goes on behind them. Throws where nobody can say whose they were. */
function endBehindLost(db: Database.Database): void {
  db.exec(
    `UPDATE journals SET n = end.n, hash = NULL, signature = NULL, last_seq = end.seq FROM
       (SELECT hall, journal, max(last_n) AS n, max(last_seq) AS seq FROM runs WHERE lines = '' GROUP BY hall, journal) AS end
     WHERE end.hall = journals.hall AND end.journal = journals.journal AND end.n > journals.n`,
  )
  const [unknown] = rowsOf(
    db,
    "SELECT journal FROM runs WHERE journal <> '' AND journal NOT IN (SELECT journal FROM journals)",
  )
  if (unknown) throw new Error('lines are lost, and nothing says whose they were')
}

/** Who wrote each journal, as its first line and what let its tablet in say. */
function writersIn(db: Database.Database): ReadonlyMap<string, { readonly tablet: string; readonly place: Writer }> {
  const places = new Map<string, Writer>()
  for (const [tablet, said] of rowsOf(db, 'SELECT tablet, place FROM tablets')) {
    const place = PLACES.find((each) => each === said)
    if (place) places.set(text(tablet), place)
  }
  const opened = new Map<string, string>()
  for (const { line, n } of linesOf(db)) {
    const read = readLine(line)
    const event = read.ok ? read.event : null
    if (!event || !isHallEvent(event)) continue
    if (event.kind === 'TabletAdmitted' && !places.has(event.subject)) places.set(event.subject, event.body.place)
    const opening = n === 1 ? openingOf(event) : null
    if (opening) opened.set(event.journal, opening.tablet)
  }
  return new Map(
    [...opened].map(([journal, tablet]) => [
      journal,
      { tablet, place: tablet === 'server' ? 'server' : (places.get(tablet) ?? 'manager') },
    ]),
  )
}

/** So many rows are in memory at a time. */
const AT_ONCE = 50

function* linesOf(db: Database.Database): Generator<Stored> {
  for (let after = 0; ; ) {
    const rows = rowsOf(
      db,
      `SELECT last_seq, first_seq, journal, first_n, signature, completes, lines FROM runs
       WHERE hall = (SELECT hall FROM halls) AND last_seq > ${after} ORDER BY last_seq LIMIT ${AT_ONCE}`,
    )
    if (rows.length === 0) return
    for (const [last, first, journal, from, signature, completes, lines] of rows) {
      after = whole(last)
      for (const [i, line] of text(lines).split('\n').entries()) {
        const seq = whole(first) + i
        const isEnd = seq === after && completes === 0
        yield { journal: text(journal), n: whole(from) + i, seq, line, signature: text(signature), isEnd }
      }
    }
  }
}
