import type { AuthorityList } from './authorityList.ts'
import { openLines } from './eventAt.ts'
import type { EventStore } from './eventStore.ts'
import type { Turns } from './turns.ts'
import { entriesOf, type Reader } from './wire.ts'

/** Where the head start of a fresh tablet begins and ends; the same range gives the same bytes until a line is redacted. */
export interface HeadStart {
  /** Everything after this seq, and the marked lines up to it. */
  readonly since: number
  readonly head: number
}

const PAGE_BYTES = 256 * 1024
/** A hall that carries its tickets over for longer than this many days starts from there. */
const MOST_DAYS = 7

/**
 * The range of today's work: open days and the day closed last, further back while tickets were carried over. A closing
 * that counts for nobody closes nothing here either.
 */
export async function headStartOf(store: EventStore, list: Pick<AuthorityList, 'counts'>): Promise<HeadStart> {
  const head = await store.head()
  const closings: { readonly seq: number; readonly mark: string }[] = []
  const lines = openLines(store)
  for (const closing of [...(await store.marked(['day-void', 'day-carried']))].reverse()) {
    const event = await lines.eventAt(closing.seq)
    if (event && list.counts(event)) closings.push(closing)
    if (closings.length > MOST_DAYS) break
  }
  const before = closings.slice(1)
  const start = before.find(({ mark }) => mark === 'day-void') ?? before.at(-1)
  return { since: start?.seq ?? 0, head }
}

/**
 * The lines of a range as the wire carries them, page by page: settings, staff, tablets and cases that go on, then the
 * days themselves.
 */
export async function* headStartText(
  { store, turns }: { readonly store: EventStore; readonly turns: Turns },
  { since, head }: HeadStart,
  reader: Reader,
): AsyncGenerator<Buffer> {
  const lasting = (await store.marked(['lasting'])).map(({ seq }) => seq).filter((seq) => seq <= since)
  const lines = openLines(store)
  for (const seq of [...lasting, ...(await store.unsettled({ since, head }))].sort((a, b) => a - b)) {
    const run = await lines.runWith(seq)
    if (run) yield Buffer.from(entriesOf(only(run, seq), seq - 1, reader))
  }
  let cursor = since
  while (cursor < head) {
    const from = cursor
    const runs = await turns.take(() => store.read(from, PAGE_BYTES))
    for (const run of runs) {
      const upTo = run.lastSeq > head ? { ...run, lines: run.lines.slice(0, head - run.firstSeq + 1) } : run
      yield Buffer.from(entriesOf(upTo, cursor, reader))
    }
    const last = runs.at(-1)
    if (!last) break
    cursor = last.lastSeq
  }
  yield Buffer.from(`{"head":${head},"since":${since}}\n`)
}

/** The run cut off behind one seq. */
const only = <R extends { firstSeq: number; lines: readonly string[] }>(run: R, seq: number): R => ({
  ...run,
  lines: run.lines.slice(0, seq - run.firstSeq + 1),
})
