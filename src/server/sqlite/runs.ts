import { mayBeRedacted } from '#domain/whole.ts'
import { baseOf } from '#log/journalName.ts'
import { headText, isNamed, isRedacted, keptHead, type LineName } from '#log/lines.ts'
import type { Appended, Consequence, EventStore, Run, StoredRun } from '../eventStore.ts'
import { firstTip, tipBehind } from '../tips.ts'
import type { Engine } from './engine.ts'
import { columns, maybe, text, whole } from './rows.ts'
import { checkRun } from './soundness.ts'

type Runs = Pick<
  EventStore,
  | 'append'
  | 'carryOut'
  | 'head'
  | 'tipAt'
  | 'newestReceived'
  | 'read'
  | 'follow'
  | 'journal'
  | 'signedHeads'
  | 'journalCount'
  | 'journalsOf'
  | 'line'
  | 'marked'
  | 'unsettled'
  | 'damaged'
  | 'damages'
  | 'quarantine'
  | 'redactions'
>

/** Newest runs kept in memory (characters of lines), so that listeners who are up to date cost no query. */
const TAIL_SIZE = 1_000_000
/** Rows looked at to fill one page. */
const PAGE_ROWS = 512

/** The lines of the hall: written in runs, in one transaction per group, read by cursor. */
export function createRuns(
  engine: Engine,
  hall: () => string,
  books: { applyEffects(run: Run): void; note(consequence: Consequence): boolean },
): Runs {
  const listeners = new Set<() => void>()
  const tail: StoredRun[] = []
  let tailSize = 0

  const insertRun = engine.prepare('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const readHead = engine.prepare('SELECT last_seq FROM halls WHERE hall = ?')
  const moveSeq = engine.prepare('UPDATE halls SET last_seq = ? WHERE hall = ?')
  const openJournal = engine.prepare('INSERT INTO journals VALUES (?, ?, ?, ?, ?, ?, ?)')
  const moveHead = engine.prepare(
    'UPDATE journals SET n = ?, hash = ?, signature = ?, last_seq = ? WHERE hall = ? AND journal = ? AND n = ? AND hash IS ?',
  )
  const readJournal = engine.prepare('SELECT tablet, n, hash FROM journals WHERE hall = ? AND journal = ?')
  const readJournals = engine.prepare('SELECT journal FROM journals WHERE hall = ? AND tablet = ? ORDER BY journal')
  const countJournals = engine.prepare('SELECT count(*) FROM journals WHERE hall = ? AND tablet = ?')
  const readNames = engine.prepare('SELECT journal FROM journals WHERE hall = ? AND substr(journal, 1, ?) = ?')
  const readHeads = engine.prepare(
    `SELECT journal, n, hash, signature FROM journals
     WHERE hall = ? AND last_seq > ? AND signature IS NOT NULL ORDER BY last_seq`,
  )
  const readHoles = engine.prepare('SELECT first_n, last_n FROM holes WHERE hall = ? AND journal = ? ORDER BY first_n')
  const readRedacted = engine.prepare('SELECT n, hash FROM redactions WHERE hall = ? AND journal = ?')
  const countRedacted = engine.prepare('SELECT count(*) FROM redactions WHERE hall = ?')
  const readSizes = engine.prepare(
    `SELECT last_seq, bytes FROM runs WHERE hall = ? AND last_seq > ? ORDER BY last_seq LIMIT ${PAGE_ROWS}`,
  )
  const readRuns = engine.prepare(
    `SELECT first_seq, last_seq, journal, first_n, received, kinds, lines, tip FROM runs
     WHERE hall = ? AND last_seq > ? AND last_seq <= ? ORDER BY last_seq`,
  )
  const readTip = engine.prepare(
    'SELECT first_seq, lines, tip FROM runs WHERE hall = ? AND last_seq >= ? ORDER BY last_seq LIMIT 1',
  )
  const readTipBefore = engine.prepare('SELECT tip FROM runs WHERE hall = ? AND last_seq = ?')
  const readNewest = engine.prepare('SELECT received FROM runs WHERE hall = ? ORDER BY last_seq DESC LIMIT 1')
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
    `SELECT last_seq, first_n, lines FROM runs WHERE hall = ? AND journal = ? AND completes = ? AND last_n >= ?
     ORDER BY last_n LIMIT 1`,
  )
  const insertNamed = engine.prepare('INSERT OR IGNORE INTO named VALUES (?, ?)')
  const dropUnnamed = engine.prepare('DELETE FROM unnamed WHERE hall = ? AND paper = ?')
  const insertBare = engine.prepare('INSERT INTO bare VALUES (?, ?, ?)')
  const dropBare = engine.prepare('DELETE FROM bare WHERE hall = ? AND journal = ? AND n BETWEEN ? AND ?')
  const readBare = engine.prepare('SELECT n FROM bare WHERE hall = ? AND journal = ? ORDER BY n')
  const insertBareToo = engine.prepare('INSERT OR IGNORE INTO bare VALUES (?, ?, ?)')
  const insertDamaged = engine.prepare('INSERT OR IGNORE INTO damaged (hall, journal, n, seq) VALUES (?, ?, ?, ?)')
  const noteAgain = engine.prepare('UPDATE damaged SET again = 1 WHERE hall = ? AND journal = ? AND n BETWEEN ? AND ?')
  const readDamagedAt = engine.prepare('SELECT count(*) FROM damaged WHERE hall = ? AND seq = ?')
  const readDamaged = engine.prepare(
    'SELECT DISTINCT journal, n FROM damaged WHERE hall = ? AND again = 0 ORDER BY journal, n',
  )
  const countDamaged = engine.prepare('SELECT count(*) FROM damaged WHERE hall = ?')
  const rewriteRun = engine.prepare('UPDATE runs SET lines = ? WHERE hall = ? AND last_seq = ?')

  const headNow = () => whole(columns(readHead.get(hall()))[0] ?? 0)
  /** What the history comes to: asked again with each run, so it is kept. */
  let newest: { readonly seq: number; readonly tip: string } | null = null
  function tipNow(): string {
    const seq = headNow()
    return newest?.seq === seq ? newest.tip : tipOf(seq)
  }
  function tipOf(seq: number): string {
    return seq === 0 ? firstTip(hall()) : text(columns(readTipBefore.get(hall(), seq))[0])
  }
  /** Lines that a manager has taken out, whether they have come or not. */
  function redactedOf(name: string): readonly LineName[] {
    const journal = baseOf(name)
    return readRedacted.all(hall(), journal).map((row) => {
      const [n, hash] = columns(row)
      return { journal, n: whole(n), hash: text(hash) }
    })
  }

  function store(run: Run, received: string, seq: number): StoredRun | null {
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
    const tip = tipBehind(tipNow(), lines)
    insertRun.run(...place, received, signature, kinds.join(' '), size, joined, completes, tip)
    newest = { seq: lastSeq, tip }
    if (run.completes) {
      dropBare.run(hall(), journal, from, lastN)
      noteAgain.run(hall(), journal, from, lastN)
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
      const [lastSeq, firstN, joined] = columns(findRun.get(hall(), journal, completes, n))
      const lines = text(joined).split('\n')
      const index = n - whole(firstN)
      const line = lines[index]
      if (lastSeq === undefined || line === undefined) continue
      const seq = whole(lastSeq) - lines.length + 1 + index
      if (whole(columns(readDamagedAt.get(hall(), seq))[0]) === 0)
        return { lastSeq: whole(lastSeq), index, line, lines }
    }
    return null
  }

  function remember(runs: readonly StoredRun[]): void {
    for (const run of runs) {
      tail.push(run)
      tailSize += sizeOf(run)
    }
    while (tailSize > TAIL_SIZE && tail.length > 1) tailSize -= sizeOf(tail.shift()!)
  }

  // A redacted line must not live on in memory.
  function forget(): void {
    tail.length = 0
    tailSize = 0
  }

  /** Runs as they lie on the disk are believed only where they are what was stored. */
  function checked(rows: readonly unknown[]): StoredRun[] {
    let before = ''
    let last = -1
    const found: StoredRun[] = []
    const names: { journal: string; n: number; seq: number }[] = []
    for (const row of rows) {
      const { run, tip } = readRun(row)
      if (last !== run.firstSeq - 1) before = tipOf(run.firstSeq - 1)
      const { journal, from, firstSeq } = run
      const { damaged, lines } = checkRun({ ...run, count: run.lastSeq - firstSeq + 1, before, tip })
      found.push({ ...run, lines, damaged })
      for (const n of damaged) names.push({ journal, n, seq: firstSeq + n - from })
      before = tip
      last = run.lastSeq
    }
    if (names.length > 0) noteDamage(names)
    return found
  }

  /** From now on they are wanted of whoever holds them. */
  function noteDamage(lines: readonly { journal: string; n: number; seq: number }[]): void {
    engine.transact(() => {
      for (const { journal, n, seq } of lines)
        if (insertDamaged.run(hall(), journal, n, seq) > 0) insertBareToo.run(hall(), journal, n)
    })
  }

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
      remember(stored)
      for (const listener of listeners) listener()
      return answers
    },

    async carryOut(consequences) {
      engine.transact(() => {
        for (const each of consequences) if (books.note(each) && each.kind === 'redacts-line') redactStored(each.line)
      })
      if (consequences.some(({ kind }) => kind === 'redacts-line')) forget()
    },

    async head() {
      return headNow()
    },

    async tipAt(seq) {
      if (seq > headNow()) return null
      if (seq === headNow()) return tipNow()
      if (seq === 0) return firstTip(hall())
      const [first, lines, tip] = columns(readTip.get(hall(), seq))
      const all = text(lines).split('\n')
      const upTo = seq - whole(first) + 1
      return upTo === all.length ? text(tip) : tipBehind(tipOf(whole(first) - 1), all.slice(0, upTo))
    },

    async newestReceived() {
      return maybe(columns(readNewest.get(hall()))[0])
    },

    async read(after, maxBytes) {
      const first = tail[0]
      if (first && first.firstSeq <= after + 1) return firstBytes(tail, after, maxBytes)
      let last = after
      let size = 0
      for (const row of readSizes.all(hall(), after)) {
        const [seq, bytes] = columns(row)
        size += whole(bytes)
        if (last > after && size > maxBytes) break
        last = whole(seq)
      }
      if (last === after) return []
      const rows = checked(readRuns.all(hall(), after, last))
      const from = rows[0]?.firstSeq ?? 0
      const codes = readQuarantined.all(hall(), from, last).map(columns)
      if (codes.length === 0) return rows
      return rows.map((run) => ({ ...run, quarantined: codesWithin(run, codes) }))
    },

    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

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

    async damaged() {
      return readDamaged.all(hall()).map((row) => {
        const [journal, n] = columns(row)
        return { journal: text(journal), n: whole(n) }
      })
    },
    async damages() {
      return whole(columns(countDamaged.get(hall()))[0] ?? 0)
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

const sizeOf = (run: StoredRun) => run.lines.reduce((sum, line) => sum + line.length, 0)

function firstBytes(runs: readonly StoredRun[], after: number, maxBytes: number): readonly StoredRun[] {
  const start = runs.findIndex((run) => run.lastSeq > after)
  if (start < 0) return []
  let size = 0
  let end = start
  for (; end < runs.length; end++) {
    size += sizeOf(runs[end]!)
    if (end > start && size > maxBytes) break
  }
  return runs.slice(start, end)
}

function readRun(row: unknown): { readonly run: StoredRun; readonly tip: string } {
  const [firstSeq, lastSeq, journal, from, received, kinds, lines, tip] = columns(row)
  const run = {
    firstSeq: whole(firstSeq),
    lastSeq: whole(lastSeq),
    journal: text(journal),
    from: whole(from),
    received: text(received),
    kinds: text(kinds).split(' '),
    quarantined: [],
    lines: text(lines).split('\n'),
    damaged: [],
  }
  return { run, tip: text(tip) }
}

function codesWithin(run: StoredRun, codes: readonly (readonly unknown[])[]) {
  return codes
    .filter(([seq]) => whole(seq) >= run.firstSeq && whole(seq) <= run.lastSeq)
    .map(([seq, code]) => ({ n: run.from + whole(seq) - run.firstSeq, code: text(code) }))
}
