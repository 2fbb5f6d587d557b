import type { Cursor, EventStore } from './eventStore.ts'
import { isInBranch } from './inBranches.ts'

/** A tablet that has not been heard: its confirmed cursor, and since when (ISO 8601). */
interface SilentTablet {
  readonly tablet: string
  readonly seq: number
  readonly since: string
}

/** Lines a tablet says it has written and that have not come. */
interface MissingLines {
  readonly journal: string
  readonly from: number
  readonly to: number
}

/** How far a journal reaches, as its tablet says; `kept`: what of it was here when it was last looked at, and since when. */
interface Claimed {
  readonly n: number
  /** Of line `n`; left out where an earlier start of the server was told. */
  readonly hash?: string | undefined
  readonly kept: number
  readonly since: number
}

/** Who is in contact, by the hellos they say. */
export interface Presence {
  /** The tablet said hello; `seq` is its cursor, if it named one. */
  heard(tablet: string, seq: number | null): void
  /**
   * The tablet says its journal reaches `n`, by the hash of that line. It writes one at a time: of a journal that has not come
   * yet, only the last claim counts.
   */
  claims(tablet: string, journal: string, n: number, hash?: string): void
  /** How far a tablet last said that the journal reaches that it writes; null: it has said nothing since the start. */
  claimed(tablet: string): { readonly journal: string; readonly n: number } | null
  silent(): readonly SilentTablet[]
  missing(): Promise<readonly MissingLines[]>
  /** Calls back when the set of silent tablets changes. The answer stops it. */
  follow(listener: () => void): () => void
  /** Writes down who was heard when, where each stands, and how far each says that it reaches. */
  save(): Promise<void>
  /** Stops watching and saves the cursors. */
  close(): Promise<void>
}

/** Not heard for this long (ms) a tablet is listed; tablets apply the hall's own, longer threshold. */
const SILENT_MS = 8_000
/** Claimed lines that have not come for this long (ms) are missing, not on their way. */
const MISSING_MS = 30_000
const LOOK_EVERY_MS = 1_000
const SAVE_EVERY_MS = 30_000

/**
 * Opens presence with what the last run knew: a counter that was cut off before a restart keeps its share, and what a
 * tablet had written and never sent is missed for as long as it does not come.
 */
export async function openPresence(store: EventStore, now: () => number): Promise<Presence> {
  const startedAt = now()
  const listeners = new Set<() => void>()
  const claimed = new Map<string, Claimed>(
    (await store.claims()).map(({ journal, n }) => [journal, { n, kept: -1, since: startedAt }]),
  )
  const claimedAnew = new Set<string>()
  /** The journal that each tablet named last, and how far it said that it reaches. */
  const named = new Map<string, { readonly journal: string; readonly n: number }>()
  const saved = new Map((await store.cursors()).map((cursor) => [cursor.tablet, cursor]))
  const known = new Map<string, Cursor>()
  const changed = new Set<string>()
  let silent: readonly SilentTablet[] = []
  let savedAt = startedAt

  async function look(): Promise<void> {
    const tablets = (await store.tablets()).filter(({ status }) => status === 'paired')
    for (const { id } of tablets) {
      if (known.has(id)) continue
      const seq = saved.get(id)?.seq ?? 0
      // Of a tablet that was let in a moment ago nobody can say that it has been silent for longer.
      known.set(id, { tablet: id, seq, heard: saved.get(id)?.heard ?? now() })
    }
    const paired = new Set(tablets.map(({ id }) => id))
    for (const id of known.keys()) if (!paired.has(id)) known.delete(id)
    const before = silent.map(({ tablet }) => tablet).join()
    silent = [...known.values()]
      .filter(({ heard }) => Math.abs(now() - heard) >= SILENT_MS)
      .map(({ tablet, seq, heard }) => ({ tablet, seq, since: new Date(heard).toISOString() }))
    if (silent.map(({ tablet }) => tablet).join() !== before) for (const listener of listeners) listener()
    if (now() - savedAt >= SAVE_EVERY_MS) await save()
  }

  async function save(): Promise<void> {
    savedAt = now()
    const cursors = [...changed].flatMap((id) => known.get(id) ?? [])
    changed.clear()
    if (cursors.length > 0) await store.saveCursors(cursors)
    // What is claimed no more has come, also where it goes by another name.
    const claims = [...claimedAnew].map((journal) => ({ journal, n: claimed.get(journal)?.n ?? 0 }))
    claimedAnew.clear()
    if (claims.length > 0) await store.saveClaims(claims)
  }

  await look()
  let looking: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    // A disk that cannot be written now is tried again in a second; pushes say so to the tablets.
    looking = look().catch(() => {})
  }, LOOK_EVERY_MS)
  timer.unref()

  return {
    heard(tablet, seq) {
      const before = known.get(tablet)
      known.set(tablet, { tablet, seq: seq ?? before?.seq ?? 0, heard: now() })
      changed.add(tablet)
      if (silent.some((one) => one.tablet === tablet)) {
        silent = silent.filter((one) => one.tablet !== tablet)
        for (const listener of listeners) listener()
      }
    },
    claims(tablet, journal, n, hash) {
      const last = named.get(tablet)?.journal
      const before = claimed.get(journal)
      // Of a journal that never came nobody can miss a line.
      if (last !== undefined && last !== journal && (claimed.get(last)?.kept ?? 0) <= 0) claimed.delete(last)
      named.set(tablet, { journal, n })
      if (before && n <= before.n) return
      claimed.set(journal, { n, hash, kept: before?.kept ?? -1, since: before?.since ?? now() })
      claimedAnew.add(journal)
    },
    claimed: (tablet) => named.get(tablet) ?? null,
    silent: () => silent,
    async missing() {
      const missing: MissingLines[] = []
      for (const [journal, { n, hash, kept: before, since }] of claimed) {
        const kept = (await store.journal(journal))?.head.n ?? 0
        if (kept >= n) claimed.delete(journal)
        else if (kept !== before) claimed.set(journal, { n, hash, kept, since: now() })
        else if (now() - since < MISSING_MS) continue
        else if (hash !== undefined && (await isInBranch(store, { journal, n, hash }))) {
          claimed.delete(journal)
          claimedAnew.add(journal)
        } else missing.push({ journal, from: kept + 1, to: n })
      }
      return missing
    },
    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    save,
    async close() {
      clearInterval(timer)
      await looking
      await save()
    },
  }
}
