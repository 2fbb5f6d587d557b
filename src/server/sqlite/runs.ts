import { mayBeRedacted } from '#domain/whole.ts'
import { baseOf } from '#log/journalName.ts'
import { headText, isNamed, isRedacted, keptHead, type LineName } from '#log/lines.ts'
import type { Appended, Consequence, EventStore, HistoryEnd, Run, StoredRun } from '../eventStore.ts'
import { tipBehind } from '../tips.ts'
import { receivedAt, UNDATED } from './dating.ts'
import type { Engine } from './engine.ts'
import { createHistory } from './history.ts'
import { createJournalRows, type JournalRows } from './journalRows.ts'
import { createRecentRuns } from './recentRuns.ts'
import { columns, maybe, text, whole } from './rows.ts'
import { unlessDamaged } from './unopened.ts'

type Runs = JournalRows &
  Pick<
    EventStore,
    | 'append'
    | 'carryOut'
    | 'head'
    | 'tipAt'
    | 'newestReceived'
    | 'read'
    | 'follow'
    | 'line'
    | 'marked'
    | 'unsettled'
    | 'damaged'
    | 'damages'
    | 'quarantine'
    | 'redactions'
  >

/** Rows looked at to fill one page. */
const PAGE_ROWS = 512

/** The lines of the hall: written in runs, in one transaction per group, read by cursor. */
export function createRuns(
  engine: Engine,
  hall: () => string,
  books: { applyEffects(run: Run): void; note(consequence: Consequence): boolean },
): Runs {
  const listeners = new Set<(end: HistoryEnd) => void>()
  const recent = createRecentRuns()

  const insertRun = engine.prepare('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const readHead = engine.prepare('SELECT last_seq FROM halls WHERE hall = ?')
  const moveSeq = engine.prepare('UPDATE halls SET last_seq = ? WHERE hall = ?')
  const openJournal = engine.prepare('INSERT INTO journals VALUES (?, ?, ?, ?, ?, ?, ?)')
  const moveHead = engine.prepare(
    'UPDATE journals SET n = ?, hash = ?, signature = ?, last_seq = ? WHERE hall = ? AND journal = ? AND n = ? AND hash IS ?',
  )
  const readNames = engine.prepare('SELECT journal FROM journals WHERE hall = ? AND substr(journal, 1, ?) = ?')
  const readRedacted = engine.prepare('SELECT n, hash FROM redactions WHERE hall = ? AND journal = ?')
  const countRedacted = engine.prepare('SELECT count(*) FROM redactions WHERE hall = ?')
  const readSizes = engine.prepare(
    `SELECT last_seq, bytes FROM runs WHERE hall = ? AND last_seq > ? ORDER BY last_seq LIMIT ${PAGE_ROWS}`,
  )
  const readNextEnd = engine.prepare(
    'SELECT last_seq, 0 FROM runs WHERE hall = ? AND last_seq > ? ORDER BY last_seq LIMIT 1',
  )
  const readNewest = engine.prepare(
    `SELECT received FROM runs WHERE hall = ? AND received <> '${UNDATED}' ORDER BY last_seq DESC LIMIT 1`,
  )
  const insertMark = engine.prepare('INSERT INTO marks VALUES (?, ?, ?)')
  const readMarks = engine.prepare('SELECT seq FROM marks WHERE hall = ? AND mark = ? AND seq > ?')
  // `0` follows `/`: every mark that begins with `open/`.
  const readUnsettled = engine.prepare(
    `SELECT seq FROM marks AS open WHERE hall = ? AND mark >= 'open/' AND mark < 'open0' AND seq <= ? AND NOT EXISTS
       (SELECT 1 FROM marks WHERE hall = open.hall AND mark = 'settled/' || substr(open.mark, 6) AND seq <= ?)
     ORDER BY seq`,
  )
  const insertQuarantined = engine.prepare('INSERT INTO quarantine VALUES (?, ?, ?)')
  const readQuarantined = engine.prepare('SELECT seq, code FROM quarantine WHERE hall = ? AND seq BETWEEN ? AND ?')
  const findRun = engine.prepare(
    `SELECT last_seq, last_n, lines FROM runs WHERE hall = ? AND journal = ? AND completes = ? AND last_n >= ?
     ORDER BY last_n LIMIT 1`,
  )
  const insertNamed = engine.prepare('INSERT OR IGNORE INTO named VALUES (?, ?)')
  const dropUnnamed = engine.prepare('DELETE FROM unnamed WHERE hall = ? AND paper = ?')
  const insertBare = engine.prepare('INSERT INTO bare VALUES (?, ?, ?)')
  const dropBare = engine.prepare('DELETE FROM bare WHERE hall = ? AND journal = ? AND n BETWEEN ? AND ?')
  const rewriteRun = engine.prepare('UPDATE runs SET lines = ? WHERE hall = ? AND last_seq = ?')

  const history = createHistory(engine, hall)
  const headNow = () => whole(columns(readHead.get(hall()))[0] ?? 0)
  /** Lines that a manager has taken out, whether they have come or not. */
  function redactedOf(name: string): readonly LineName[] {
    const journal = baseOf(name)
    return readRedacted.all(hall(), journal).map((row) => {
      const [n, hash] = columns(row)
      return { journal, n: whole(n), hash: text(hash) }
    })
  }

  function store(run: Run, now: string, seq: number): StoredRun | null {
    const opens = run.effects.find((effect) => effect.kind === 'opens-journal')
    const lastN = run.from + run.lines.length - 1
    if (run.head) {
      const { before, after } = run.head
      const end = [after.n, after.hash, run.signature, seq + run.lines.length - 1] as const
      if (opens) openJournal.run(hall(), run.journal, opens.tablet, ...end)
      else if (moveHead.run(...end, hall(), run.journal, before.n, before.hash) === 0) return null
    }
    const redacted = redactedOf(run.journal)
    const isTakenOut = (line: string) => redacted.some((name) => takes(name, line))
    const lines = run.lines.map((line) => (isTakenOut(line) ? headText(line) : line))
    const joined = lines.join('\n')
    const lastSeq = seq + lines.length - 1
    const { journal, from, signature, kinds } = run
    const size = joined.length
    const completes = run.completes ? 1 : 0
    const place = [hall(), lastSeq, seq, journal, from, lastN] as const
    const tip = tipBehind(history.tipOf(seq - 1), lines)
    const came = run.isUndated ? UNDATED : now
    insertRun.run(...place, came, signature, kinds.join(' '), size, joined, completes, tip)
    if (run.completes) {
      dropBare.run(hall(), journal, from, lastN)
      history.cameAgain(journal, from, lastN)
    } else
      for (const [index, line] of run.lines.entries())
        if (isRedacted(line) && !isTakenOut(line)) insertBare.run(hall(), journal, from + index)
    for (const paper of run.papers) {
      insertNamed.run(hall(), paper)
      dropUnnamed.run(hall(), paper)
    }
    for (const { n, code } of run.quarantined) insertQuarantined.run(hall(), seq + n - from, code)
    for (const { n, mark } of run.marks) insertMark.run(hall(), mark, seq + n - from)
    moveSeq.run(lastSeq, hall())
    books.applyEffects(run)
    const received = receivedAt(came, lines)
    return { firstSeq: seq, lastSeq, journal, from, received, kinds, quarantined: run.quarantined, lines, damaged: [] }
  }

  function redactStored(name: LineName): void {
    const { journal, n } = name
    for (const row of readNames.all(hall(), journal.length, journal)) {
      const branch = text(columns(row)[0])
      const found = find(branch, n)
      if (!found || !takes(name, found.line)) continue
      const { index, lastSeq, line, lines } = found
      rewriteRun.run(lines.with(index, headText(line)).join('\n'), hall(), lastSeq)
      dropBare.run(hall(), branch, n, n)
    }
  }

  /** Where a line is stored, whole if it ever came whole. */
  function find(journal: string, n: number) {
    for (const completes of [1, 0]) {
      const row = unlessDamaged(() => findRun.get(hall(), journal, completes, n), null)
      if (row === null) continue
      // By where it ends, which stands in the index: what the row says may be what is damaged.
      const [lastSeq, lastN, joined] = columns(row)
      const lines = text(joined).split('\n')
      const index = lines.length - 1 - (whole(lastN) - n)
      const line = lines[index]
      if (lastSeq === undefined || line === undefined) continue
      const seq = whole(lastSeq) - lines.length + 1 + index
      if (!history.isDamaged(seq)) return { lastSeq: whole(lastSeq), index, line, lines }
    }
    return null
  }

  /** Where a page cannot be read, as many as fit in any case: one run. */
  const sizesBehind = (after: number) =>
    unlessDamaged(
      () => readSizes.all(hall(), after),
      () => readNextEnd.all(hall(), after),
    )

  return {
    ...createJournalRows(engine, hall),
    tipAt: async (seq) => (seq > headNow() ? null : history.tipAt(seq)),
    damaged: async () => history.damaged(),
    damages: async () => history.damages(),

    async append(runs, received) {
      const stored: StoredRun[] = []
      const answers = engine.transact(() => {
        let seq = headNow() + 1
        return runs.map((run): Appended => {
          const one = store(run, received, seq)
          if (!one) return { status: 'head-moved' }
          const firstSeq = seq
          seq = one.lastSeq + 1
          stored.push(one)
          return { status: 'stored', firstSeq }
        })
      })
      recent.add(stored)
      const last = stored.at(-1)
      const end = last && { seq: last.lastSeq, tip: history.tipOf(last.lastSeq), at: received }
      if (end) for (const listener of listeners) listener(end)
      return answers
    },

    async carryOut(consequences) {
      engine.transact(() => {
        for (const each of consequences) if (books.note(each) && each.kind === 'redacts-line') redactStored(each.line)
      })
      // A redacted line must not live on in memory.
      if (consequences.some(({ kind }) => kind === 'redacts-line')) recent.forget()
    },

    async head() {
      return headNow()
    },

    async newestReceived() {
      return maybe(columns(readNewest.get(hall()))[0])
    },

    async read(after, maxBytes) {
      const remembered = recent.read(after, maxBytes)
      if (remembered) return remembered
      let last = after
      let size = 0
      for (const row of sizesBehind(after)) {
        const [seq, bytes] = columns(row)
        size += whole(bytes)
        if (last > after && size > maxBytes) break
        last = whole(seq)
      }
      if (last === after) return []
      const rows = history.read(after, last)
      const from = rows[0]?.firstSeq ?? 0
      const codes = readQuarantined.all(hall(), from, last).map(columns)
      if (codes.length === 0) return rows
      return rows.map((run) => ({ ...run, quarantined: codesWithin(run, codes) }))
    },

    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    async line(journal, n) {
      return find(journal, n)?.line ?? null
    },

    async marked(marks, after = 0) {
      const found = marks.flatMap((mark) =>
        readMarks.all(hall(), mark, after).map((row) => ({ seq: whole(columns(row)[0]), mark })),
      )
      return found.sort((a, b) => a.seq - b.seq)
    },

    async unsettled({ since, head }) {
      return readUnsettled.all(hall(), since, head).map((row) => whole(columns(row)[0]))
    },

    async quarantine() {
      return readQuarantined.all(hall(), 1, Number.MAX_SAFE_INTEGER).map((row) => {
        const [seq, code] = columns(row)
        return { seq: whole(seq), code: text(code) }
      })
    },

    async redactions() {
      return whole(columns(countRedacted.get(hall()))[0])
    },
  }
}

/** Whether a redaction takes the body off this line. */
const takes = (name: LineName, line: string) => isNamed(line, name) && mayBeRedacted(keptHead(line).kind)

function codesWithin(run: StoredRun, codes: readonly (readonly unknown[])[]) {
  return codes
    .filter(([seq]) => whole(seq) >= run.firstSeq && whole(seq) <= run.lastSeq)
    .map(([seq, code]) => ({ n: run.from + whole(seq) - run.firstSeq, code: text(code) }))
}
