import type { SignedHead } from '#log/signedHead.ts'
import type { AuthorityList } from './authorityList.ts'
import type { EventStore } from './eventStore.ts'
import { isInBranch } from './inBranches.ts'

/** What comes back after the store has lost something, as the manager sees it. */
export interface GatheringSeen {
  readonly epoch: string
  /** Numbers are given again. */
  readonly isOver: boolean
  /** It does not end by itself: the store has lost something again within an hour. */
  readonly untilTold: boolean
  /** Tablets that are waited for. */
  readonly waitsFor: readonly string[]
  /** Who has brought back what. */
  readonly brought: readonly { readonly tablet: string; readonly lines: number; readonly papers: number }[]
  /** Lines of which a tablet knows, by what their writer signed, and that nobody has brought: from … to, both included. */
  readonly lacking: readonly { readonly journal: string; readonly from: number; readonly to: number }[]
  /** How many papers (photographs, signatures, forms) lines name, and nobody has brought. */
  readonly lackingPapers: number
  /** For how long (ms of running time) it has gone on, or went. */
  readonly ms: number
}

/**
 * While what the store has lost comes back, no numbers are given: somebody may have printed them. It is over when everybody
 * who was heard in the last seven days of the store has brought what they hold, an hour of running time after the first of them
 * came, or when a manager says so; where the store has lost something again within an hour, only then.
 */
export interface Gathering {
  isOver(): Promise<boolean>
  /** A tablet is heard; `offered`: the epoch to which it has brought everything. */
  heard(tablet: string, offered: string | null): Promise<void>
  /**
   * A tablet says how far it knows of journals that are not whole here. Nobody can check what is said of lines that are not
   * here: so each may name a few journals, and what several say comes first.
   */
  knows(tablet: string, heads: readonly Known[]): void
  brought(tablet: string, what: { readonly lines?: number; readonly papers?: number }): void
  /** What the manager sees, also when it is over; null while this server has seen none. */
  seen(): Promise<GatheringSeen | null>
  /** Another epoch has begun: everybody is waited for anew. */
  begin(): Promise<void>
}

/** Who was heard in this time (ms) before the store was last heard of is waited for … */
const LATELY_MS = 7 * 24 * 60 * 60_000
/** … for so long (ms) after the first has come. */
const LONGEST_MS = 60 * 60_000

/** So many ranges are named at once; the next ones when these have come. */
const MOST_LACKING = 50
/** Papers are looked for on the disk at most once in this time (ms). */
const LOOKED_FOR_MS = 10_000
/** Of so many journals that are not whole here one tablet is heard. */
const MOST_OF_ONE = 100

/** How far somebody knows of a journal. */
type Known = Pick<SignedHead, 'journal' | 'n' | 'hash'>
const later = (one: Known, other: Known): Known => (other.n > one.n ? other : one)

export async function createGathering(options: {
  readonly store: EventStore
  readonly list: Pick<AuthorityList, 'standing'>
  readonly epoch: () => string
  readonly elapsed: () => number
}): Promise<Gathering> {
  const { store, list, epoch, elapsed } = options
  let waitsFor = new Set<string>()
  let brought = new Map<string, { lines: number; papers: number }>()
  let firstAt: number | null = null
  let wasSeen = false
  let beganAt = elapsed()
  let endedAt: number | null = null
  /** By tablet, how far it knows of each journal of which not all is here. */
  const known = new Map<string, Map<string, Known>>()

  async function begin(): Promise<void> {
    const cursors = await store.cursors()
    const newest = cursors.reduce((latest, { heard }) => Math.max(latest, heard), 0)
    const standing = new Set((await store.tablets()).flatMap(({ id, status }) => (status === 'revoked' ? [] : [id])))
    const lately = cursors.filter(({ tablet, heard }) => standing.has(tablet) && newest - heard <= LATELY_MS)
    waitsFor = new Set(lately.map(({ tablet }) => tablet))
    brought = new Map()
    firstAt = null
    wasSeen = true
    beganAt = elapsed()
    endedAt = null
  }

  /** Whom the store has forgotten is waited for as soon as somebody brings back who let it in. */
  async function waited(): Promise<readonly string[]> {
    const known = new Set((await store.tablets()).map(({ id }) => id))
    return [...waitsFor, ...list.standing().filter((id) => !known.has(id) && !waitsFor.has(id))]
  }

  async function isOver(): Promise<boolean> {
    const gathers = await store.gathers()
    if (gathers !== 'by-itself') return gathers === null
    const isDone = firstAt !== null && ((await waited()).length === 0 || elapsed() - firstAt >= LONGEST_MS)
    if (isDone) await store.carryOut([{ kind: 'ends-gathering', epoch: epoch() }])
    return isDone
  }

  async function lacking(): Promise<GatheringSeen['lacking']> {
    const said = new Map<string, { end: Known; by: number }>()
    for (const theirs of known.values()) {
      for (const [journal, end] of theirs) {
        const before = said.get(journal) ?? { end, by: 0 }
        said.set(journal, { end: later(before.end, end), by: before.by + 1 })
      }
    }
    const ranges: GatheringSeen['lacking'][number][] = []
    for (const [journal, { end }] of [...said].sort(([, a], [, b]) => b.by - a.by)) {
      const kept = (await store.journal(journal))?.head.n ?? 0
      if (kept < end.n && !(await isInBranch(store, end))) ranges.push({ journal, from: kept + 1, to: end.n })
      else for (const theirs of known.values()) theirs.delete(journal)
      if (ranges.length === MOST_LACKING) break
    }
    return ranges
  }

  let looked = { at: Number.NEGATIVE_INFINITY, lacking: 0 }
  async function lackingPapers(): Promise<number> {
    if (elapsed() - looked.at >= LOOKED_FOR_MS) {
      const [wanted, here] = await Promise.all([store.papers.wanted(), store.papers.names()])
      const names = new Set(here)
      looked = { at: elapsed(), lacking: wanted.filter((name) => !names.has(name)).length }
    }
    return looked.lacking
  }

  if ((await store.gathers()) !== null) await begin()
  return {
    begin,
    isOver,
    async heard(tablet, offered) {
      if (!wasSeen) return
      firstAt ??= elapsed()
      if (offered?.startsWith(`${epoch()}.`)) waitsFor.delete(tablet)
      else waitsFor.add(tablet)
    },
    knows(tablet, heads) {
      if (!wasSeen) return
      const theirs = known.get(tablet) ?? new Map<string, Known>()
      known.set(tablet, theirs)
      for (const head of heads) {
        const before = theirs.get(head.journal)
        if (theirs.size >= MOST_OF_ONE && !before) continue
        theirs.set(head.journal, before ? later(before, head) : head)
      }
    },
    brought(tablet, { lines = 0, papers = 0 }) {
      if (!wasSeen) return
      const before = brought.get(tablet) ?? { lines: 0, papers: 0 }
      brought.set(tablet, { lines: before.lines + lines, papers: before.papers + papers })
    },
    async seen() {
      if (!wasSeen) return null
      const over = await isOver()
      if (over) endedAt ??= elapsed()
      const waits = over ? [] : await waited()
      return {
        epoch: epoch(),
        isOver: over,
        untilTold: (await store.gathers()) === 'until-told',
        waitsFor: waits,
        brought: [...brought].map(([tablet, what]) => ({ tablet, ...what })),
        lacking: await lacking(),
        lackingPapers: await lackingPapers(),
        ms: Math.round((endedAt ?? elapsed()) - beganAt),
      }
    },
  }
}
