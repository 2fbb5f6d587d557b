import { randomBytes, webcrypto } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Place } from '#domain/kind.ts'
import { journalName } from '#log/journalName.ts'
import { EMPTY_HEAD, hashOfLine, type JournalHead, writeLine } from '#log/lines.ts'
import { type SignedText, signedFirst, signedPush } from '#log/signed.ts'
import { createStampClock } from '#log/stamp.ts'

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
}

/** A journal being written: lines with their chain. */
export interface Notebook {
  readonly journal: string
  head: JournalHead
  readonly lines: string[]
  write(happening: Happening): string
}

/** A tablet reduced to what the wire sees: a key, a token, a journal. */
export type SigningTablet = Awaited<ReturnType<typeof pairTablet>>

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

/** Pairs a tablet with a code and opens its journal (line 1 written, not yet pushed). */
export async function pairTablet(server: { origin: string; hall: string }, code: string, name = '平板') {
  const key = await createKey()
  const json = { 'Content-Type': 'application/json' }
  const asked = JSON.stringify({ ...(await firstKnock(server.origin, code, key)), name })
  const paired = await call(server.origin, '/api/pair', { method: 'POST', headers: json, body: asked })
  if (paired.status !== 200) throw new Error(`not paired: ${JSON.stringify(paired.body)}`)
  const { token, tablet, lane, place } = paired.body
  const bearer = { Authorization: `Bearer ${token}` }

  const nonce = randomBytes(16).toString('hex')

  function openNotebook(
    journal = journalName(key.spki, nonce),
    start: { lines: string[]; head: JournalHead } | null = null,
  ): Notebook {
    const clock = createStampClock(journal, null)
    const lines = [...(start?.lines ?? [])]
    const notebook: Notebook = {
      journal,
      head: start?.head ?? EMPTY_HEAD,
      lines,
      write({ kind, subject = 't_1', body = {} }) {
        const n = notebook.head.n + 1
        const envelope = { hall: server.hall, journal, n, stamp: clock.next(Date.now()) }
        const rest = { prev: notebook.head.hash, kind, by: null, subject, body, papers: [], drill: null }
        const written = writeLine({ ...envelope, ...rest }, randomBytes(16))
        if (!written.ok) throw new Error(written.why)
        lines.push(written.line)
        notebook.head = { n, hash: hashOfLine(written.line) }
        return written.line
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
      'StayOpen-Signature': await key.sign(signedPush(journal, last)),
      ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
    }
    return call(server.origin, '/api/events', { method: 'POST', headers, body: gzip ? gzipSync(text) : text })
  }

  return {
    tablet: tablet as string,
    token: token as string,
    lane: lane as number,
    place: place as Place,
    key,
    notebook,
    openNotebook,
    pushLines,
    /** Pushes lines of the notebook from `from` to its end. */
    push: (from = 1, book = notebook, gzip = false) => pushLines(book.lines.slice(from - 1), from, book.journal, gzip),
    /** Writes small events into the notebook. */
    writeSome(count: number, happening: Happening = SMALL) {
      for (let i = 0; i < count; i++) notebook.write(happening)
    },
    get: (path: string, headers: Record<string, string> = {}) =>
      call(server.origin, path, { headers: { ...bearer, ...headers } }),
    post: (path: string, body: unknown) =>
      call(server.origin, path, { method: 'POST', headers: { ...bearer, ...json }, body: JSON.stringify(body) }),
    request: (path: string, init: RequestInit = {}) =>
      call(server.origin, path, { ...init, headers: { ...bearer, ...Object.fromEntries(new Headers(init.headers)) } }),
    bearer,
  }
}

/** Pairs the first manager of a fresh hall. */
export const pairManager = (server: { origin: string; hall: string; firstCode: string }) =>
  pairTablet(server, server.firstCode, '经理')

/** Lets a manager pair one more tablet. */
export async function pairAnother(
  server: { origin: string; hall: string },
  manager: SigningTablet,
  place: Place,
  name = '平板',
): Promise<SigningTablet> {
  const made = await manager.post('/api/codes', { place, name })
  return pairTablet(server, made.body.code, name)
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
