import { generateKeyPairSync, randomBytes, sign as signBytes, webcrypto } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { keysOfCode } from '#device/door/codeKeys.ts'
import type { ActSigner } from '#device/journal/signLine.ts'
import { makeSealKey } from '#device/sealed/sealKey.ts'
import type { PinStretch } from '#device/who/pinStretch.ts'
import type { Place } from '#domain/kind.ts'
import { plainCode } from '#domain/tablets/pairingLink.ts'
import { journalName } from '#log/journalName.ts'
import { EMPTY_HEAD, hashOfLine, type JournalHead, keptEvent, keptHead, writeLine } from '#log/lines.ts'
import { type Proof, proofId, proofIn, signedAct, withProof } from '#log/proofs.ts'
import { type SignedText, signedChallenge, signedFirst, signedKnock } from '#log/signed.ts'
import { signedHead } from '#log/signedHead.ts'
import { createStampClock } from '#log/stamp.ts'
import { quickStretch } from './openTablet.ts'

/** What a call answered. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever a route may answer.
  readonly body: any
}

/** An event as a test wants it; everything else is filled in. */
export interface Happening {
  readonly kind: string
  readonly subject?: string
  readonly body?: Record<string, unknown>
  /** Who is said to have done it. */
  readonly by?: string | null | undefined
  /** Names of papers it speaks of. */
  readonly papers?: readonly string[]
  /** The drill to which it belongs. */
  readonly drill?: string | null
  /** Signs it as a person would. */
  readonly prove?: (text: SignedText) => Proof
}

/** Somebody who signs: a person of the hall, or its root key. */
export interface Hand {
  readonly by: string | null
  /** 65 raw bytes, base64url. */
  readonly publicKey: string
  prove(text: SignedText): Proof
  /** The key as a tablet has it on which they are signed in. */
  signer(): Promise<ActSigner>
}

/** Makes a key for somebody. */
export function createHand(by: string | null): Hand {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' })
  const point = [Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
  const publicKey = Buffer.concat(point).toString('base64url')
  const signing = { key: pair.privateKey, dsaEncoding: 'ieee-p1363' } as const
  return {
    by,
    publicKey,
    prove: (text) => ({
      key: publicKey,
      signature: signBytes('sha256', Buffer.from(text), signing).toString('base64url'),
    }),
    async signer() {
      const pkcs8 = pair.privateKey.export({ type: 'pkcs8', format: 'der' })
      const curve = { name: 'ECDSA', namedCurve: 'P-256' }
      const sign = await webcrypto.subtle.importKey('pkcs8', pkcs8, curve, false, ['sign'])
      return { staff: by ?? 'root', publicKey, sign: sign as CryptoKey }
    },
  }
}

/** Who vouches for a hall, and what was said last of who may do what in it. */
export interface HallPeople {
  readonly root: Hand
  readonly manager: Hand
  heads: readonly string[]
  founding: Promise<void> | null
}

/** A journal being written: lines with their chain. */
export interface Notebook {
  readonly journal: string
  head: JournalHead
  readonly lines: string[]
  write(happening: Happening): string
}

/** A tablet reduced to what the wire sees: a key, a token, a journal. */
export interface SigningTablet extends ReturnType<typeof openSigningTablet> {}

const SMALL = { kind: 'CounterClosed', subject: '3', body: {} }

/** Makes an ECDSA P-256 key as tablets do. */
export async function createKey() {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const pair = await webcrypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const spki = Buffer.from(await webcrypto.subtle.exportKey('spki', pair.publicKey)).toString('base64')
  async function sign(text: SignedText): Promise<string> {
    const signed = new TextEncoder().encode(text)
    const bytes = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, signed)
    return Buffer.from(bytes).toString('base64')
  }
  return { spki, sign }
}

/** Calls a route and reads the answer as JSON, NDJSON or text. */
export async function call(origin: string, path: string, init: RequestInit = {}): Promise<Answer> {
  // A kept connection to a server that has been restarted is found dead only when it is used.
  const response = await fetch(`${origin}${path}`, init).catch(() => fetch(`${origin}${path}`, init))
  const text = await response.text()
  const type = response.headers.get('Content-Type') ?? ''
  const { headers, status } = response
  if (type.includes('ndjson')) {
    const entries = text.split('\n').filter(Boolean)
    return { status, headers, body: entries.map((entry) => JSON.parse(entry)) }
  }
  return { status, headers, body: type.includes('json') && text !== '' ? JSON.parse(text) : text }
}

/** What a tablet sends that wants in with a code: signed for a challenge of its own. */
export async function firstKnock(
  origin: string,
  code: string,
  key: { spki: string; sign(text: SignedText): Promise<string> },
) {
  const headers = { 'Content-Type': 'application/json' }
  const body = JSON.stringify({ key: key.spki })
  const { hall, challenge } = (await call(origin, '/api/challenges', { method: 'POST', headers, body })).body
  const knock = { code, key: key.spki, challenge, origin }
  return { ...knock, signature: await key.sign(signedFirst({ hall, ...knock })) }
}

const JSON_BODY = { 'Content-Type': 'application/json' }
const post = (origin: string, path: string, body: unknown) =>
  call(origin, path, { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body) })

/** What came of a call that has to work. */
function mustBe(answer: Answer): Answer {
  if (answer.status !== 200) throw new Error(`not paired: ${JSON.stringify(answer.body)}`)
  return answer
}

type Key = Awaited<ReturnType<typeof createKey>>

/** Pairs a tablet with a code: the terminal's, or one with which it knocks at a manager's tablet that lets it in. */
export async function pairTablet(
  server: { origin: string; hall: string },
  code: string,
  name = '平板',
  stretch: PinStretch = ({ pin, salt }) => quickStretch(pin, salt),
) {
  const key = await createKey()
  const { founded } = (await call(server.origin, '/api/hello')).body
  if (!founded) {
    const asked = { ...(await firstKnock(server.origin, code, key)), name }
    return openSigningTablet(server, key, mustBe(await post(server.origin, '/api/pair', asked)).body)
  }
  const keys = await keysOfCode({ code: plainCode(code), hall: server.hall, stretch })
  const { place } = mustBe(await call(server.origin, `/api/offers/${keys.offer}`)).body
  const sealKey = place === 'wall' ? null : (await makeSealKey()).publicKey
  const mac = await keys.macOfKnock({ key: key.spki, sealKey, place })
  const knock = { offer: keys.offer, key: key.spki, sealKey, mac, name, origin: server.origin }
  const asked = { ...knock, signature: await key.sign(signedKnock(knock)) }
  for (;;) {
    const heard = mustBe(await post(server.origin, '/api/knocks', asked)).body
    if (heard.status === 'refused') throw new Error('the manager refused')
    if (heard.status === 'admitted') return tokenFor(server, key, keptHead(heard.answer.line).subject)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Asks for a token as long as the line that lets the tablet in is on its way. */
async function tokenFor(
  server: { origin: string; hall: string },
  key: Key,
  tablet: string,
  people?: HallPeople,
): Promise<SigningTablet> {
  const { origin, hall } = server
  for (;;) {
    const { challenge } = mustBe(await post(origin, '/api/challenges', { tablet })).body
    const signature = await key.sign(signedChallenge({ hall, origin, tablet, challenge }))
    const given = await post(origin, '/api/tokens', { tablet, challenge, origin, signature })
    if (given.body.code !== 'not-admitted') return openSigningTablet(server, key, mustBe(given).body, people)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A tablet with its token, and its journal (line 1 written, not yet pushed). */
function openSigningTablet(
  server: { origin: string; hall: string; now?: () => number },
  key: Key,
  paired: { token: string; tablet: string; lane: number; place: Place },
  people: HallPeople = { root: createHand(null), manager: createHand('s_0001'), heads: [], founding: null },
) {
  const { token, tablet, lane, place } = paired
  const bearer = { Authorization: `Bearer ${token}` }

  function openNotebook(
    named: string | null = null,
    start: { lines: string[]; head: JournalHead } | null = null,
  ): Notebook {
    const nonce = randomBytes(16).toString('hex')
    const journal = named ?? journalName(key.spki, nonce)
    const clock = createStampClock(journal, null)
    const lines = [...(start?.lines ?? [])]
    const notebook: Notebook = {
      journal,
      head: start?.head ?? EMPTY_HEAD,
      lines,
      write({ kind, subject = 't_1', body = {}, by = null, papers = [], drill = null, prove }) {
        const n = notebook.head.n + 1
        const envelope = { hall: server.hall, journal, n, stamp: clock.next(server.now?.() ?? Date.now()) }
        const rest = { prev: notebook.head.hash, kind, by, subject, body, papers: [...papers], drill }
        const written = writeLine({ ...envelope, ...rest }, randomBytes(16))
        if (!written.ok) throw new Error(written.why)
        const line = prove ? withProof(written.line, prove(signedAct(written.line))) : written.line
        lines.push(line)
        notebook.head = { n, hash: hashOfLine(line) }
        return line
      },
    }
    if (!start)
      notebook.write({ kind: 'JournalOpened', subject: journal, body: { tablet, key: key.spki, nonce, lane } })
    return notebook
  }

  const notebook = openNotebook()

  async function pushLines(
    lines: readonly string[],
    from: number,
    journal = notebook.journal,
    gzip = false,
  ): Promise<Answer> {
    const last = { n: from + lines.length - 1, hash: hashOfLine(lines.at(-1) ?? '') }
    const text = `${lines.join('\n')}\n`
    const headers = {
      ...bearer,
      'Content-Type': 'application/x-ndjson',
      'StayOpen-Journal': journal,
      'StayOpen-From': String(from),
      'StayOpen-Signature': await key.sign(signedHead(journal, last)),
      ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
    }
    return call(server.origin, '/api/events', { method: 'POST', headers, body: gzip ? gzipSync(text) : text })
  }

  return {
    tablet,
    token,
    lane,
    place,
    key,
    people,
    notebook,
    openNotebook,
    pushLines,
    /** Pushes lines of the notebook from `from` to its end. */
    push: (from = 1, book = notebook, gzip = false) => pushLines(book.lines.slice(from - 1), from, book.journal, gzip),
    /** Writes what somebody who may says about who may do what: by default the first manager. */
    say({ body, ...said }: Happening, book = notebook) {
      const line = book.write({
        ...people.manager,
        subject: server.hall,
        ...said,
        body: { ...body, after: people.heads },
      })
      people.heads = [proofId(proofIn(line) ?? '')]
      return line
    },
    /** Writes small events into the notebook. */
    writeSome(count: number, happening: Happening = SMALL) {
      for (let i = 0; i < count; i++) notebook.write(happening)
    },
    get: (path: string, headers: Record<string, string> = {}) =>
      call(server.origin, path, { headers: { ...bearer, ...headers } }),
    post: (path: string, body: unknown) =>
      call(server.origin, path, { method: 'POST', headers: { ...bearer, ...JSON_BODY }, body: JSON.stringify(body) }),
    request: (path: string, init: RequestInit = {}) =>
      call(server.origin, path, { ...init, headers: { ...bearer, ...Object.fromEntries(new Headers(init.headers)) } }),
    /** The same tablet with another token, which it asks for with its key alone. */
    askForToken: (): Promise<SigningTablet> => tokenFor(server, key, tablet, people),
    bearer,
  }
}

/** Pairs the first manager of a fresh hall. */
export const pairManager = (server: { origin: string; hall: string; firstCode: string }) =>
  pairTablet(server, server.firstCode, '经理')

/** Founds the hall from its first tablet, once: the line stands in this notebook. */
export function found(first: SigningTablet, book = first.notebook): Promise<void> {
  first.people.founding ??= writeFounding(first, book)
  return first.people.founding
}

async function writeFounding(first: SigningTablet, book: Notebook): Promise<void> {
  const { manager, root } = first.people
  const [opening] = (await first.get('/api/events?after=0')).body
  const server = keptEvent(opening.line)?.body.key
  const tablet = { id: first.tablet, key: first.key.spki, sealKey: first.key.spki }
  const person = { id: manager.by, key: manager.publicKey, roles: ['manager'] }
  first.say({ kind: 'HallFounded', body: { root: root.publicKey, server, tablet, person }, ...root }, book)
}

/**
 * Lets a manager let in one more, in a hall that is founded by then: the lines are there, in a journal of their own, and a
 * token is asked for.
 */
export async function pairAnother(
  server: { origin: string; hall: string },
  manager: SigningTablet,
  place: Place,
): Promise<SigningTablet> {
  const key = await createKey()
  const sealKey = place === 'wall' ? null : (await makeSealKey()).publicKey
  const tablet = `d_${randomBytes(8).toString('hex')}`
  const book = manager.openNotebook()
  await found(manager, book)
  manager.say({ kind: 'TabletAdmitted', subject: tablet, body: { place, key: key.spki, sealKey, box: null } }, book)
  mustBe(await manager.push(1, book))
  return tokenFor(server, key, tablet, manager.people)
}

/** A journal id that nobody has had. */
export function randomJournal(): string {
  return `j_${Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex')}`
}

/** Opens the live stream and hands its entries out one by one. */
export async function openStream(origin: string, path: string, headers: Record<string, string>) {
  const stop = new AbortController()
  const response = await fetch(`${origin}${path}`, { headers, signal: stop.signal })
  const reader = response.body!.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  const ready: unknown[] = []
  return {
    status: response.status,
    encoding: response.headers.get('Content-Encoding'),
    /** The next entry, or null at the end of the stream. */
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the stream carries.
    async next(): Promise<any> {
      while (ready.length === 0) {
        const { done, value } = await reader.read()
        if (done) return null
        const parts = (rest + decoder.decode(value, { stream: true })).split('\n')
        rest = parts.pop() ?? ''
        ready.push(...parts.filter(Boolean).map((part) => JSON.parse(part)))
      }
      return ready.shift()
    },
    stop: () => stop.abort(),
  }
}
