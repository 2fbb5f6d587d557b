import { createPublicKey, verify } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { Clock, Fetch } from '#device/basics/ports.ts'
import { sealBox } from '#device/door/box.ts'
import { type CodeKeys, keysOfCode } from '#device/door/codeKeys.ts'
import type { HallLog } from '#device/hallLog/hallLog.ts'
import { savesLives } from '#device/hallLog/savesLives.ts'
import type { AnswerToKnock } from '#device/sync/doorCalls.ts'
import { hearing, isOfTheList, noAuthority } from '#domain/authority/authority.ts'
import { placed } from '#domain/authority/stampsTaken.ts'
import type { Place } from '#domain/kind.ts'
import { admitTablet } from '#domain/tablets/commands.ts'
import { isHallEvent, kinds } from '#domain/whole.ts'
import { type LogEvent, NO_PREVIOUS } from '#log/event.ts'
import { journalName } from '#log/journalName.ts'
import { EMPTY_HEAD, hashOfLine, type JournalHead, type Line, readLine, writeLine } from '#log/lines.ts'
import { type SignedText, signedChallenge, signedKnock } from '#log/signed.ts'
import { type SignedHead, signedHead } from '#log/signedHead.ts'
import { createStampClock, isFarAhead } from '#log/stamp.ts'
import { quickStretch } from './openTablet.ts'

/** A line as the simulated server stores it. */
export interface StoredLine {
  readonly seq: number
  readonly received: string
  readonly journal: string
  readonly n: number
  readonly kind: string
  readonly line: string
  readonly quarantined?: string
}

/** What its own journal is named by. */
const OWN_KEY = 'AAAA'
const OWN_NONCE = 'e_simulated'
const OWN_JOURNAL = journalName(OWN_KEY, OWN_NONCE)
/** Where tablets reach it. */
const ORIGIN = 'https://hall.example'

interface KnockHere {
  readonly offer: string
  readonly key: string
  readonly sealKey: string | null
  readonly mac: string
  readonly name: string
  readonly origin: string
  readonly signature: string
}

interface TokenAsk {
  readonly tablet: string
  readonly challenge: string
  readonly origin: string
  readonly signature: string
}

interface PairedHere {
  readonly id: string
  readonly token: string
  readonly key: string
  readonly place: Place
  readonly lane: number
  readonly name: string
  revoked: boolean
}

/** A code with what it makes, and who has knocked with it. */
interface OfferHere {
  readonly place: Place
  readonly name: string
  readonly keys: Promise<CodeKeys>
  spentBy: string | null
  answer: AnswerToKnock | null
}

/** A hall server in memory that behaves like the protocol says, for tests that need to look inside or break things. */
export interface SimulatedServer {
  readonly hall: string
  readonly epoch: string
  readonly lines: readonly StoredLine[]
  readonly journals: ReadonlyMap<string, JournalHead>
  readonly fetch: Fetch
  makeCode(place: Place, name: string): string
  /** From now on this manager's tablet lets in whoever knocks: the hall is founded, and the server's word alone counts for nobody there. */
  letInBy(log: Pick<HallLog, 'perform' | 'hall'>): void
  revoke(tablet: string): void
  /** Every open stream breaks off, as when the process ends; what was stored stays. */
  breakStreams(): void
  /** A store restored from a backup that reached `seq`: later lines are gone, the epoch is new. */
  restore(seq: number, options?: { readonly sameEpoch?: boolean }): void
}

/** Makes a simulated server. Signatures are checked unless the test signs nothing. */
export function createSimulatedServer(options: {
  clock: Clock
  hall?: string
  checkSignatures?: boolean
}): SimulatedServer {
  const { clock, hall = 'h_test', checkSignatures = true } = options
  const lines: StoredLine[] = []
  const journals = new Map<string, JournalHead>()
  /** What tablets have signed, with the seq it reaches. */
  const signed = new Map<string, SignedHead & { readonly seq: number }>()
  const owners = new Map<string, string>()
  /** What tablets have said of lines that do not come. */
  const lost: { readonly journal: string; readonly from: number; readonly to: number }[] = []
  const tablets = new Map<string, PairedHere>()
  const codes = new Map<string, OfferHere>()
  /** Each is used once, whatever it is used for. */
  const challenges = new Map<string, { readonly tablet: string; readonly ends: number } | null>()
  const leases = new Map<string, { queue: string; day: string; from: number; to: number }>()
  const heard = new Map<string, { seq: number; at: number }>()
  const streams = new Set<{ next: () => void; end: () => void }>()
  let epochs = 1
  let epoch = 'e_1'
  let ids = 0
  /** What was said of clocks that ran ahead. */
  let list = noAuthority()

  const own = { journal: OWN_JOURNAL, clock: createStampClock(OWN_JOURNAL, null) }

  function store(journal: string, n: number, line: string, kind: string, quarantined: string | null): void {
    journals.set(journal, { n, hash: hashOfLine(line) })
    const received = new Date(clock.now()).toISOString()
    const stored = { seq: lines.length + 1, received, journal, n, kind, line }
    lines.push(quarantined === null ? stored : { ...stored, quarantined })
  }

  function record(kind: string, subject: string, body: Record<string, unknown>): Line {
    const head = journals.get(own.journal) ?? EMPTY_HEAD
    const written = writeLine(
      {
        hall,
        journal: own.journal,
        n: head.n + 1,
        stamp: own.clock.next(clock.now()),
        prev: head.hash,
        kind,
        by: null,
        subject,
        body,
        papers: [],
        drill: null,
      },
      new Uint8Array(16),
    )
    if (!written.ok) throw new Error('the server wrote a line that is too long')
    store(own.journal, head.n + 1, written.line, kind, null)
    tellStreams()
    return written.line
  }

  const tellStreams = () => {
    for (const stream of [...streams]) stream.next()
  }
  record('JournalOpened', own.journal, { tablet: 'server', key: OWN_KEY, nonce: OWN_NONCE, lane: 0 })

  const silent = () =>
    [...tablets.values()].flatMap(({ id, revoked }) => {
      const last = heard.get(id)
      if (!last || revoked || clock.now() - last.at < 8_000) return []
      return [{ tablet: id, seq: last.seq, since: new Date(last.at).toISOString() }]
    })

  const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Response =>
    new Response(JSON.stringify(value), {
      status,
      headers: { 'Content-Type': 'application/json', 'StayOpen-Server': epoch, ...headers },
    })
  const problem = (status: number, code: string, facts: Record<string, unknown> = {}): Response =>
    json({ type: 'about:blank', title: 'Problem', status, code, detail: code, ...facts }, status)

  function whoAsks(headers: Headers): PairedHere | null {
    const token = headers.get('Authorization')?.replace('Bearer ', '')
    return [...tablets.values()].find((each) => each.token === token) ?? null
  }

  async function answer(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, ORIGIN)
    const headers = new Headers(init.headers)
    const time = new Date(clock.now()).toISOString()
    const name = `${init.method ?? 'GET'} ${url.pathname}`
    const atTheDoor = await door(name, init)
    if (atTheDoor) return atTheDoor
    const tablet = whoAsks(headers)
    if (!tablet && name === 'GET /api/hello') return json({ v: 1, server: epoch, hall, time, founded: true })
    if (!tablet) return problem(401, 'token-unknown')
    if (tablet.revoked && name !== 'GET /api/hello') return problem(403, 'revoked')
    if (name === 'GET /api/hello') {
      heard.set(tablet.id, { seq: Number(url.searchParams.get('seq')), at: clock.now() })
      const theirs = [...owners].filter(([, owner]) => owner === tablet.id)
      const known = theirs.flatMap(([journal]) => {
        const head = journals.get(journal)
        return head ? [[journal, { kept: head.n, headHash: head.hash }] as const] : []
      })
      return json({
        v: 1,
        server: epoch,
        hall,
        head: lines.length,
        time,
        journals: Object.fromEntries(known),
        minApp: null,
        revoked: tablet.revoked,
        silent: silent(),
        missing: [],
      })
    }
    if (name === 'POST /api/events') return push(tablet, headers, init.body)
    if (name === 'GET /api/events') return follow(tablet, url.searchParams, init.signal ?? null)
    if (name === 'POST /api/numbers') {
      const ask = JSON.parse(String(init.body)) as { request: string; queue: string; day: string; count: number }
      const known = leases.get(ask.request)
      if (known) return json(known)
      const taken = [...leases.values()].filter((each) => each.queue === ask.queue && each.day === ask.day)
      const from = 1 + taken.reduce((most, each) => Math.max(most, each.to), 0)
      const lease = { queue: ask.queue, day: ask.day, from, to: from + ask.count - 1 }
      leases.set(ask.request, lease)
      record('NumbersLeased', ask.request, { ...lease, tablet: tablet.id })
      return json(lease)
    }
    return problem(404, 'no-such-address')
  }

  /** Knocks are answered at once, as a manager would who has made the code and waits for it. */
  async function door(name: string, init: RequestInit): Promise<Response | null> {
    const body = () => JSON.parse(String(init.body))
    if (name.startsWith('GET /api/offers/')) {
      const offer = await offerOf(name.slice('GET /api/offers/'.length))
      return offer ? json({ place: offer.place, name: offer.name }) : problem(403, 'offer-unknown')
    }
    if (name === 'POST /api/knocks') {
      const knock = body() as KnockHere
      if (knock.origin !== ORIGIN) return problem(421, 'wrong-origin', { origin: ORIGIN })
      if (!isSignedBy(knock.key, signedKnock(knock), knock.signature)) return problem(422, 'bad-key')
      const offer = await offerOf(knock.offer)
      if (!offer) return problem(403, 'offer-unknown')
      if (offer.spentBy !== null && offer.spentBy !== knock.key) return problem(409, 'offer-spent')
      offer.spentBy = knock.key
      offer.answer ??= await letIn(offer, knock)
      return json({ status: 'admitted', answer: offer.answer })
    }
    if (name === 'POST /api/challenges') {
      const challenge = `${challenges.size + 1}`.padStart(43, 'C')
      challenges.set(challenge, { tablet: (body() as { tablet: string }).tablet, ends: clock.now() + 60_000 })
      return json({ hall, challenge })
    }
    if (name !== 'POST /api/tokens') return null
    const ask = body() as TokenAsk
    const tablet = tablets.get(ask.tablet)
    if (!tablet) return problem(409, 'not-admitted')
    const challenge = challenges.get(ask.challenge)
    challenges.set(ask.challenge, null)
    const isFresh = challenge?.tablet === ask.tablet && challenge.ends > clock.now()
    if (!isFresh || !isSignedBy(tablet.key, signedChallenge({ hall, ...ask }), ask.signature))
      return problem(422, 'challenge-failed')
    const { id, place, lane, token } = tablet
    const time = new Date(clock.now()).toISOString()
    return json({ hall, tablet: id, token, lane, place, name: tablet.name, server: epoch, time })
  }

  /** An offer by its name at the server, which only its code makes. */
  async function offerOf(id: string): Promise<OfferHere | undefined> {
    for (const offer of codes.values()) if ((await offer.keys).offer === id) return offer
    return undefined
  }

  let manager: Pick<HallLog, 'perform' | 'hall'> | null = null
  async function letIn(offer: OfferHere, knock: KnockHere) {
    const { place } = offer
    const { key, sealKey } = knock
    const keys = await offer.keys
    if (!(await keys.isKnock({ key, sealKey, place }, knock.mac))) throw new Error('a knock without the code')
    const lane = tablets.size + 1
    const id = `d_${lane}`
    const called = knock.name || offer.name || place
    tablets.set(id, { id, token: `${id}_${'x'.repeat(40)}`, key, place, lane, name: called, revoked: false })
    const things = { keys: [], deskSecrets: [new Uint8Array(32)] }
    const box = sealKey === null ? null : await sealBox({ hall, tablet: id, place, key, sealKey }, things)
    const line = record('TabletAdmitted', id, { place, key, sealKey, box, after: [] })
    record('TabletDescribed', id, { name: called })
    await manager?.perform(admitTablet, { tablet: id, name: called, place, key, sealKey, box })
    record('LaneGiven', id, { lane })
    const root = manager?.hall.authority.root ?? null
    const mac = await keys.macOfAnswer({ admission: hashOfLine(line), root, box, key, name: called })
    return { line, root, mac, name: called }
  }

  async function push(tablet: PairedHere, headers: Headers, body: RequestInit['body']): Promise<Response> {
    const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body as Uint8Array)
    const text = (headers.get('Content-Encoding') === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8')
    const named = headers.get('StayOpen-Journal') ?? ''
    const pushed = text.trimEnd().split('\n')
    const first = Number(headers.get('StayOpen-From'))
    if (pushed.length > 500) return problem(413, 'too-many-lines')
    const read = pushed.map((line) => readLine(line))
    let before: { hash: string; n: number } | null = null
    for (const [i, each] of read.entries()) {
      const n = first + i
      if (!each.ok) return problem(422, each.why, { n })
      if (each.head.hall !== hall) return problem(422, 'foreign-hall', { n })
      if (each.head.n !== n) return problem(422, 'not-contiguous', { n })
      if (before && each.head.prev !== before.hash) return problem(422, 'broken-chain', { n })
      before = { hash: hashOfLine(pushed[i] ?? ''), n }
    }
    if (!before) return problem(422, 'no-lines')
    const signature = headers.get('StayOpen-Signature') ?? ''
    if (checkSignatures && !isSignedBy(tablet.key, signedHead(named, before), signature))
      return problem(422, 'bad-signature')
    const base = named.slice(0, 18)
    if (journals.has(base)) {
      if (owners.get(base) !== tablet.id) return problem(403, 'not-your-journal')
    } else {
      if (named !== base || first !== 1) return problem(409, 'gap', { expected: 1 })
      if (!opensFor(read[0]?.ok ? read[0].event : null, tablet)) return problem(422, 'bad-opening', { n: 1 })
    }
    const events = read.flatMap((each) => (each.ok && each.event ? [each.event] : []))
    const listed = hearing(list, events.filter(isOfTheList))
    const presses = events.some((event) => savesLives(event, kinds) || kinds.get(event.kind)?.listed)
    const ahead = presses ? undefined : events.find((event) => isFarAhead(placed(listed, event).stamp, clock.now()))
    if (ahead && tablet.place !== 'wall')
      return problem(409, 'clock-ahead', { n: ahead.n, time: new Date(clock.now()).toISOString() })
    list = listed
    const head = journals.get(named) ?? EMPTY_HEAD
    const passed = lost.filter(({ journal }) => journal === named)
    let expected = head.n + 1
    while (expected < first && passed.some(({ from, to }) => from <= expected && expected <= to)) expected++
    if (first > expected) return problem(409, 'gap', { expected })
    if (first === head.n + 1 && read[0]?.ok && read[0].head.prev !== (head.n === 0 ? NO_PREVIOUS : head.hash))
      return problem(409, 'fork', { n: head.n })
    const stored = new Map(lines.filter(({ journal }) => journal === named).map(({ n, line }) => [n, line]))
    const differs = pushed.findIndex((line, i) => stored.has(first + i) && stored.get(first + i) !== line)
    const into = differs < 0 ? named : `${named.slice(0, 18)}~${hashOfLine(pushed[differs] ?? '').slice(0, 8)}`
    const quarantined: { n: number; code: string }[] = []
    for (const [i, each] of read.entries()) {
      const n = first + i
      if (!each.ok || i < differs) continue
      const reached = journals.get(into)?.n ?? (into === named ? 0 : n - 1)
      if (n <= reached) continue
      if (into !== named && !journals.has(into)) journals.set(into, { n: n - 1, hash: each.head.prev })
      owners.set(into, tablet.id)
      const writers = kinds.get(each.head.kind)?.writers
      const code = writers && !writers.includes(tablet.place) ? 'not-your-kind' : null
      if (code) quarantined.push({ n, code })
      store(into, n, pushed[i] ?? '', each.head.kind, code)
      if (each.head.kind === 'TabletRevoked' && code === null) revoke(each.head.subject)
      if (each.event && isHallEvent(each.event) && each.event.kind === 'LinesLost')
        lost.push({ journal: each.event.subject, ...each.event.body })
    }
    signed.set(into, { journal: into, ...before, signature, seq: lines.length })
    tellStreams()
    const kept = journals.get(into)?.n ?? 0
    if (into !== named) return problem(409, 'fork', { n: first + differs, branch: into, kept })
    return json({ kept, head: lines.length, received: new Date(clock.now()).toISOString(), quarantined })
  }

  function follow(tablet: PairedHere, query: URLSearchParams, signal: AbortSignal | null): Response {
    const encoder = new TextEncoder()
    const mine = query.get('mine')
    let sent = Number(query.get('after'))
    let cancelBeat = () => {}
    let leave = () => {}
    let vouched = 0
    const heartbeat = () => {
      const heads = [...signed.values()].filter(({ seq }) => seq > vouched).map(({ seq, ...head }) => head)
      vouched = lines.length
      return JSON.stringify({ head: lines.length, time: new Date(clock.now()).toISOString(), silent: silent(), heads })
    }
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const send = (rows: readonly string[]) =>
          controller.enqueue(encoder.encode(rows.map((row) => `${row}\n`).join('')))
        const stream = {
          next() {
            const fresh = lines.slice(sent)
            sent = Math.max(sent, lines.length)
            if (fresh.length > 0) send(fresh.map((stored) => JSON.stringify(wire(stored, tablet, mine))))
          },
          end() {
            leave()
            try {
              controller.error(new TypeError('the connection broke'))
            } catch {
              // It had ended before.
            }
          },
        }
        const beat = () => {
          send([heartbeat()])
          cancelBeat = clock.after(5_000, beat)
        }
        leave = () => {
          streams.delete(stream)
          cancelBeat()
        }
        stream.next()
        beat()
        if (query.get('live') !== '1') {
          leave()
          return controller.close()
        }
        streams.add(stream)
        signal?.addEventListener('abort', stream.end)
      },
      // Whoever stops listening is told nothing more, and keeps nobody else from being told.
      cancel: () => leave(),
    })
    return new Response(body, { headers: { 'Content-Type': 'application/x-ndjson', 'StayOpen-Server': epoch } })
  }

  function wire(stored: StoredLine, tablet: PairedHere, mine: string | null): unknown {
    const { seq, received, journal, n, line, quarantined } = stored
    const readers = kinds.get(stored.kind)?.readers
    if (readers && !readers.includes(tablet.place)) return { seq, hidden: true }
    if (journal === mine) return { seq, received, yours: { journal, n } }
    return quarantined === undefined ? { seq, received, line } : { seq, received, line, quarantined }
  }

  /** Line 1 names this tablet and its key, under the name that key and nonce make. */
  function opensFor(event: LogEvent | null, { id, key }: PairedHere): boolean {
    if (!event || !isHallEvent(event) || event.kind !== 'JournalOpened') return false
    const { body, journal } = event
    return body.tablet === id && body.key === key && journal === journalName(key, body.nonce)
  }

  function makeCode(place: Place, name: string): string {
    ids++
    const code = `CODE${String(ids).padStart(4, '0')}`
    const keys = keysOfCode({ code, hall, stretch: ({ pin, salt }) => quickStretch(pin, salt) })
    codes.set(code, { place, name, keys, spentBy: null, answer: null })
    return code
  }

  function revoke(id: string): void {
    const tablet = tablets.get(id)
    if (tablet) tablet.revoked = true
  }

  return {
    hall,
    get epoch() {
      return epoch
    },
    lines,
    journals,
    fetch: (path, init) => answer(path, init),
    makeCode,
    letInBy(log) {
      manager = log
    },
    revoke,
    breakStreams() {
      for (const stream of [...streams]) stream.end()
    },
    restore(seq, { sameEpoch = false } = {}) {
      for (const stream of [...streams]) stream.end()
      lines.splice(seq)
      journals.clear()
      for (const { journal, n, line } of lines) journals.set(journal, { n, hash: hashOfLine(line) })
      epochs++
      if (!sameEpoch) epoch = `e_${epochs}`
    },
  }
}

function isSignedBy(spki: string, text: SignedText, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' })
  return verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64'))
}
