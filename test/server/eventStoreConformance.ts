import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EMPTY_HEAD, hashOfLine, headText, isRedacted, type JournalHead, writeLine } from '#log/lines.ts'
import type { EventStore, Run } from '#server/eventStore.ts'

/** A place where stores of one engine can be opened. `open` on the same place finds what was there. */
export interface StorePlace {
  open(): Promise<EventStore>
  remove(): Promise<void>
}

const NOW = '2026-11-23T09:00:00.000Z'
const LATER = '2026-11-30T09:00:00.000Z'
const JOURNAL = 'j_9f3c21a7b0d84e55'
const OTHER = 'j_00000000000000aa'
const IDENTITY = { hall: 'h_1', server: 'e_1', journal: 'j_5e5e5e5e5e5e5e5e', signingKey: 'k' }

/** What holds for every engine behind the hall server. */
export function eventStoreConformance(engine: string, makePlace: () => Promise<StorePlace>): void {
  describe(`event store on ${engine}`, () => {
    let place: StorePlace
    let store: EventStore
    beforeEach(async () => {
      place = await makePlace()
      store = await place.open()
      await store.found(IDENTITY)
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })
    const reopen = async () => {
      await store.close()
      store = await place.open()
    }
    const lines = async (after = 0) => (await store.read(after, 1 << 20)).flatMap((run) => run.lines)

    it('knows its hall after it was closed and opened', async () => {
      await reopen()
      expect(await store.identity()).toEqual(IDENTITY)
      expect(await store.head()).toBe(0)
      expect(await store.newestReceived()).toBeNull()
    })

    it('gives seqs without gaps in the order of the runs, across restarts', async () => {
      const book = createBook(JOURNAL)
      expect(await store.append([book.opening(), book.run(3)], NOW)).toEqual([
        { status: 'stored', firstSeq: 1 },
        { status: 'stored', firstSeq: 2 },
      ])
      await reopen()
      expect(await store.append([book.run(2)], NOW)).toEqual([{ status: 'stored', firstSeq: 5 }])
      const runs = await store.read(0, 1 << 20)
      expect(runs.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([
        [1, 1],
        [2, 4],
        [5, 6],
      ])
      expect(await lines()).toEqual(book.lines)
      expect(await store.newestReceived()).toBe(NOW)
    })

    it('reads from the middle of a run and in pages, from memory and from disk alike', async () => {
      const book = createBook(JOURNAL)
      await store.append([book.opening(), book.run(10), book.run(10)], NOW)
      const pages = async () => {
        const [first] = await store.read(4, 1)
        return [first?.firstSeq, (await store.read(11, 1))[0]?.firstSeq, (await store.read(21, 1)).length]
      }
      expect(await pages()).toEqual([2, 12, 0])
      await reopen()
      expect(await pages()).toEqual([2, 12, 0])
    })

    it('stores nothing of a run whose journal has moved on, and everything of the others', async () => {
      const book = createBook(JOURNAL)
      const late = createBook(JOURNAL)
      const other = createBook(OTHER)
      await store.append([book.opening(), book.run(2)], NOW)
      late.opening()
      const answers = await store.append([late.run(2), other.opening()], NOW)
      expect(answers).toEqual([{ status: 'head-moved' }, { status: 'stored', firstSeq: 4 }])
      expect(await store.head()).toBe(4)
    })

    it('refuses a second line under one number, and changes nothing', async () => {
      const book = createBook(JOURNAL)
      await store.append([book.opening(), book.run(5)], NOW)
      const twice = { ...createBook(JOURNAL).opening(), from: 3, effects: [], head: null }
      await expect(store.append([createBook(OTHER).opening(), twice], NOW)).rejects.toThrow()
      expect(await store.head()).toBe(6)
      expect(await store.journal(OTHER)).toBeNull()
    })

    it('finds a line and the head of its journal', async () => {
      const book = createBook(JOURNAL)
      await store.append([book.opening(), book.run(3)], NOW)
      expect(await store.line(JOURNAL, 3)).toBe(book.lines[2])
      expect(await store.line(JOURNAL, 9)).toBeNull()
      expect(await store.journal(JOURNAL)).toEqual({
        journal: JOURNAL,
        tablet: 'd_1',
        head: book.head(),
        holes: [],
        bare: [],
      })
      expect((await store.journalsOf('d_1')).map(({ journal }) => journal)).toEqual([JOURNAL])
    })

    it('tells of a tablet the journals that moved last, and how many have since, however many there are', async () => {
      const names = Array.from({ length: 500 }, (_, i) => `j_${i.toString(16).padStart(16, '0')}`)
      const books = names.map((name) => createBook(name))
      await store.append(
        books.map((book) => book.opening()),
        NOW,
      )
      await store.append([books[7]!.run(1)], LATER)
      expect((await store.journalsOf('d_1', 3)).map(({ journal }) => journal)).toEqual([
        names[7],
        names.at(-1),
        names.at(-2),
      ])
      expect(await store.journalsOf('d_1')).toHaveLength(500)
      expect([await store.journalsSince('d_1', NOW), await store.journalsSince('d_1', '2026')]).toEqual([1, 500])
    })

    it('rings after each commit, until the listener leaves', async () => {
      let rung = 0
      const leave = store.follow(() => {
        rung += 1
      })
      const book = createBook(JOURNAL)
      await store.append([book.opening()], NOW)
      leave()
      await store.append([book.run(1)], NOW)
      expect(rung).toBe(1)
    })

    it('lets lines in behind a declared hole, and the lost ones after all if they turn up', async () => {
      const book = createBook(JOURNAL)
      await store.append([book.opening()], NOW)
      const lost = book.run(3)
      const range = { from: 2, to: 4 }
      await store.carryOut([{ kind: 'declares-hole', journal: JOURNAL, by: JOURNAL, range }])
      expect(await store.journal(JOURNAL)).toMatchObject({ head: { n: 4, hash: null }, holes: [range] })
      const behind = book.run(1)
      const head = { before: { n: 4, hash: null }, after: book.head() }
      expect(await store.append([{ ...behind, head }], NOW)).toEqual([{ status: 'stored', firstSeq: 2 }])
      expect(await store.append([{ ...lost, head: null }], NOW)).toEqual([{ status: 'stored', firstSeq: 3 }])
      expect(await store.line(JOURNAL, 3)).toBe(book.lines[2])
      expect((await store.journal(JOURNAL))?.head).toEqual(book.head())
    })

    it('keeps a declared hole from swallowing lines that are here, were never declared or are another tablet’s', async () => {
      const book = createBook(JOURNAL)
      await store.append([book.opening(), book.run(2)], NOW)
      const other = createBook(OTHER).opening()
      await store.append([{ ...other, effects: [{ kind: 'opens-journal', tablet: 'd_2' }] }], NOW)
      const hole = (from: number, to: number, by = JOURNAL) =>
        ({ kind: 'declares-hole', journal: JOURNAL, by, range: { from, to } }) as const
      await store.carryOut([hole(1, 2), hole(4, 6, OTHER)])
      expect(await store.journal(JOURNAL)).toMatchObject({ head: book.head(), holes: [] })
      // The lines before it have not come yet.
      await store.carryOut([hole(9, 12), hole(9, 11)])
      expect(await store.journal(JOURNAL)).toMatchObject({ head: book.head(), holes: [{ from: 9, to: 12 }] })
    })

    it('takes the body out of a redacted line, wherever it is and whenever it comes', async () => {
      const book = createBook(JOURNAL)
      await store.append([book.opening(), book.run(2)], NOW)
      const later = book.run(2)
      const early = createBook(OTHER)
      await store.append([early.opening()], NOW)
      for (const _ of ['once', 'twice']) await store.carryOut([redacts(book, 2), redacts(book, 4)])
      await store.append([later], NOW)
      for (const n of [2, 4]) expect(await store.line(JOURNAL, n)).toBe(headText(book.lines[n - 1] ?? ''))
      expect((await lines()).filter(isRedacted)).toHaveLength(2)
      expect(await store.line(JOURNAL, 3)).toBe(book.lines[2])
      expect(await store.redactions()).toBe(2)
      expect((await store.journal(JOURNAL))?.bare).toEqual([])
    })

    it('takes out the one line that is meant, also of a branch, and nothing that nobody wrote in words of their own', async () => {
      const book = createBook(JOURNAL)
      const branch = createBook(JOURNAL, `${JOURNAL}~0a1b2c3d`)
      const plain = createBook('j_00000000000000cc', undefined, 'PersonAdmitted')
      branch.run(1)
      await store.append([book.opening(), book.run(1)], NOW)
      const own = branch.run(1)
      await store.append([{ ...own, effects: [opens] }, plain.opening(), plain.run(1)], NOW)
      await store.carryOut([redacts(branch, 2), redacts(plain, 2)])
      expect(await store.line(own.journal, 2)).toBe(headText(branch.lines[1] ?? ''))
      expect(await store.line(JOURNAL, 2)).toBe(book.lines[1])
      expect(await store.line('j_00000000000000cc', 2)).toBe(plain.lines[1])
    })

    it('completes a line of which the head came first, at a seq of its own, until somebody redacts it', async () => {
      const book = createBook(JOURNAL)
      const opening = book.opening()
      const before = headAfter(opening)
      const run = book.run(2)
      const [second = '', third = ''] = run.lines
      const whole = { ...run, head: null, completes: true }
      await store.append(
        [opening, { ...run, head: { before, after: book.head() }, lines: [headText(second), third] }],
        NOW,
      )
      expect((await store.journal(JOURNAL))?.bare).toEqual([2])
      await expect(store.append([whole], NOW)).rejects.toThrow()
      const late = { ...whole, lines: [second], kinds: ['ObservationNoted'] }
      expect(await store.append([late], NOW)).toEqual([{ status: 'stored', firstSeq: 4 }])
      await reopen()
      expect((await lines()).slice(1)).toEqual([headText(second), third, second])
      expect(await store.line(JOURNAL, 2)).toBe(second)
      expect(await store.line(JOURNAL, 3)).toBe(third)
      expect(await store.journal(JOURNAL)).toMatchObject({ head: book.head(), bare: [] })
      await expect(store.append([late], NOW)).rejects.toThrow()
      await store.carryOut([redacts(book, 2)])
      expect((await lines()).slice(1, 4)).toEqual([headText(second), third, headText(second)])
    })

    it('keeps quarantine and marks by seq', async () => {
      const book = createBook(JOURNAL)
      const run = {
        ...book.run(3),
        quarantined: [{ n: 3, code: 'bad-body' }],
        marks: [{ n: 4, mark: 'lasting' } as const],
      }
      const opening = createBook(JOURNAL).opening()
      await store.append([opening, { ...run, from: 2, head: { before: headAfter(opening), after: book.head() } }], NOW)
      expect(await store.quarantine()).toEqual([{ seq: 3, code: 'bad-body' }])
      expect(await store.marked(['lasting', 'day-void'])).toEqual([{ seq: 4, mark: 'lasting' }])
      expect(await store.marked(['lasting'], 4)).toEqual([])
      await reopen()
      expect((await store.read(1, 1))[0]?.quarantined).toEqual([{ n: 3, code: 'bad-body' }])
    })

    it('pairs a tablet with the event, spends the code once, and notes what the list says of it since', async () => {
      await store.saveCode({ hash: 'c1', place: 'counter', name: '3 号台', expires: 1_000, usedBy: null })
      const tablet = { id: 'd_1', name: '3 号台', place: 'counter', key: 'K', lane: 1, status: 'paired' } as const
      const pairs = { kind: 'pairs-tablet', tablet, tokenHash: 't1', given: 5, code: 'c1' } as const
      const book = createBook(JOURNAL)
      await store.append([{ ...book.opening(), effects: [opens, pairs] }], NOW)
      expect(await store.tabletByToken('t1')).toEqual({ tablet, given: 5, isNext: false })
      expect(await store.code('c1')).toMatchObject({ usedBy: 'd_1' })
      const again = { ...pairs, tablet: { ...tablet, id: 'd_2', lane: 2 }, tokenHash: 't2' }
      await expect(store.append([{ ...book.run(1), effects: [again] }], NOW)).rejects.toThrow()
      expect(await store.head()).toBe(1)
      // Both are good until the next one is used; one that was lost on the way is not.
      await store.giveNextToken('d_1', { tokenHash: 'lost', given: 6 })
      await store.giveNextToken('d_1', { tokenHash: 't3', given: 7 })
      expect(await store.tabletByToken('lost')).toBeNull()
      expect(await store.tabletByToken('t3')).toEqual({ tablet, given: 7, isNext: true })
      expect(await store.tabletByToken('t1')).toMatchObject({ given: 5, isNext: false })
      await store.confirmToken('t3')
      await store.confirmToken('t3')
      expect(await store.tabletByToken('t1')).toBeNull()
      const changed = { ...tablet, name: '后台', place: 'backoffice', status: 'revoked' } as const
      await store.carryOut([{ kind: 'changes-tablet', tablet: changed }])
      await reopen()
      expect(await store.tabletByToken('t3')).toEqual({ tablet: changed, given: 7, isNext: false })
      expect(await store.tablets()).toHaveLength(1)
    })

    it('remembers leases, the highest number of a queue and day, and cursors', async () => {
      const lease = { request: 'r1', tablet: 'd_1', queue: 'A', day: '2026-11-23', from: 1, to: 20 }
      const book = createBook(JOURNAL)
      await store.append([{ ...book.opening(), effects: [opens, { kind: 'leases-numbers', lease }] }], NOW)
      await store.saveCursors([{ tablet: 'd_1', seq: 7, heard: 5_000 }])
      await store.saveCursors([{ tablet: 'd_1', seq: 9, heard: 6_000 }])
      await reopen()
      expect(await store.lease('d_1', 'r1')).toEqual(lease)
      expect(await store.lease('d_1', 'r2')).toBeNull()
      expect(await store.lease('d_2', 'r1')).toBeNull()
      expect(await store.leasedTo('d_1', 'A', '2026-11-23')).toBe(20)
      expect(await store.leasedTo('d_2', 'A', '2026-11-23')).toBe(0)
      expect(await store.lastNumber('A', '2026-11-23')).toBe(20)
      expect(await store.lastNumber('A', '2026-11-24')).toBe(0)
      expect(await store.cursors()).toEqual([{ tablet: 'd_1', seq: 9, heard: 6_000 }])
    })

    it('remembers how far a journal is said to reach until all of it has come, and nothing of one that it does not have', async () => {
      const book = createBook(JOURNAL)
      await store.append([{ ...book.opening(), effects: [opens] }], NOW)
      const head = (await store.journal(JOURNAL))?.head.n ?? 0
      await store.saveClaims([
        { journal: JOURNAL, n: head + 3 },
        { journal: 'j_ffffffffffffffff', n: 9 },
      ])
      await reopen()
      expect(await store.claims()).toEqual([{ journal: JOURNAL, n: head + 3 }])
      await store.saveClaims([{ journal: JOURNAL, n: head }])
      expect(await store.claims()).toEqual([])
    })

    it('goes on behind numbers that somebody names, and lets nobody use a queue up by naming and asking in turn', async () => {
      const day = '2026-11-23'
      let last = 0
      for (let i = 0; i < 40; i++) {
        await store.carryOut([{ kind: 'names-number', queue: 'A', day, number: last + 3_000 }])
        last = (await store.lastNumber('A', day)) + 1
        const lease = { request: `r${i}`, tablet: 'd_1', queue: 'A', day, from: last, to: last }
        const book = createBook(`j_${String(i).padStart(16, '0')}`)
        await store.append([{ ...book.opening(), effects: [opens, { kind: 'leases-numbers', lease }] }], NOW)
      }
      expect(last).toBe(3_040)
    })

    it('keeps papers by name, once, until they are shredded for good', async () => {
      const bytes = new TextEncoder().encode('sealed')
      const name = createHash('sha256').update(bytes).digest('hex')
      expect(await store.papers.get(name)).toEqual({ status: 'unknown' })
      expect(await store.papers.put(name, bytes, 'd_1')).toBe('stored')
      expect(await store.papers.put(name, bytes, 'd_1')).toBe('already-there')
      await reopen()
      expect(await store.papers.size(name)).toEqual({ status: 'kept', bytes: 6 })
      const kept = await store.papers.get(name)
      expect(kept.status === 'kept' && new TextDecoder().decode(kept.bytes)).toBe('sealed')
      await store.papers.shred(name)
      expect(await store.papers.get(name)).toEqual({ status: 'shredded' })
      expect(await store.papers.put(name, bytes, 'd_1')).toBe('shredded')
    })

    it('shreds the papers that an event names, those that are there and those that come later', async () => {
      const nameOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
      const [here, later] = ['here', 'later'].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array]
      await store.papers.put(nameOf(here), here, 'd_1')
      const papers = [nameOf(here), nameOf(later)]
      await store.carryOut([{ kind: 'shreds-papers', papers }])
      expect(await store.papers.get(nameOf(here))).toEqual({ status: 'shredded' })
      await reopen()
      expect(await store.papers.put(nameOf(here), here, 'd_1')).toBe('shredded')
      expect(await store.papers.put(nameOf(later), later, 'd_1')).toBe('shredded')
    })
  })
}

const redacts = ({ journal, lines }: ReturnType<typeof createBook>, n: number) =>
  ({ kind: 'redacts-line', line: { journal, n, hash: hashOfLine(lines[n - 1] ?? '') } }) as const
const opens = { kind: 'opens-journal', tablet: 'd_1' } as const
const headAfter = (run: Run): JournalHead => run.head?.after ?? EMPTY_HEAD

/** Writes runs of a journal with a sound chain; of a branch under its name. */
function createBook(journal: string, name = journal, kind = 'ObservationNoted') {
  let head: JournalHead = EMPTY_HEAD
  const lines: string[] = []
  function run(count: number): Run {
    const before = head
    const from = head.n + 1
    const own: string[] = []
    for (let i = 0; i < count; i++) {
      const n = head.n + 1
      const stamp = `2026-11-23T09:00:00.000Z-${n.toString(16).padStart(4, '0')}-${journal.slice(2, 10)}`
      const envelope = { hall: 'h_1', journal, n, stamp, prev: head.hash, kind }
      const written = writeLine(
        { ...envelope, by: null, subject: '3', body: { by: name }, papers: [], drill: null },
        new Uint8Array(16),
      )
      if (!written.ok) throw new Error(written.why)
      own.push(written.line)
      head = { n, hash: hashOfLine(written.line) }
    }
    lines.push(...own)
    const kinds = own.map(() => kind)
    return {
      journal: name,
      from,
      lines: own,
      kinds,
      papers: [],
      quarantined: [],
      marks: [],
      signature: 's',
      head: { before, after: head },
      effects: [],
    }
  }
  return { journal, lines, head: () => head, run, opening: (): Run => ({ ...run(1), effects: [opens] }) }
}
