/**
 * @module device/journal
 * Own lines on the tablet's own disk: who writes them, under which numbers and names, and the write-ahead journal that
 * has them before anybody is answered. Knows of no database.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Chance } from '#device/basics/ports.ts'
import { type NewEvent, ROOT } from '#domain/command.ts'
import type { LogEvent } from '#log/event.ts'
import { journalName } from '#log/journalName.ts'
import { EMPTY_HEAD, hashOfLine, type JournalHead, keptEvent, type Line, writeLine } from '#log/lines.ts'
import { createStampClock, type StampClock } from '#log/stamp.ts'
import { type Branch, withBranch } from './branches.ts'
import type { Heading } from './foundJournal.ts'
import { type ActSigner, signLine } from './signLine.ts'

/** Whose lines this tablet writes, as pairing settled it. */
export interface JournalOwner {
  readonly hall: string
  readonly tablet: string
  readonly lane: number
  /** Public half of the tablet's signing key, SPKI in base64. */
  readonly key: string
}

/** One own journal: how far it goes and how far the server has kept it. */
export interface OwnJournal {
  readonly journal: string
  /** Own journals in the order they were opened: 1, 2 … */
  readonly order: number
  readonly head: JournalHead
  readonly kept: number
  readonly lastStamp: string | null
  readonly branches: readonly Branch[]
  /** Of a journal without lines: the chance in its name, which its line 1 tells. */
  readonly nonce?: string
  /** Of a copy of a tablet: the sub-lane that its line 1 tells. */
  readonly sub?: string | null
}

/** Lines ready to be saved, not yet part of the journal. */
export interface Written {
  readonly journal: string
  readonly from: number
  readonly lines: readonly Line[]
  readonly events: readonly LogEvent[]
  readonly head: JournalHead
  readonly stamp: string
}

/** What writes the own journals: numbers, stamps and chains events; knows what the server has kept. */
export interface Pen {
  readonly current: OwnJournal
  readonly journals: readonly OwnJournal[]
  /** Writes what a command asks for, with `JournalOpened` before it in a new journal. Changes nothing until `commit`. */
  write(news: readonly NewEvent[], by: string | null, now: number): Written | 'line-too-long'
  /** The same, where people sign what needs them: each line by whoever `signs` for it, if anybody. */
  writeSigned(
    news: readonly NewEvent[],
    by: string | null,
    now: number,
    signs: (event: NewEvent) => ActSigner | null,
  ): Promise<Written | 'line-too-long'>
  /** The lines are on disk. */
  commit(written: Written): void
  /** Starts, with the sub-lane of a copy, a new journal that continues the current one; its line 1 comes with the next `write`. */
  turnPage(sub: string | null): void
  keep(journal: string, n: number): void
  /** Lines of a journal from `from` on count as unsent again. */
  unkeep(journal: string, from: number): void
  keepNothing(): void
  branchOff(journal: string, branch: Branch): void
  /** Learns the stamp of the last event that is folded here: what is written next lies above it, in a new journal too. */
  witness(stamp: string): void
  readonly heading: Heading
}

/** A journal without lines, under a name that only this tablet's key makes. */
export function newJournal({ key }: Pick<JournalOwner, 'key'>, chance: Chance, order = 1): OwnJournal {
  const nonce = bytesToHex(chance.bytes(16))
  return { ...firstJournal(journalName(key, nonce), nonce), order }
}

/** A journal without lines; `nonce` is what its name was made with. */
export const firstJournal = (journal: string, nonce: string = journal): OwnJournal => ({
  journal,
  nonce,
  order: 1,
  head: EMPTY_HEAD,
  kept: 0,
  lastStamp: null,
  branches: [],
})

/** Makes the pen of a tablet from the journals it has; the last one goes on. */
export function createPen(owner: JournalOwner, found: readonly OwnJournal[], chance: Chance): Pen {
  const journals = [...found]
  let clock = clockOf(journals.at(-1)!)
  const current = (): OwnJournal => journals.at(-1)!

  function opening(): NewEvent {
    const { tablet, key, lane } = owner
    const before = journals.at(-2)?.journal
    const { nonce, sub } = current()
    if (nonce === undefined) throw new Error('a journal is opened once')
    const continues = before === undefined ? {} : { continues: before }
    return {
      kind: 'JournalOpened',
      subject: tablet,
      body: { tablet, key, nonce, lane, ...continues, ...(sub ? { sub } : {}) },
    }
  }

  /** Writes line after line: each is given out as it stands, and taken back as it is to be, signed or not. */
  function* compose(
    news: readonly NewEvent[],
    by: string | null,
    now: number,
  ): Generator<{ readonly event: NewEvent; readonly line: Line }, Written | 'line-too-long', Line> {
    const { journal, head } = current()
    const lines: Line[] = []
    const events: LogEvent[] = []
    let end = head
    let stamp = ''
    for (const each of head.n === 0 ? [opening(), ...news] : news) {
      stamp = clock.next(now)
      const { signer, ...said } = each
      const event = {
        hall: owner.hall,
        journal,
        n: end.n + 1,
        stamp,
        prev: end.hash,
        ...said,
        by: signer === undefined ? by : signer === ROOT ? null : signer,
        papers: [...(each.papers ?? [])],
        drill: each.drill ?? null,
      }
      const written = writeLine(event, chance.bytes(16))
      if (!written.ok) return written.why
      const line = yield { event: each, line: written.line }
      lines.push(line)
      // What is folded is what is on disk: the line read back, not the objects the command made.
      events.push(keptEvent(line)!)
      end = { n: event.n, hash: hashOfLine(line) }
    }
    return { journal, from: head.n + 1, lines, events, head: end, stamp }
  }

  function change(journal: string, to: (own: OwnJournal) => OwnJournal): void {
    const at = journals.findIndex((own) => own.journal === journal)
    const own = journals[at]
    if (own) journals[at] = to(own)
  }

  return {
    get current() {
      return current()
    },
    journals,
    get heading() {
      return {
        journal: current().journal,
        journals: journals.map(({ journal, head, kept, lastStamp }) => ({ journal, ...head, kept, stamp: lastStamp })),
      }
    },

    write(news, by, now) {
      const writing = compose(news, by, now)
      let step = writing.next('')
      while (!step.done) step = writing.next(step.value.line)
      return step.value
    },

    async writeSigned(news, by, now, signs) {
      const writing = compose(news, by, now)
      let step = writing.next('')
      while (!step.done) {
        const { event, line } = step.value
        const signer = signs(event)
        step = writing.next(signer ? await signLine(line, signer) : line)
      }
      return step.value
    },

    commit({ head, stamp }) {
      journals[journals.length - 1] = { ...current(), head, lastStamp: stamp }
    },

    turnPage(sub) {
      const { order } = current()
      // A page that was turned while the disk was full has no line yet: it is simply another page.
      if (current().head.n === 0) journals.pop()
      journals.push({ ...newJournal(owner, chance, order + 1), sub })
      clock = clockOf(current())
    },

    keep: (journal, n) => change(journal, (own) => ({ ...own, kept: Math.min(Math.max(n, own.kept), own.head.n) })),
    unkeep: (journal, from) => change(journal, (own) => ({ ...own, kept: Math.min(own.kept, from - 1) })),
    branchOff: (journal, branch) => change(journal, (own) => ({ ...own, branches: withBranch(own.branches, branch) })),

    keepNothing() {
      for (const [at, own] of journals.entries()) journals[at] = { ...own, kept: 0 }
    },

    witness(stamp) {
      clock.witness(stamp)
    },
  }
}

const clockOf = ({ journal, lastStamp }: OwnJournal): StampClock => createStampClock(journal, lastStamp)
