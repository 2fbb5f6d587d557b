/**
 * Where a push belongs in its journal. Nothing is written here; the answer says which runs to store.
 *
 * Walk of a push:
 * 1. New journal → line 1 must be JournalOpened, naming this tablet and its key, under the name that key and nonce make:
 *    nobody takes a name that another tablet has made. Anything later: gap, expected 1.
 * 2. Known journal → only the tablet that opened it goes on with it.
 * 3. Starts behind head + 1, and its tablet has not declared all lines between lost → gap, expected the first of them.
 * 4. Starts at head + 1 → its `prev` must be the head's hash. After a declared hole that hash is unknown: anything goes.
 * 5. Overlaps what is stored → the chain makes one comparison enough: if the last common line has the same hash, so have
 *    all before it. They are a no-op, the rest is new, lines that fall into a declared hole fill it, and a
 *    line of which the head alone is here is completed: it is admitted once more, whole.
 * 6. Differs → fork. A journal that two devices write (restored or cloned storage) grows two branches. The one admitted
 *    first keeps the journal's name. The other is stored at once, bytes unchanged, from its first differing line on,
 *    under `<journal>~<first 8 hex of that line's hash>`: the name follows from the bytes alone, so every server and
 *    every repetition arrives at the same one. The answer is `fork` with n, branch and what the branch now has (kept).
 *    The tablet pushes what is left of the branch under that name and writes anew in a new journal.
 *    A branch is a journal like any other: it has a head, it may be pushed to, it may itself fork.
 *    A tablet that has learnt the name on an earlier server uses it from the first differing line on, and it is kept even
 *    when the other branch has not come yet: a line has one name in every store it reaches.
 * 7. The push starts in the middle of a difference (its first `prev` is not what is stored) → fork with n, without
 *    branch: push again from an earlier line, so that the first difference can be seen.
 */
import type { Writer } from '#domain/kind.ts'
import { openingOf } from '#domain/tablets/opening.ts'
import { baseOf } from '#log/journalName.ts'
import { isRedacted } from '#log/lines.ts'
import type { JournalState, Quarantined, Run } from '../eventStore.ts'
import { judgeLine } from './judge.ts'
import type { Push as AnyPush, CheckedLine, CheckedLines, Refusal } from './push.ts'

type Push = AnyPush<CheckedLine>

/** What admission looks up. */
export interface Journals {
  journal(name: string): Promise<JournalState | null>
  /** The hash of a stored line; null if it never came. */
  hashAt(journal: string, n: number): Promise<string | null>
  /** How many journals a tablet has written in lately, branches included. */
  countOf(tablet: string): Promise<number>
}

/** Who pushes. */
export interface Author {
  readonly id: string
  readonly place: Writer
  readonly key: string
}

/** What becomes of a push. `kept` is the last line of `journal` that is stored once the runs are. */
export type Admission =
  | { readonly status: 'admitted'; readonly journal: string; readonly kept: number; readonly runs: readonly Run[] }
  | {
      readonly status: 'fork'
      /** The first line that differs, or a line that does while an earlier one may differ too. */
      readonly n: number
      readonly branch: { readonly journal: string; readonly kept: number } | null
      readonly runs: readonly Run[]
    }
  | { readonly status: 'gap'; readonly expected: number }
  | Refusal

/**
 * A tablet opens another one after a fork or a leap of its clock: this many it never needs within a week. Those in which it
 * writes no more give their place back by themselves.
 */
export const MOST_JOURNALS = 200

/** Decides about a push whose envelopes, chain and signature have been checked. */
export async function admit(push: Push, author: Author, signature: string, journals: Journals): Promise<Admission> {
  const admission = await place(push, author, signature, journals)
  const runs = 'runs' in admission ? admission.runs : []
  const opens = runs.some(({ effects }) => effects.some(({ kind }) => kind === 'opens-journal'))
  if (opens && (await journals.countOf(author.id)) >= MOST_JOURNALS)
    return { status: 'refused', code: 'too-many-journals' }
  return admission
}

async function place(push: Push, author: Author, signature: string, journals: Journals): Promise<Admission> {
  const base = await journals.journal(baseOf(push.journal))
  if (!base) return openJournal(push, author, signature)
  if (base.tablet !== author.id) return { status: 'refused', code: 'not-your-journal' }
  const named = push.journal === base.journal ? base : await journals.journal(push.journal)
  if (!named && partsAtTheEnd(push, base)) return openBranch(push, author, signature)
  const answer = await continueJournal(push, named ?? base, author, signature, journals)
  // A branch that is not known yet is the one that this very push opens, or it is not a branch of this journal.
  if (answer.status !== 'fork' || named) return answer
  if (answer.branch?.journal !== push.journal) return answer
  return { status: 'admitted', journal: push.journal, kept: answer.branch.kept, runs: answer.runs }
}

function openJournal(push: Push, author: Author, signature: string): Admission {
  if (push.journal !== baseOf(push.journal) || push.from !== 1) return { status: 'gap', expected: 1 }
  if (!opensFor(push.lines[0], author)) return { status: 'refused', code: 'bad-opening', n: 1 }
  const opening = { n: 0, hash: null }
  const run = runOf(push.journal, push.lines, author.place, signature, opening)
  return {
    status: 'admitted',
    journal: push.journal,
    kept: lastOf(push.lines).event.n,
    runs: [{ ...run, effects: [{ kind: 'opens-journal', tablet: author.id }] }],
  }
}

function opensFor({ event }: CheckedLine, author: Author): boolean {
  const opening = openingOf(event)
  return opening?.tablet === author.id && opening.key === author.key
}

async function continueJournal(
  push: Push,
  state: JournalState,
  author: Author,
  signature: string,
  journals: Journals,
): Promise<Admission> {
  const { journal, head } = state
  const [first] = push.lines
  const end = pastHoles(state)
  if (push.from > end + 1) return { status: 'gap', expected: end + 1 }

  const before = push.from === head.n + 1 ? head.hash : await journals.hashAt(journal, push.from - 1)
  if (push.from > 1 && before !== null && first.event.prev !== before)
    return { status: 'fork', n: push.from - 1, branch: null, runs: [] }

  const old = push.lines.filter(({ event }) => event.n <= head.n)
  const stored = await storedHashes(journal, old, state, journals)
  const differs = old.findIndex(({ event, hash }) => stored.has(event.n) && stored.get(event.n) !== hash)
  const differing = old[differs]
  if (differing) return takeBranch(push, differing, author, signature, journals, journal)

  const filling = old.filter(({ event }) => !stored.has(event.n) && inHole(state, event.n))
  const fresh = push.lines.slice(old.length)
  const runs = neighbours(filling).map((lines) => runOf(journal, lines, author.place, signature, null))
  const completing = old.filter(({ event, line }) => state.bare.includes(event.n) && !isRedacted(line))
  for (const lines of neighbours(completing))
    runs.push({ ...runOf(journal, lines, author.place, signature, null), completes: true })
  const [next, ...more] = fresh
  if (next) runs.push(runOf(journal, [next, ...more], author.place, signature, head))
  return { status: 'admitted', journal, kept: Math.max(head.n, lastOf(push.lines).event.n), runs }
}

/**
 * Hashes of stored lines to compare with. While the newest common line agrees, the chain has already proved the others,
 * so the usual repetition costs one look-up; only a difference is searched line by line.
 */
async function storedHashes(
  journal: string,
  old: readonly CheckedLine[],
  state: JournalState,
  journals: Journals,
): Promise<ReadonlyMap<number, string>> {
  const newest = old.at(-1)
  const found = new Map<number, string>()
  if (!newest) return found
  const { n } = newest.event
  const hash = n === state.head.n ? state.head.hash : await journals.hashAt(journal, n)
  if (hash === newest.hash) {
    for (const line of old) if (!inHole(state, line.event.n)) found.set(line.event.n, line.hash)
    for (const line of old) {
      if (!inHole(state, line.event.n)) continue
      const filled = await journals.hashAt(journal, line.event.n)
      if (filled !== null) found.set(line.event.n, filled)
    }
    return found
  }
  for (const line of old) {
    const one = await journals.hashAt(journal, line.event.n)
    if (one !== null) found.set(line.event.n, one)
  }
  return found
}

async function takeBranch(
  push: Push,
  first: CheckedLine,
  author: Author,
  signature: string,
  journals: Journals,
  parent: string,
): Promise<Admission> {
  const { n } = first.event
  const branch = branchName(first)
  // Two different lines whose hashes begin alike cannot both give the branch its name.
  if (branch === parent) return { status: 'refused', code: 'broken-chain', n }
  const start = push.lines.findIndex(({ event }) => event.n === n)
  const [head, ...rest] = push.lines.slice(start)
  if (!head) return { status: 'refused', code: 'broken-chain', n }
  const state = await journals.journal(branch)
  if (state) {
    const part: Push = { journal: branch, from: n, lines: [head, ...rest] }
    const answer = await continueJournal(part, state, author, signature, journals)
    if (answer.status !== 'admitted') return answer
    return { status: 'fork', n, branch: { journal: branch, kept: answer.kept }, runs: answer.runs }
  }
  const opened = openBranch({ journal: branch, from: n, lines: [head, ...rest] }, author, signature)
  if (opened.status !== 'admitted') return opened
  return { status: 'fork', n, branch: { journal: branch, kept: opened.kept }, runs: opened.runs }
}

/** Whether a push names itself as a branch that parts from the journal right behind its present end. */
const partsAtTheEnd = ({ from, journal, lines: [first] }: Push, { head }: JournalState): boolean =>
  journal === branchName(first) && from === head.n + 1 && first.event.prev === head.hash

const branchName = ({ event, hash }: CheckedLine): string => `${baseOf(event.journal)}~${hash.slice(0, 8)}`

function openBranch({ from, journal, lines }: Push, author: Author, signature: string): Admission {
  const [head] = lines
  if (from === 1 && !opensFor(head, author)) return { status: 'refused', code: 'bad-opening', n: 1 }
  const run = runOf(journal, lines, author.place, signature, { n: from - 1, hash: head.event.prev })
  const opening: Run = { ...run, effects: [{ kind: 'opens-journal', tablet: author.id }] }
  return { status: 'admitted', journal, kept: lastOf(lines).event.n, runs: [opening] }
}

/** Makes the run of consecutive lines; `before` is the head they follow, null when they fill a hole. */
export function runOf(
  journal: string,
  lines: CheckedLines,
  writer: Writer,
  signature: string,
  before: JournalState['head'] | null,
): Run {
  const quarantined: Quarantined[] = []
  const marks: Run['marks'][number][] = []
  for (const line of lines) {
    const { n } = line.event
    const judgement = judgeLine(line, writer)
    if (judgement.status === 'quarantined') quarantined.push({ n, code: judgement.code })
    else if (judgement.mark) marks.push({ n, mark: judgement.mark })
  }
  const last = lastOf(lines)
  return {
    journal,
    from: lines[0].event.n,
    lines: lines.map(({ line }) => line),
    kinds: lines.map(({ event }) => event.kind),
    papers: lines.flatMap(({ event }) => event.papers),
    quarantined,
    marks,
    signature,
    head: before && { before, after: { n: last.event.n, hash: last.hash } },
    effects: [],
  }
}

/** Where a journal ends when what its tablet has declared lost is passed over. */
const pastHoles = ({ head, holes }: JournalState): number =>
  holes.reduce((end, { from, to }) => (from <= end + 1 ? Math.max(end, to) : end), head.n)

const inHole = (state: JournalState, n: number) => state.holes.some(({ from, to }) => n >= from && n <= to)

const lastOf = (lines: CheckedLines): CheckedLine => lines.at(-1) ?? lines[0]

/** Groups lines whose numbers follow each other. */
function neighbours(lines: readonly CheckedLine[]): [CheckedLine, ...CheckedLine[]][] {
  const groups: [CheckedLine, ...CheckedLine[]][] = []
  for (const line of lines) {
    const group = groups.at(-1)
    if (group && lastOf(group).event.n === line.event.n - 1) group.push(line)
    else groups.push([line])
  }
  return groups
}
