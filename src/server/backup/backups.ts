import { stat } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { EventStore, JournalState } from '../eventStore.ts'
import { type MadeBackup, makeBackup } from './makeBackup.ts'
import { type Manifest, readPaperList } from './manifest.ts'
import { type Keep, namesOn, newestOn, shelfOf } from './shelf.ts'
import { BackupTrouble, type WhyNoBackup } from './trouble.ts'

/** What whoever looks after the hall sees of its backups. */
export interface BackupsSeen {
  /** Whether a folder for backups was named when the server was started. */
  readonly isOn: boolean
  /** When the newest was made (ISO 8601) and up to where; null: none is there. */
  readonly newest: { readonly made: string; readonly seq: number; readonly bytes: number } | null
  readonly count: number
  /** It lies on the disk of the store itself: whatever takes that takes the backups with it. */
  readonly isOnSameDisk: boolean
  /** Why there is no newer one, and since when (ISO 8601). */
  readonly trouble: { readonly why: WhyNoBackup; readonly since: string } | null
}

/** What would be there again if this server burnt now. */
export interface HeldTwice {
  readonly journals: Readonly<Record<string, number>>
  readonly papers: readonly string[]
}

/** The backups of a running hall server. */
export interface Backups {
  /** Makes one when it is time. Never throws: a stick that is not there stops nothing else. */
  look(): Promise<void>
  /** Makes one now, in this folder or in the one for backups. Throws one sentence. */
  make(folder: string | null): Promise<MadeBackup>
  seen(): Promise<BackupsSeen>
  /** What lies in the newest backup as well as here: of each journal all lines up to a number, and which of these papers. */
  holds(papers: readonly string[]): Promise<HeldTwice>
  /** Breaks off what is being written, and answers when nothing is. */
  close(): Promise<void>
}

/** So often (ms), when something has changed. */
const EVERY_MS = 60 * 60_000

/**
 * Sees to backups, every hour when something has changed, and tries again at each look while one is due. `elapsed`: ms since some
 * moment, whatever the clock on the wall does; `now`: ms since 1970.
 */
export function createBackups(options: {
  readonly store: EventStore
  readonly hall: string
  /** Folder of the store. */
  readonly data: string
  /** Null: only on demand. */
  readonly folder: string | null
  readonly keep: Keep
  readonly release: string
  readonly isSound: () => Promise<boolean>
  /** Writes the hall kit beside them: the stick that has the backup then has all that another machine needs but the sheet. */
  readonly writeKit: (folder: string) => Promise<void>
  /** Writes what is known in memory alone into the store: who is waited for after the backup was put back. */
  readonly settle: () => Promise<void>
  readonly now: () => number
  readonly elapsed: () => number
  readonly log: Pick<FastifyBaseLogger, 'info' | 'error'>
}): Backups {
  const { store, hall, data, folder, keep, release, isSound, writeKit, settle, now, elapsed, log } = options
  const stop = new AbortController()
  let trouble: BackupsSeen['trouble'] = null
  let madeAt: number | null = null
  /** Where the last one was made that somebody asked for, where no folder was named at the start. */
  let asideAt: string | null = null
  let writing: Promise<unknown> = Promise.resolve()

  /** One after the other. */
  function make(into: string): Promise<MadeBackup> {
    const made = writing.then(async () => {
      stop.signal.throwIfAborted()
      if (isWithin(data, into))
        throw new Error(
          `${into} 在数据的文件夹里面，请换一个地方。/ ${into} lies in the folder of the store: name one elsewhere.`,
        )
      await settle()
      const at = now()
      const to = { folder: into, data, release, at, keep, isSound: await isSound(), stop: stop.signal }
      const backup = await makeBackup(store, to)
      await writeKit(into)
      return backup
    })
    writing = made.catch(() => {})
    return made
  }

  async function isDue(into: string): Promise<boolean> {
    if (!(await isThere(into))) return true
    const newest = await newestOn(shelfOf(into, hall))
    if (newest === null) return true
    const age = now() - Date.parse(newest.manifest.made)
    // Of a clock that was set nobody can say how much time has passed.
    const isTime = madeAt === null ? age >= EVERY_MS || age < 0 : elapsed() - madeAt >= EVERY_MS
    return isTime && (await hasChanged(newest.manifest))
  }

  async function hasChanged({ seq, tip, papers, damagedPapers, redactions, epoch }: Manifest): Promise<boolean> {
    const identity = await store.identity()
    return (
      epoch !== identity?.server ||
      (await store.head()) !== seq ||
      (await store.tipAt(seq)) !== tip ||
      (await store.redactions()) !== redactions ||
      (await store.papers.names()).length !== papers.count + damagedPapers.length
    )
  }

  /** Said once, not every minute. */
  function note(fault: unknown, into: string): void {
    const { why, message } = BackupTrouble.of(fault, into)
    if (trouble?.why === why) return
    trouble = { why, since: new Date(now()).toISOString() }
    log.error({ why }, message)
  }

  return {
    async look() {
      if (folder === null || stop.signal.aborted) return
      try {
        if (!(await isDue(folder))) return
        const { manifest } = await make(folder)
        madeAt = elapsed()
        trouble = null
        log.info({ seq: manifest.seq, papers: manifest.papers.count }, 'a backup was made')
      } catch (fault) {
        if (!stop.signal.aborted) note(fault, folder)
      }
    },

    async make(asked) {
      const into = asked ?? folder
      if (into === null)
        throw new Error(
          '请写明备份到哪个文件夹：启动服务器时没有写 --backup。/ Name a folder for the backup: none was named when the server was started.',
        )
      const made = await make(resolve(into))
      asideAt = resolve(into)
      if (into === folder) {
        madeAt = elapsed()
        trouble = null
      }
      return made
    },

    async seen() {
      const none = { isOn: folder !== null, newest: null, count: 0, isOnSameDisk: false, trouble }
      const at = folder ?? asideAt
      if (at === null || !(await isThere(at))) return none
      const shelf = shelfOf(at, hall)
      const newest = await newestOn(shelf)
      const [here, there] = await Promise.all([stat(data), stat(at)])
      const { made = '', seq = 0, papers, files } = newest?.manifest ?? {}
      return {
        ...none,
        newest: newest && { made, seq, bytes: (papers?.bytes ?? 0) + (files?.['hall.db'].bytes ?? 0) },
        count: (await namesOn(shelf)).length,
        isOnSameDisk: here.dev === there.dev,
      }
    },

    async holds(asked) {
      const newest = folder === null ? null : await newestOn(shelfOf(folder, hall))
      // Of a store that is damaged nobody can say what it has.
      if (newest === null || (await store.damaged()).length > 0) return { journals: {}, papers: [] }
      const journals: Record<string, number> = {}
      for (const [journal, n] of Object.entries(newest.manifest.journals)) {
        const upTo = Math.min(n, wholeUpTo(await store.journal(journal)))
        if (upTo > 0) journals[journal] = upTo
      }
      const there = asked.length === 0 ? null : await readPaperList(newest.folder)
      const here = new Set(asked.length === 0 ? [] : await store.papers.names())
      return { journals, papers: there === null ? [] : asked.filter((name) => name in there && here.has(name)) }
    },

    async close() {
      stop.abort()
      await writing
    },
  }
}

/** The last line of a journal before which none is missing and none is a head alone. */
const wholeUpTo = (state: JournalState | null): number =>
  state === null
    ? 0
    : Math.min(state.head.n, ...state.holes.map(({ from }) => from - 1), ...state.bare.map((n) => n - 1))

const isThere = async (folder: string): Promise<boolean> => (await stat(folder).catch(() => null)) !== null

function isWithin(folder: string, other: string): boolean {
  const way = relative(resolve(folder), resolve(other))
  return !way.startsWith('..') && !isAbsolute(way)
}
