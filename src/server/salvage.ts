import { openingOf } from '#domain/tablets/opening.ts'
import { isHallEvent } from '#domain/whole.ts'
import { type CarriedFault, type ReadRun, readCarried } from '#log/carried.ts'
import { baseOf } from '#log/journalName.ts'
import { keptEvent, type Line } from '#log/lines.ts'
import { type SignedHead, signedHead } from '#log/signedHead.ts'
import { type Author, admit, type Journals } from './admission/admission.ts'
import { lookedAt, pushedLine } from './admission/push.ts'
import type { AuthorityList } from './authorityList.ts'
import type { CommitQueue } from './commitQueue.ts'
import type { EventStore, PairedTablet, Run } from './eventStore.ts'
import { withPrinted } from './numbers.ts'
import type { OwnJournal } from './ownJournal.ts'
import type { ServerClock } from './serverClock.ts'
import { isSignedBy, readPublicKey } from './signing.ts'
import type { Turns } from './turns.ts'

/** What became of lines that were brought back. */
export type Salvaged =
  | {
      readonly ok: true
      /** Lines that were not here. */
      readonly stored: number
      /** Journals that have to come from their first line, so that it can be seen where two of a name part. */
      readonly whole: readonly string[]
    }
  | { readonly ok: false; readonly why: CarriedFault }

/** So many of the thousands of journals that a tablet may ask of are looked up before others have their turn. */
const LOOKED_UP_AT_ONCE = 100

/** What the store does not have, by journal. */
export interface Lacking {
  /** From which line on. */
  readonly from: ReadonlyMap<string, number>
  /** Lines below that their tablet has said are lost, from … to: somebody else may hold them. */
  readonly holes: ReadonlyMap<string, readonly (readonly [from: number, to: number])[]>
}

/** In a hole that much of has come back so many lines are looked for. */
const MOST_LOOKED_FOR = 1_000

/** So many holes one answer is about: whoever declares thousands of them keeps nobody waiting. */
const MOST_HOLES = 200

/** Lines of a journal that its tablet has said are lost. */
interface Hole {
  readonly journal: string
  readonly from: number
  readonly to: number
}

/** Takes back what the store has lost from whoever holds it: the very lines, each run under its writer's signature. */
export interface Salvage {
  /** What is wanted of somebody who holds journals up to these heads. */
  lacks(heads: readonly SignedHead[]): Promise<Lacking>
  takeIn(text: string, by: PairedTablet): Promise<Salvaged>
}

/** Makes the way back. Nobody is believed about another tablet, nor about the server that was. */
export function createSalvage(options: {
  readonly hall: string
  /** Public half of the key by which the server signs now; a machine before this one had another. */
  readonly serverKey: string
  readonly store: EventStore
  readonly queue: CommitQueue
  readonly list: AuthorityList
  readonly journals: Journals
  readonly own: Pick<OwnJournal, 'cameBack'>
  readonly clock: Pick<ServerClock, 'isVouchedFor'>
  readonly turns: Turns
}): Salvage {
  const { hall, serverKey, store, queue, list, journals, own, clock, turns } = options

  /** Who wrote a journal, by its first line; null while nobody has let that tablet in as far as is known here, or from lines beside it. */
  async function authorOf(journal: string, first: Line | null, beside: readonly Line[]): Promise<Author | null> {
    const base = baseOf(journal)
    const line = first ?? (await store.line(base, 1))
    const event = line === null ? null : keptEvent(line)
    const opening = event && openingOf(event)
    if (!opening) return null
    const { tablet, key } = opening
    if (tablet === 'server')
      return key === serverKey || list.isServer(key) ? { id: tablet, place: 'server', key } : null
    const admitted = list.everAdmitted(tablet) ?? list.shown(beside, tablet)
    return admitted?.key === key ? { id: tablet, place: admitted.place, key } : null
  }

  /** Stores a run, or says why not: its writer may be let in by what comes behind it. */
  async function take(run: ReadRun, author: Author): Promise<{ stored: number; isWhole: boolean }> {
    const { journal, n, hash, signature } = run.head
    const key = readPublicKey(author.key)
    if (!key || !isSignedBy(key, signedHead(journal, { n, hash }), signature)) return { stored: 0, isWhole: true }
    const [first, ...rest] = run.lines.map((each) => pushedLine(each.line, each))
    if (!first) return { stored: 0, isWhole: true }
    const lines = await lookedAt([first, ...rest])
    return queue.write({
      journal: baseOf(journal),
      async prepare() {
        const admission = await admit({ journal, from: first.event.n, lines }, author, signature, journals)
        const runs = 'runs' in admission ? admission.runs : []
        const isWhole = admission.status !== 'fork' || admission.branch !== null
        const stored = runs.reduce((sum, each) => sum + each.lines.length, 0)
        // A machine that lost its clock with everything else would say of them that they came before they were written: then
        // each tablet that reads them from here would hold them for lines of a clock that ran ahead, and no other would.
        const isUndated = !clock.isVouchedFor
        return {
          runs: runs.map(author.id === 'server' ? withLeases : withPrinted).map((each) => ({ ...each, isUndated })),
          answer: () => ({ stored, isWhole }),
        }
      },
    })
  }

  /** Whether something of a hole has never come. */
  async function isOpen({ journal, from, to }: Hole): Promise<boolean> {
    const end = Math.min(to + 1, from + MOST_LOOKED_FOR)
    for (let start = from; start < end; start += LOOKED_UP_AT_ONCE) {
      const isMissing = await turns.take(async () => {
        for (let n = start; n < Math.min(end, start + LOOKED_UP_AT_ONCE); n++)
          if ((await journals.hashAt(journal, n)) === null) return true
        return false
      })
      if (isMissing) return true
    }
    return false
  }

  return {
    async lacks(heads) {
      const from = new Map<string, number>()
      const declared = new Map<string, Hole>()
      const damaged = new Map<string, number>()
      for (const { journal, n } of await store.damaged()) if (!damaged.has(journal)) damaged.set(journal, n)
      async function look({ journal, n, hash }: SignedHead): Promise<void> {
        const state = await store.journal(journal)
        if (state === null) from.set(journal, 1)
        else if (n >= (damaged.get(journal) ?? Number.POSITIVE_INFINITY)) from.set(journal, damaged.get(journal)!)
        else if (n > state.head.n) from.set(journal, state.head.n + 1)
        else if ((await journals.hashAt(journal, n)) !== hash) from.set(journal, 1)
        for (const hole of state?.holes ?? [])
          if (hole.from <= n && declared.size < MOST_HOLES)
            declared.set(`${journal}:${hole.from}`, { journal, ...hole })
      }
      for (let at = 0; at < heads.length; at += LOOKED_UP_AT_ONCE) {
        const some = heads.slice(at, at + LOOKED_UP_AT_ONCE)
        await turns.take(async () => {
          for (const each of some) await look(each)
        })
      }
      const holes = new Map<string, [number, number][]>()
      for (const hole of declared.values()) {
        if (await isOpen(hole)) holes.set(hole.journal, [...(holes.get(hole.journal) ?? []), [hole.from, hole.to]])
      }
      return { from, holes }
    },

    async takeIn(text, by) {
      const read = readCarried(text, hall)
      if (!read.ok) return { ok: false, why: read.why }
      const key = readPublicKey(by.key)
      if (read.cover.tablet !== by.id || !key || !isSignedBy(key, read.signed, read.signature))
        return { ok: false, why: 'damaged' }
      const firsts = new Map(
        read.runs.flatMap(({ lines, head }) =>
          lines.flatMap((each) => (each.head.n === 1 ? [[baseOf(head.journal), each.line] as const] : [])),
        ),
      )
      // A store without its founding finds it here, with whom it let in.
      const beside = read.runs.flatMap(({ lines }) => lines.map(({ line }) => line))
      let waiting: readonly ReadRun[] = read.runs
      let stored = 0
      const whole = new Set<string>()
      // Who let a tablet in may stand behind what that tablet wrote.
      for (let left = waiting.length + 1; waiting.length > 0 && waiting.length < left; ) {
        left = waiting.length
        const later: ReadRun[] = []
        for (const run of waiting) {
          const author = await authorOf(run.head.journal, firsts.get(baseOf(run.head.journal)) ?? null, beside)
          if (!author) {
            later.push(run)
            continue
          }
          const taken = await take(run, author)
          stored += taken.stored
          if (author.id === 'server' && taken.stored > 0) own.cameBack([run.head.journal])
          if (!taken.isWhole) whole.add(run.head.journal)
        }
        await list.catchUp()
        waiting = later
      }
      return { ok: true, stored, whole: [...whole] }
    },
  }
}

/** Numbers that a server before this one has given stay given. */
function withLeases(run: Run): Run {
  const leases = run.lines.flatMap((line) => {
    const event = keptEvent(line)
    if (!event || !isHallEvent(event) || event.kind !== 'NumbersLeased') return []
    const { queue, day, from, to, tablet } = event.body
    return [{ kind: 'leases-numbers', lease: { request: event.subject, tablet, queue, day, from, to } } as const]
  })
  return { ...run, effects: [...run.effects, ...leases] }
}
