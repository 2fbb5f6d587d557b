import type { Door } from '#device/door/letIn.ts'
import { OTHER_BYTES } from '#device/hallLog/badRun.ts'
import type { PenAt } from '#device/hallLog/hallLog.ts'
import { lostLines, type MissingLines } from '#device/hallLog/lostLines.ts'
import type { VaultState } from '#device/sealed/vault.ts'
import type { HallTime, TimesApart } from '#device/sync/hallTime.ts'
import type { Quiet } from '#device/sync/quiet.ts'
import type { Link, SyncState } from '#device/sync/sync.ts'
import { noProbes, type Probes } from '#domain/outages/outages.ts'
import type { LogEvent } from '#log/event.ts'
import type { FormerSelf } from './formerSelf.ts'
import type { PairedTablet } from './pairedTablet.ts'
import type { StorageGuard, StorageState } from './storageGuard.ts'
import type { Updates } from './updates.ts'

/** The truth in the corner: whom this tablet hears, what is where. */
export interface TabletStatus {
  readonly link: Link | 'not-paired'
  /**
   * Why a hall server that answers does not take this tablet's lines, as a code; null: none answers, or it takes them.
   * `key-gone`: this tablet was in a hall, and cannot show any more that it is the one.
   */
  readonly why: string | null
  /** What the hall server's clock says and what running time says, where the two cannot both be right. */
  readonly apart: TimesApart | null
  /** When the hall server was last heard, corrected ms since 1970; null: never on this start. */
  readonly heardAt: number | null
  /** When the hall server told of no more than what is shown here, corrected ms since 1970; null: not yet on this start. */
  readonly freshAt: number | null
  /** The hall server is heard, but what happens comes only when it is asked for, every two seconds. */
  readonly byPages: boolean
  /** The device clock was never compared with a hall server's. */
  readonly clock: 'set' | 'not-set'
  /** Own events the server does not have, and when the oldest happened. */
  readonly unsent: { readonly count: number; readonly oldest: number | null }
  /** Sealed papers the server does not have. */
  readonly unsentPapers: number
  /** The names of those among them that are not taken, by the hall server or by something on the way to it. */
  readonly refusedPapers: readonly string[]
  /** Whether what customers told the hall can be read here now. */
  readonly vault: VaultState
  /** Events the server has and the hall that is shown here does not yet. */
  readonly behind: number
  /** Tablets not heard by the server for the hall's `silentAfterSeconds`, with the time they were last heard. */
  readonly silent: ReadonlyMap<string, number>
  /** Journals of which the server, or this tablet, misses lines: "tablet 3 is missing events 399–412". */
  readonly missing: readonly MissingLines[]
  /**
   * Lines that are kept and count for nobody: the server found them meaningless or not allowed at their tablet's place
   * and said so with this code, or sent other bytes than this tablet holds (`other-bytes`).
   */
  readonly setAside: readonly { readonly journal: string; readonly n: number; readonly code: string }[]
  /** Lines of others that lie far ahead of now until somebody says where they belong; what was done upon them waits here. */
  readonly ahead: readonly LogEvent[]
  /** Lines that came long ago in the name of tablets that have not signed them since: the hall server may be another one. */
  readonly unvouched: readonly { readonly journal: string; readonly from: number; readonly to: number }[]
  /** Tablets that want in, and the tablet on which the code was made: only that one can let them in. */
  readonly knocks: readonly SyncState['knocks'][number][]
  /** What the hall server is short of, and who asks too much of it. */
  readonly troubles: readonly SyncState['troubles'][number][]
  /** What comes back to a hall server that has lost something; null: nothing, as far as this tablet was told. */
  readonly gathers: SyncState['gathers']
  /** Doors that are open at this tablet, newest last. */
  readonly doors: readonly Door[]
  /** `rebuilt`: the database was rebuilt from the journal at this start. */
  readonly storage: StorageState & { readonly rebuilt: boolean }
  /** Whether this tab writes, hands its commands to another tab, or cannot save at all. */
  readonly pen: PenAt
  /** A new version of the app waits. */
  readonly updateWaits: boolean
  /** What this tablet has tried to reach lately, by layer. */
  readonly probes: Probes
  /** Somebody has cut this tablet off on purpose; null: it talks as it can. */
  readonly quiet: Quiet | null
}

/** Says how this tablet is, from what each part of it knows. */
export function describeTablet({
  paired,
  former,
  doors,
  time,
  storage,
  updates,
  quiet,
}: {
  readonly paired: PairedTablet | null
  /** What is left of a tablet that cannot be read any more. */
  readonly former: FormerSelf | null
  readonly doors: readonly Door[]
  readonly time: HallTime
  readonly storage: StorageGuard
  readonly updates: Updates
  readonly quiet: Quiet | null
}): TabletStatus {
  const about = {
    clock: time.clock,
    storage: { ...storage.storage, rebuilt: paired?.log.rebuilt ?? false },
    updateWaits: updates.waits,
    doors,
    quiet,
    probes: paired?.probes ?? noProbes,
  }
  if (!paired) {
    const nothing = {
      why: former ? 'key-gone' : null,
      apart: null,
      heardAt: null,
      freshAt: null,
      byPages: false,
      unsent: { count: former?.unsent ?? 0, oldest: null },
      unsentPapers: 0,
      refusedPapers: [],
      vault: 'no-key' as const,
      behind: 0,
      silent: new Map(),
      missing: [],
      setAside: [],
      ahead: [],
      unvouched: [],
      knocks: [],
      troubles: [],
      gathers: null,
    }
    return { ...about, ...nothing, link: 'not-paired', pen: 'this-tab' }
  }
  const { link, sync } = paired
  const { silentAfterSeconds } = paired.log.hall.settings.rules
  const now = time.now()
  const silent = [...link.silent].filter(([, { since }]) => now - since >= silentAfterSeconds * 1_000)
  return {
    ...about,
    link: link.link,
    why: link.link === 'server-lost' || link.link === 'connected' ? link.why : null,
    apart: link.apart,
    heardAt: link.heardAt,
    freshAt: link.freshAt,
    byPages: link.byPages,
    unsent: paired.log.backlog,
    unsentPapers: paired.sealed?.papers.unsent.size ?? 0,
    refusedPapers: [...(paired.sealed?.papers.refused ?? [])],
    vault: paired.sealed?.vault.state ?? 'no-key',
    behind: Math.max(0, link.head - paired.log.joined),
    silent: new Map(silent.map(([id, { since }]) => [id, since])),
    knocks: link.knocks,
    troubles: link.troubles,
    gathers: link.gathers,
    unvouched: paired.log.unvouched,
    ahead: paired.log.ahead(),
    setAside: paired.log.setAside.map(({ code = OTHER_BYTES, ...line }) => ({ ...line, code })),
    missing: [
      ...lostLines(paired.log, now),
      ...sync.state.missing,
      ...sync.state.refused.map(({ journal, n, code }) => ({ journal, from: n, to: n, refused: code })),
    ],
    pen: paired.log.pen,
  }
}
