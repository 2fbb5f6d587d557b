import { join } from 'node:path'
import { openingOf } from '#domain/tablets/opening.ts'
import { baseOf } from '#log/journalName.ts'
import { hashOfLine, keptEvent, readLine } from '#log/lines.ts'
import { signedHead } from '#log/signedHead.ts'
import { fileAt } from './backup/makeBackup.ts'
import type { EventStore, StoredRun } from './eventStore.ts'
import { isSignedBy, readPublicKey } from './signing.ts'
import { papersIn, placeOf } from './sqlite/paperFiles.ts'
import { serve } from './sqlite/serving.ts'
import { openSqliteStore } from './sqlite/sqliteStore.ts'
import { isOfBadPage } from './sqlite/unopened.ts'
import { integrityOf, withCopy } from './sqlite/unopenedHall.ts'
import { walDamageOf } from './sqlite/walDamage.ts'
import { openWitness } from './witness.ts'

/** Something in a store that is not what was stored. */
export type Finding =
  /** The database: what SQLite says of its pages, or why it cannot be opened at all. */
  | { readonly what: 'pages' | 'unopened'; readonly detail: string }
  /** Its log does not fit: what was answered may be missing. */
  | { readonly what: 'log' }
  /** Lines that are not what was stored, or that are missing. */
  | { readonly what: 'lines' | 'gap'; readonly journal: string; readonly from: number; readonly to: number }
  /** A line that does not follow the one before it, or an end that its writer did not sign. */
  | { readonly what: 'chain' | 'signature'; readonly journal: string; readonly n: number }
  | { readonly what: 'paper-missing' | 'paper-altered'; readonly paper: string }
  /** Beside the store lies a witness that it once had more: up to this seq. */
  | { readonly what: 'forgotten'; readonly seq: number }

/** What a whole look at a store came to. */
export interface Checked {
  readonly findings: readonly Finding[]
  readonly lines: number
  readonly journals: number
  readonly papers: number
}

/**
 * Whether tablets can bring it again once the server runs: pages that cannot be read are mended then. A database that cannot be
 * opened at all is put back first.
 */
export const isHadAgain = ({ what }: Finding): boolean => what !== 'unopened'

/** So many bytes of lines are looked at in one go. */
const PORTION = 1024 * 1024

/**
 * Looks at every byte of a store in a folder that no server works on, and changes nothing: it is a copy that is opened. `papers`:
 * the folder of its papers; null: they are looked at elsewhere. Throws StoreInUse while a server runs.
 */
export async function checkStore(folder: string, papers: string | null): Promise<Checked> {
  // Nobody serves a backup, and nothing is written on a stick to look at it.
  if (papers !== null) serve(folder)()
  return withCopy(folder, async (copy) => {
    const wal = walDamageOf(join(copy, 'hall.db-wal'))
    const findings: Finding[] = wal === 'log' ? [{ what: 'log' }] : []
    const pages = integrityOf(copy)
    if (pages !== null) findings.push({ what: 'pages', detail: pages })
    let store: EventStore
    try {
      store = openSqliteStore(copy)
    } catch (fault) {
      const detail = fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault)
      return { findings: [...findings, { what: 'unopened', detail }], lines: 0, journals: 0, papers: 0 }
    }
    try {
      const nothing = { findings: [], journals: 0, count: 0 }
      // What is wrong with the pages is found; what lies on them nobody can look at, and at the rest everybody can.
      const read = await unlessUnreadable(readAll(store), nothing)
      const looked = papers === null ? nothing : await unlessUnreadable(lookAtPapers(store, papers), nothing)
      const lost = await unlessUnreadable(forgotten(store, copy), [])
      return {
        findings: [...findings, ...read.findings, ...lost, ...looked.findings],
        lines: await unlessUnreadable(store.head(), 0),
        journals: read.journals,
        papers: looked.count,
      }
    } finally {
      await store.close()
    }
  })
}

const unlessUnreadable = <T>(looked: Promise<T>, otherwise: T): Promise<T> =>
  looked.catch((fault) => {
    if (!isOfBadPage(fault)) throw fault
    return otherwise
  })

/** How far a journal has been followed. */
interface Followed {
  readonly n: number
  readonly hash: string | null
}

async function readAll(
  store: EventStore,
): Promise<{ readonly findings: readonly Finding[]; readonly journals: number }> {
  const findings: Finding[] = []
  const followed = new Map<string, Followed>()
  let after = 0
  for (;;) {
    const runs = await store.read(after, PORTION)
    for (const run of runs) {
      findings.push(...rangesOf(run))
      const before = followed.get(run.journal) ?? { n: 0, hash: null }
      // Lines of which the heads came first stand here once more.
      if (run.from <= before.n) continue
      const { end, breaks } = follow(run, before)
      findings.push(...breaks.map((n) => ({ what: 'chain', journal: run.journal, n }) as const))
      const { holes = [] } = (await unlessUnreadable(store.journal(run.journal), null)) ?? {}
      const isHole = (n: number) => holes.some(({ from, to }) => from <= n && n <= to)
      const isBranch = run.journal.includes('~') && before.n === 0
      if (run.from > before.n + 1 && !isBranch && !isHole(run.from - 1))
        findings.push({ what: 'gap', journal: run.journal, from: before.n + 1, to: run.from - 1 })
      followed.set(run.journal, end)
    }
    const last = runs.at(-1)
    if (!last) break
    after = last.lastSeq
  }
  return {
    findings: [...findings, ...(await unlessUnreadable(unsigned(store, followed), []))],
    journals: followed.size,
  }
}

/** Damaged lines that stand beside each other are one finding. */
function rangesOf({ damaged, journal }: StoredRun): Finding[] {
  const found: { what: 'lines'; journal: string; from: number; to: number }[] = []
  for (const n of damaged) {
    const last = found.at(-1)
    if (last?.to === n - 1) last.to = n
    else found.push({ what: 'lines', journal, from: n, to: n })
  }
  return found
}

function follow(run: StoredRun, before: Followed): { readonly end: Followed; readonly breaks: readonly number[] } {
  const breaks: number[] = []
  let hash = run.from === before.n + 1 ? before.hash : null
  for (const [i, line] of run.lines.entries()) {
    const n = run.from + i
    if (run.damaged.includes(n)) {
      hash = null
      continue
    }
    const read = readLine(line)
    // Behind a hole or a damaged line nobody knows what it is to follow.
    if (hash !== null && (!read.ok || read.head.prev !== hash)) breaks.push(n)
    hash = hashOfLine(line)
  }
  return { end: { n: run.from + run.lines.length - 1, hash }, breaks }
}

/** Journals whose end their writer did not sign as it stands here. */
async function unsigned(store: EventStore, followed: ReadonlyMap<string, Followed>): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const { journal, n, hash, signature } of await store.signedHeads(0)) {
    const end = followed.get(journal)
    const first = await store.line(baseOf(journal), 1)
    const event = first === null ? null : keptEvent(first)
    const key = readPublicKey((event && openingOf(event)?.key) ?? '')
    const isWhole = end?.n === n && (end.hash === null || end.hash === hash)
    if (!isWhole || (key !== null && !isSignedBy(key, signedHead(journal, { n, hash }), signature)))
      findings.push({ what: 'signature', journal, n })
  }
  return findings
}

async function forgotten(store: EventStore, folder: string): Promise<readonly Finding[]> {
  const witness = openWitness(folder)
  const seen = witness.seen()
  witness.close()
  if (!seen || (await store.closedEpochs()).epochs.has(seen.epoch)) return []
  const isTheSame = seen.epoch === (await store.identity())?.server && (await store.tipAt(seen.seq)) === seen.tip
  return isTheSame ? [] : [{ what: 'forgotten', seq: seen.seq }]
}

async function lookAtPapers(store: EventStore, folder: string) {
  const findings: Finding[] = []
  const names = new Set(await papersIn(folder).catch((): string[] => []))
  for (const paper of names)
    if ((await fileAt(placeOf(folder, paper))).sha256 !== paper) findings.push({ what: 'paper-altered', paper })
  for (const paper of await store.papers.wanted())
    if (!names.has(paper)) findings.push({ what: 'paper-missing', paper })
  return { findings, count: names.size }
}
