import type { JournalDisk } from '#device/basics/ports.ts'
import { isProven } from '#device/basics/signatures.ts'
import { isSegment, readWriteAheadJournal } from '#device/journal/foundJournal.ts'
import { readSecondCopy } from '#device/journal/secondCopy.ts'
import type { KeptIdentity } from '#device/who/identity.ts'
import { hearing, isOfTheList, noAuthority } from '#domain/authority/authority.ts'
import { openingOf } from '#domain/tablets/opening.ts'
import { isHallEvent } from '#domain/whole.ts'
import type { LogEvent } from '#log/event.ts'
import { decodeFrames } from '#log/frames.ts'
import { keptEvent, type Line, readLine } from '#log/lines.ts'

/** Who this tablet was, as far as what lies on its own disk tells. */
export interface FormerSelf {
  /** Lines that it may never have sent: at most so many. */
  readonly unsent: number
  /**
   * Who it is, if this is its key and its hall's list says so: all but the token, which it gets with its key. Null: it is
   * nobody any more, and comes in as a new tablet.
   */
  with(key: string): Promise<KeptIdentity | null>
}

/**
 * Looks for what this tablet wrote when it cannot be read any more who it is, or its key is gone: its journal and the
 * second copy of its hall lie on the disk for themselves. Null: it never was in a hall.
 */
export async function formerSelf(disk: JournalDisk): Promise<FormerSelf | null> {
  const hall = (await hallsOn(disk)).at(-1)
  if (hall === undefined) return null
  const { heading, saved } = await readWriteAheadJournal(disk, hall)
  const copied = (await readSecondCopy(disk, hall)).lines.map(({ line }) => line)
  const own = new Set([
    ...(heading?.journals ?? []).map(({ journal }) => journal),
    ...saved.map((each) => each.journal),
  ])
  const keptOf = new Map((heading?.journals ?? []).map(({ journal, kept }) => [journal, kept]))
  const unsent = new Set(
    saved.flatMap(({ journal, from, lines }) =>
      lines.flatMap((_, i) => (from + i > (keptOf.get(journal) ?? 0) ? [`${journal}:${from + i}`] : [])),
    ),
  )
  const all = [...copied, ...saved.flatMap(({ lines }) => lines)]

  return {
    unsent: unsent.size,
    async with(key) {
      const list = await listIn(all)
      const opened = list
        .flatMap((event) => (own.has(event.journal) ? (openingOf(event) ?? []) : []))
        .findLast((each) => each.key === key)
      if (!opened) return null
      const { tablet, lane } = opened
      const roots = new Set(
        list.flatMap((event) => (isHallEvent(event) && event.kind === 'HallFounded' ? [event.body.root] : [])),
      )
      const found = [...roots].flatMap((root) => {
        const listed = hearing(noAuthority(root), list).tablets.get(tablet)
        return listed?.key === key && listed.place !== 'server'
          ? [{ root, name: nameIn(all, tablet) ?? listed.name ?? '', place: listed.place }]
          : []
      })
      const [one] = found
      // Whom two root keys name, nobody has named.
      if (!one || found.length > 1) return null
      return { identity: { hall, tablet, name: one.name, place: one.place, lane }, root: one.root, token: '' }
    },
  }
}

/** The halls of which something was written here, as their own lines call them; the one written last comes last. */
async function hallsOn(disk: JournalDisk): Promise<readonly string[]> {
  const decoder = new TextDecoder()
  const halls = new Map<string, number>()
  for (const name of (await disk.names()).filter((each) => each.startsWith('log3-')).sort()) {
    const term = Number.parseInt(name.slice(-17, -9), 16)
    for (const payload of decodeFrames(await disk.read(name)).payloads) {
      const read = readLine(decoder.decode(payload).split('\n')[1] ?? '')
      const hall = read.ok && isSegment(name, read.head.hall) ? read.head.hall : null
      if (hall !== null) halls.set(hall, Math.max(term, halls.get(hall) ?? 0))
    }
  }
  return [...halls].sort(([, one], [, other]) => one - other).map(([hall]) => hall)
}

/** What a tablet was called last in these lines. */
const nameIn = (lines: readonly Line[], tablet: string): string | undefined =>
  lines
    .flatMap((line) => keptEvent(line) ?? [])
    .filter(isHallEvent)
    .flatMap(({ kind, subject, body, stamp }) =>
      kind === 'TabletDescribed' && subject === tablet ? [{ stamp, name: body.name }] : [],
    )
    .sort((a, b) => (a.stamp < b.stamp ? -1 : 1))
    .at(-1)?.name

/** What of these lines says who may do what, with proofs that fit, in the order of their stamps. */
async function listIn(lines: readonly Line[]): Promise<readonly LogEvent[]> {
  const found: LogEvent[] = []
  for (const line of lines) {
    const event = keptEvent(line)
    if (event && isOfTheList(event) && (await isProven(line))) found.push(event)
  }
  return found.sort((a, b) => (a.stamp < b.stamp ? -1 : 1))
}
