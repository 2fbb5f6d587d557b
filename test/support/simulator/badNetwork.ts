import type { Fetch } from '#device/basics/ports.ts'
import type { SeededChance } from '#support/chance.ts'
import type { SimulatedTime } from './simulatedTime.ts'

/** How often (0…1) each thing goes wrong on the way between a tablet and the hall server. */
export interface Badness {
  /** The request never arrives. */
  readonly dropRequest: number
  /** The request is carried out, the answer is lost. */
  readonly dropAnswer: number
  /** The request arrives twice; the later answer is the one that comes back. */
  readonly repeat: number
  /** Somebody on the way answers with a page of their own, or with a status of their own. */
  readonly stranger: number
  /** A stream or body breaks off after some bytes. */
  readonly halfAnswer: number
  /** Longest delay (ms) of a request, an answer or a piece of a stream. Longer ones overtake: reordering. */
  readonly delay: number
  /** Somebody on the way passes an answer on only when so many bytes have gathered, or it has ended. */
  readonly gather: number
  /** Whoever speaks for the hall server lies: a letter of what it says is another one. */
  readonly forge: number
  /** It keeps a line back. */
  readonly withhold: number
  /** It says a line once more that it has said before. */
  readonly replay: number
  /** It says another number of how far it is. */
  readonly miscount: number
}

/** How whoever speaks for the hall server can lie. */
export const LIES = ['forge', 'withhold', 'replay', 'miscount'] as const
export type Lie = (typeof LIES)[number]

export const goodNetwork: Badness = {
  dropRequest: 0,
  dropAnswer: 0,
  repeat: 0,
  stranger: 0,
  halfAnswer: 0,
  delay: 0,
  gather: 0,
  forge: 0,
  withhold: 0,
  replay: 0,
  miscount: 0,
}

/** `through` · `cut`: nothing arrives at either end · `half-open`: requests arrive, and nothing comes back. */
export type Way = 'through' | 'cut' | 'half-open'

/** The network of one tablet. */
export interface BadNetwork {
  readonly fetch: Fetch
  way: Way
  badness: Badness
  /** It has changed what the hall server said. */
  hasForged: boolean
}

/** The least that anything is on its way, and how much more by chance (ms): whatever arrives, arrives alone. */
const LEAST_MS = 2
const MORE_MS = 18
const MOST_BEFORE = 40
/** How far a hall server says that it is, in an answer or behind what it brings. */
const HEADS = /"(head|seq)":\d+/
const STATUSES = [301, 404, 413, 429, 500, 502, 503, 504]

/** A network with faults between a tablet and `server`; its chance is its own, whatever goes on elsewhere. */
export function createBadNetwork(server: Fetch, time: SimulatedTime, chance: SeededChance): BadNetwork {
  const wait = (ms: number) => new Promise<void>((resolve) => void time.after(ms, resolve))
  const travel = () => wait(LEAST_MS + chance.next() * MORE_MS + chance.next() * network.badness.delay)
  /** The last lines that came through, for whoever says them once more. */
  const before: string[] = []
  const network: BadNetwork = {
    way: 'through',
    badness: goodNetwork,
    hasForged: false,
    fetch(path, init) {
      const { signal } = init ?? {}
      const aborted = new Promise<never>((_, reject) => {
        const stop = () => reject(new DOMException('aborted', 'AbortError'))
        if (signal?.aborted) stop()
        signal?.addEventListener('abort', stop)
      })
      aborted.catch(() => {})
      const carried = carry(path, init)
      carried.catch(() => {})
      return Promise.race([carried, aborted])
    },
  }

  async function carry(path: string, init: RequestInit | undefined): Promise<Response> {
    const { badness } = network
    await travel()
    if (network.way === 'cut' || chance.often(badness.dropRequest)) return lose()
    if (chance.often(badness.stranger)) return answerOfStranger()
    if (init?.method === 'POST' && chance.often(badness.repeat)) {
      const first = await server(path, { ...init, signal: null })
      await first.body?.cancel()
      await travel()
    }
    const response = await server(path, init)
    await travel()
    if (network.way !== 'through' || chance.often(badness.dropAnswer)) {
      await response.body?.cancel()
      return lose()
    }
    const breaksAfter = chance.often(badness.halfAnswer) ? chance.below(400) : Number.POSITIVE_INFINITY
    const { status, headers } = response
    return new Response(response.body && bring(response.body, breaksAfter, init?.signal ?? null), { status, headers })
  }

  /** Half of what is lost fails at once, the other half hangs until somebody stops waiting. */
  async function lose(): Promise<never> {
    if (chance.often(0.5)) throw new TypeError('fetch failed')
    return new Promise<never>(() => {})
  }

  function answerOfStranger(): Response {
    const status = chance.often(0.5) ? 200 : chance.oneOf(STATUSES)
    return new Response('<html>Welcome to the hotel</html>', { status, headers: { 'Content-Type': 'text/html' } })
  }

  /** Where there is no lie the chance of everything else stays as it was. */
  function lied(said: Buffer): Buffer {
    const lies = LIES.filter((lie) => network.badness[lie] > 0 && said.length > 0 && chance.often(network.badness[lie]))
    const [lie] = lies
    const lines = said.toString('latin1').split('\n')
    before.push(...lines.slice(0, -1))
    before.splice(0, before.length - MOST_BEFORE)
    if (lie === undefined) return said
    network.hasForged = true
    const at = chance.below(lines.length)
    switch (lie) {
      case 'forge': {
        const letter = chance.below(said.length)
        said[letter] = said[letter] === 0x61 ? 0x62 : 0x61
        return said
      }
      case 'withhold':
        lines.splice(at, lines.length > 1 && at < lines.length - 1 ? 1 : 0)
        break
      case 'replay':
        if (before.length > 0) lines.splice(at, 0, chance.oneOf(before))
        break
      case 'miscount':
        lines[at] = (lines[at] ?? '').replace(HEADS, (_, what) => `"${what}":${chance.below(200)}`)
    }
    return Buffer.from(lines.join('\n'), 'latin1')
  }

  function bring(
    body: ReadableStream<Uint8Array>,
    breaksAfter: number,
    signal: AbortSignal | null,
  ): ReadableStream<Uint8Array> {
    const reader = body.getReader()
    const letGo = () => void reader.cancel().catch(() => {})
    let left = breaksAfter
    let held: Uint8Array[] = []
    const gathered = () => held.reduce((sum, part) => sum + part.length, 0)
    return new ReadableStream<Uint8Array>(
      {
        start(controller) {
          signal?.addEventListener('abort', () => {
            letGo()
            controller.error(new DOMException('aborted', 'AbortError'))
          })
        },
        async pull(controller) {
          for (;;) {
            const { done, value } = await reader.read()
            if (value) held.push(value)
            if (!done && gathered() < network.badness.gather) continue
            await travel()
            // Bytes sent into a cut cable are gone; the stream stays open and silent.
            if (network.way !== 'through') return silence()
            const bytes = lied(Buffer.concat(held))
            held = []
            if (bytes.length > 0) controller.enqueue(new Uint8Array(bytes.subarray(0, Math.min(left, bytes.length))))
            left -= bytes.length
            if (left < 0) {
              letGo()
              controller.error(new TypeError('the connection broke'))
            } else if (done) controller.close()
            return
          }
        },
        cancel: letGo,
      },
      { highWaterMark: 0 },
    )

    function silence(): Promise<never> {
      letGo()
      return new Promise<never>(() => {})
    }
  }

  return network
}
