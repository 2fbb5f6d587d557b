import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { JournalDisk } from '#device/basics/ports.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { openHallLog } from '#device/hallLog/openHallLog.ts'
import type { PenPorts } from '#device/hallLog/penPorts.ts'
import type { Admitted } from '#device/hallLog/sortRun.ts'
import { createPen, firstJournal } from '#device/journal/pen.ts'
import type { ActSigner } from '#device/journal/signLine.ts'
import { inTouch } from '#domain/command.ts'
import type { Place } from '#domain/kind.ts'
import type { Slice } from '#domain/slice.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import type { NewHallEvent } from '#domain/whole.ts'
import { commandCalled, slices } from '#domain/whole.ts'
import { journalName } from '#log/journalName.ts'
import { type Line, readLine } from '#log/lines.ts'
import { stampTime } from '#log/stamp.ts'
import { memoryDisk } from './memoryDisk.ts'
import { realChance } from './realChance.ts'
import { townHall } from './townHall.ts'

/** 09:00 in Shanghai on the day of every story. */
export const NINE = Date.parse('2026-11-23T01:00:00.000Z')

/** What lies on a tablet: a journal disk and a database, which outlive the app that is opened on them. */
export interface TabletStorage {
  readonly disk: JournalDisk
  indexedDB: IDBFactory
}

/** Empty storage, as on a tablet that was just unpacked. */
export const newStorage = (disk: JournalDisk = memoryDisk()): TabletStorage => ({ disk, indexedDB: new IDBFactory() })

interface OpenOptions {
  readonly storage?: TabletStorage
  readonly tablet?: string
  /** The lane that the hall server gave it. */
  readonly lane?: number
  readonly place?: Place
  /** The tablet's clock; it ticks a millisecond at each look unless it is given. */
  readonly now?: () => number
  readonly version?: string
  /** What is taken from the shelf at the start: everything, unless a test says otherwise. */
  readonly opens?: readonly Slice[]
  readonly pen?: PenPorts
  /** How long (ms) it has run. */
  readonly running?: () => number
  /** The root key it was given when it came in; none: nobody's right is judged. */
  readonly root?: string
  /** Who is signed in, and the keys that sign what is done. */
  readonly by?: string
  readonly signers?: readonly ActSigner[]
}

/** Opens a real log on memory disk and fake-indexeddb. Its random bytes count upwards from the tablet's name. */
export function openLog({
  storage = newStorage(),
  tablet = 'd_1',
  lane = 2,
  place = 'reception',
  ...options
}: OpenOptions = {}) {
  let ticks = NINE
  return openHallLog({
    database: { indexedDB: storage.indexedDB, IDBKeyRange },
    version: options.version ?? 'test',
    disk: storage.disk,
    reserveBytes: 64 * 1024,
    opens: options.opens ?? slices,
    chance: realChance,
    now: options.now ?? (() => ticks++),
    identity: { hall: HALL, tablet, lane, key: KEY, place },
    commands: commandCalled,
    pen: options.pen,
    root: options.root ?? null,
    running: async () => options.running?.() ?? 0,
    situation: () => ({ by: options.by ?? null, signers: options.signers ?? [], contact: inTouch }),
  })
}

export const HALL = 'h_test'
/** The key of every tablet on which a log is opened here. */
export const KEY = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE'

/** Journals of other tablets by their names: what they were named with. */
const nonces = new Map<string, string>()
/** The name of a journal that another tablet opens, the same each time it is asked for. */
export function journalOf(what: string): string {
  const nonce = what.padStart(16, '0')
  const name = journalName(KEY, nonce)
  nonces.set(name, nonce)
  return name
}

/** Another tablet or the server, as far as it is seen here: it writes chained lines with its own journal. */
export function otherTablet(tablet: string, journal: string) {
  const pen = createPen({ hall: HALL, tablet, lane: 3, key: KEY }, [firstJournal(journal, nonces.get(journal))], {
    // Told again, it writes the very same lines.
    bytes: (count) => new Uint8Array(count),
  })
  return {
    journal,
    /** Lines of what happened there at `at`. */
    write(at: number, ...drafts: NewHallEvent[]): readonly Line[] {
      const written = pen.write(drafts, null, at)
      if (written === 'line-too-long') throw new Error(written)
      pen.commit(written)
      return written.lines
    },
  }
}

/** The order in which a hall server admits lines. */
export function admission(from = 0) {
  let seq = from
  return (lines: readonly Line[]): Admitted[] =>
    lines.map((line) => ({ seq: ++seq, received: new Date(receivedAt(line)).toISOString(), line }))
}

/** No line comes before nine, nor before it was written. */
function receivedAt(line: Line): number {
  const read = readLine(line)
  return Math.max(NINE, read.ok ? stampTime(read.head.stamp) : NINE)
}

/** A ticket as another reception tablet issues it. */
export const issued = (id: string, label: string): NewHallEvent => ({
  kind: 'TicketIssued',
  subject: id,
  body: {
    label,
    number: Number(label.slice(1)),
    origin: 'block',
    queue: 'q-pay',
    service: null,
    day: '2026-11-23',
    priority: null,
    ahead: 0,
    quote: null,
  },
})

/** The town hall's set-up, as the first manager's tablet wrote it. */
export const configured: NewHallEvent = { kind: 'HallConfigured', subject: 'h_test', body: townHall }

/** Opens a log that knows the hall: its settings have arrived from the server `e_1` as seq 1 and 2. */
export async function openConfiguredLog(options: OpenOptions = {}): Promise<SyncedLog> {
  const log = await openLog(options)
  await log.startEpoch('e_1')
  await log.receive(admission()(otherTablet('d_manager', journalOf('aa')).write(NINE - 60_000, configured)), 'history')
  return log
}

/** A customer takes a number for paying. */
export const take = (log: SyncedLog) => log.perform(issueTicket, { queue: 'q-pay', service: null, priority: null })

/** Labels of the tickets in the hall, in order. */
export const labelsIn = (log: SyncedLog): string[] => [...log.hall.tickets.values()].map(({ label }) => label).sort()
