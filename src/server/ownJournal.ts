import { randomBytes } from 'node:crypto'
import { openingOf } from '#domain/tablets/opening.ts'
import type { BodyOf, KindName } from '#domain/whole.ts'
import { baseOf, journalName } from '#log/journalName.ts'
import { EMPTY_HEAD, hashOfLine, type JournalHead, keptEvent, readLine, writeLine } from '#log/lines.ts'
import { createStampClock, isFarAhead } from '#log/stamp.ts'
import { runOf } from './admission/admission.ts'
import type { CheckedLine } from './admission/push.ts'
import type { Effect, EventStore, Identity, Run } from './eventStore.ts'
import { openSigner } from './signing.ts'

/** Something the server has decided, to be written into its own journal. */
interface Decision<K extends KindName = KindName> {
  readonly kind: K
  readonly subject: string
  readonly body: BodyOf<K>
  readonly effects: readonly Effect[]
}

/** The server's own journal: what it grants, as events like any other. */
export interface OwnJournal {
  readonly hall: string
  /** The name under which writing to it queues up. */
  readonly name: string
  /** Makes the runs that record a decision; the first ones open the journal if need be. */
  record<K extends KindName>(decision: Decision<K>): Promise<readonly Run[]>
  /** The same in a journal that begins with it: the one before is like anybody's from now on. */
  begin<K extends KindName>(decision: Decision<K>): Promise<readonly Run[]>
  /**
   * Makes the run that opens the journal, or none if it is open, and those that say where lines ahead belong of journals
   * that came back. `isAhead`: whether a line lies far ahead and nobody has said yet where it belongs.
   */
  open(isAhead: (line: string) => boolean): Promise<readonly Run[]>
  /** Journals that the server wrote and that this one does not continue: they came back, or another epoch wrote them. */
  cameBack(journals: readonly string[]): void
  /** Whether what was last written here, or came back, may lie far ahead of the time that is now: `open` looks and says it. */
  isAhead(): boolean
}

/** Where its next line goes. */
interface Place {
  readonly journal: string
  readonly head: JournalHead
  readonly stamp: string | null
}

function stampOf(line: string): string | null {
  const read = readLine(line)
  return read.ok ? read.head.stamp : null
}

/**
 * The server's hand in its own journal. Head and last stamp are read from the store each time, so a write that failed
 * leaves nothing to repair. Its stamps only ever rise, whatever the clock does; those that a wrong clock set far ahead
 * are put in their place by the first lines of a new journal, which goes on above the others.
 */
export function createOwnJournal(store: EventStore, identity: Identity, now: () => number): OwnJournal {
  const signer = openSigner(identity.signingKey)
  /** The latest stamp since the end of the journal was last read. */
  let latest: string | null = null
  /** Other journals of the server with their last stamps, until it was said where they belong; null: to be looked at. */
  const back = new Map<string, string | null>()

  async function standing(): Promise<Place> {
    const place = await endOf((await store.identity())?.journal ?? identity.journal)
    latest = place.stamp
    return place
  }

  async function endOf(journal: string): Promise<Place> {
    const state = await store.journal(journal)
    if (!state || state.head.hash === null) return { journal, head: EMPTY_HEAD, stamp: null }
    const line = await store.line(journal, state.head.n)
    return { journal, head: { n: state.head.n, hash: state.head.hash }, stamp: line === null ? null : stampOf(line) }
  }

  function write(
    place: Place,
    decision: Pick<Decision, 'kind' | 'subject' | 'body' | 'effects'>,
  ): { run: Run; head: JournalHead; stamp: string } {
    const { journal, head } = place
    const { kind, subject, body } = decision
    const stamp = createStampClock(journal, place.stamp).next(now())
    const n = head.n + 1
    const envelope = { hall: identity.hall, journal, n, stamp, prev: head.hash } as const
    const event = { ...envelope, kind, by: null, subject, body: { ...body }, papers: [], drill: null }
    const written = writeLine(event, randomBytes(16))
    if (!written.ok) throw new Error(`the server wrote a line that is too long: ${kind}`)
    const line: CheckedLine = { line: written.line, event, hash: hashOfLine(written.line), isProven: true }
    const after = { n, hash: line.hash }
    const run = runOf(journal, [line], 'server', signer.sign(journal, after), head)
    if (latest === null || stamp > latest) latest = stamp
    return { run: { ...run, effects: decision.effects }, head: after, stamp }
  }

  function opening(
    { journal, nonce }: { journal: string; nonce: string },
    continues: string | null,
    above: string | null = null,
  ) {
    const effects: Effect[] = [{ kind: 'opens-journal', tablet: 'server' }]
    if (continues !== null) effects.push({ kind: 'moves-own-journal' })
    const body = {
      tablet: 'server',
      key: signer.publicKey,
      nonce,
      lane: 0,
      ...(continues === null ? {} : { continues }),
    }
    return write(
      { journal, head: EMPTY_HEAD, stamp: above },
      { kind: 'JournalOpened', subject: journal, body, effects },
    )
  }

  async function opened() {
    const place = await standing()
    if (place.head.n === 0) {
      const first = opening({ journal: place.journal, nonce: identity.server }, null)
      return {
        runs: [first.run],
        place: { journal: first.run.journal, head: first.head, stamp: first.stamp },
        said: [],
      }
    }
    if (place.stamp === null || !isFarAhead(place.stamp, now())) return { runs: [], place, said: [] }
    return anew(place)
  }

  async function anew(before: Place) {
    const { far, above } = await farLines(before)
    // By chance, so that a store put back never uses a name twice.
    const nonce = randomBytes(16).toString('hex')
    const first = opening({ journal: journalName(signer.publicKey, nonce), nonce }, before.journal, above)
    const taken = takeStamps({ journal: first.run.journal, head: first.head, stamp: first.stamp }, far)
    return { runs: [first.run, ...taken.runs], place: taken.place, said: far.map(({ journal }) => journal) }
  }

  function takeStamps(before: Place, far: readonly { journal: string; from: number; to: number }[]) {
    const runs: Run[] = []
    let place = before
    for (const { journal, from, to } of far) {
      const said = write(place, { kind: 'StampsTaken', subject: journal, body: { from, to }, effects: [] })
      runs.push(said.run)
      place = { ...place, head: said.head, stamp: said.stamp }
    }
    return { runs, place }
  }

  /**
   * What lies far ahead in journals that came back, and has no other place yet. What has one is looked at no more, nor what a
   * machine before this one wrote: of another's key nobody believes it, and a manager says it.
   */
  async function farThatCameBack(said: readonly string[], isAhead: (line: string) => boolean) {
    const far: { journal: string; from: number; to: number }[] = []
    for (const journal of [...back.keys()]) {
      const place = await endOf(journal)
      back.set(journal, place.stamp ?? '')
      const { from } = await soundEnd(place)
      const last = from <= place.head.n ? await store.line(journal, place.head.n) : null
      if (last === null) continue
      if (said.includes(journal) || !isAhead(last) || !(await isOwn(journal))) back.delete(journal)
      else far.push({ journal, from, to: place.head.n })
    }
    return far
  }

  async function isOwn(journal: string): Promise<boolean> {
    const line = await store.line(baseOf(journal), 1)
    const event = line === null ? null : keptEvent(line)
    return event !== null && openingOf(event)?.key === signer.publicKey
  }

  /** Where lines of this journal, and of those that it continues, lie far ahead, oldest first, and the stamp before that. */
  async function farLines(before: Place) {
    const far: { journal: string; from: number; to: number }[] = []
    let above: string | null = null
    for (let place: Place | null = before; place && above === null; place = await continuedBy(place)) {
      const end = await soundEnd(place)
      above = end.above
      if (end.from <= place.head.n) far.unshift({ journal: place.journal, from: end.from, to: place.head.n })
    }
    return { far, above }
  }

  /** The journal before this one: a wrong clock may have begun more than one. */
  async function continuedBy({ journal }: Place): Promise<Place | null> {
    const line = await store.line(journal, 1)
    const read = line === null ? null : readLine(line)
    const before = read?.ok ? read.event?.body.continues : undefined
    return typeof before === 'string' ? endOf(before) : null
  }

  /** From which line on a journal lies far ahead, and the stamp before that. */
  async function soundEnd({ journal, head, stamp }: Place): Promise<{ from: number; above: string | null }> {
    let [from, above] = [head.n + 1, stamp]
    while (above !== null && isFarAhead(above, now())) {
      from--
      const line = from > 1 ? await store.line(journal, from - 1) : null
      above = line === null ? null : stampOf(line)
    }
    return { from, above }
  }

  return {
    hall: identity.hall,
    name: 'server',
    async record(decision) {
      const { runs, place } = await opened()
      return [...runs, write(place, decision).run]
    },
    async begin(decision) {
      const { runs, place } = await anew(await standing())
      return [...runs, write(place, decision).run]
    },
    async open(isAhead) {
      const { runs, place, said } = await opened()
      return [...runs, ...takeStamps(place, await farThatCameBack(said, isAhead)).runs]
    },
    cameBack(journals) {
      for (const journal of journals) back.set(journal, null)
    },
    isAhead: () =>
      [latest ?? '', ...back.values()].some((stamp) => stamp === null || (stamp !== '' && isFarAhead(stamp, now()))),
  }
}
