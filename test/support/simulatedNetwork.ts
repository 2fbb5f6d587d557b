import type { Clock, Fetch } from '#device/basics/ports.ts'

/** How often (0…1) each thing goes wrong on a simulated network. */
export interface Faults {
  /** The request never arrives. */
  readonly dropRequest: number
  /** The request is carried out, the answer is lost. */
  readonly dropAnswer: number
  /** The request arrives twice; the later answer is the one that comes back. */
  readonly repeat: number
  /** A captive portal answers 200 with its own page. */
  readonly portal: number
  /** A stream or body breaks off after some bytes. */
  readonly halfAnswer: number
  /** Longest delay of a request, an answer or a piece of a stream, ms. Longer ones overtake: reordering. */
  readonly delay: number
}

export const noFaults: Faults = { dropRequest: 0, dropAnswer: 0, repeat: 0, portal: 0, halfAnswer: 0, delay: 0 }

/** The network of one tablet: it can be cut, and it can be bad. */
export interface SimulatedNetwork {
  readonly fetch: Fetch
  /** No connection at all: requests fail, open streams fall silent. */
  cut(): void
  mend(): void
  readonly isCut: boolean
  faults: Faults
}

/** Wraps a server's fetch in a network with seeded faults. `random` gives 0…1. */
export function createSimulatedNetwork(
  server: Fetch,
  { clock, random }: { clock: Clock; random: () => number },
): SimulatedNetwork {
  let isCut = false
  const wait = (ms: number) => new Promise<void>((resolve) => void (ms > 0 ? clock.after(ms, resolve) : resolve()))
  const happens = (likelihood: number) => likelihood > 0 && random() < likelihood
  const network: SimulatedNetwork = {
    faults: noFaults,
    get isCut() {
      return isCut
    },
    cut() {
      isCut = true
    },
    mend() {
      isCut = false
    },
    async fetch(path, init) {
      const { signal } = init ?? {}
      const aborted = new Promise<never>((_, reject) => {
        const stop = () => reject(new DOMException('aborted', 'AbortError'))
        if (signal?.aborted) stop()
        signal?.addEventListener('abort', stop)
      })
      aborted.catch(() => {})
      return Promise.race([carry(path, init), aborted])
    },
  }

  async function carry(path: string, init: RequestInit | undefined): Promise<Response> {
    const { faults } = network
    await wait(random() * faults.delay)
    if (isCut || happens(faults.dropRequest)) return lose()
    if (happens(faults.portal))
      return new Response('<html>Welcome to the hotel</html>', { headers: { 'Content-Type': 'text/html' } })
    if (happens(faults.repeat) && init?.method === 'POST') await server(path, { ...init, signal: null })
    const response = await server(path, init)
    await wait(random() * faults.delay)
    if (isCut || happens(faults.dropAnswer)) {
      await response.body?.cancel()
      return lose()
    }
    const breaksAfter = happens(faults.halfAnswer) ? Math.floor(random() * 400) : Number.POSITIVE_INFINITY
    return new Response(response.body && travel(response.body, breaksAfter, init?.signal ?? null), {
      status: response.status,
      headers: response.headers,
    })
  }

  /** Half of what is lost fails at once, the other half hangs until somebody stops waiting. */
  async function lose(): Promise<never> {
    if (random() < 0.5) throw new TypeError('fetch failed')
    return new Promise<never>(() => {})
  }

  function travel(
    body: ReadableStream<Uint8Array>,
    breaksAfter: number,
    signal: AbortSignal | null,
  ): ReadableStream<Uint8Array> {
    const reader = body.getReader()
    let left = breaksAfter
    return new ReadableStream<Uint8Array>({
      start(controller) {
        signal?.addEventListener('abort', () => {
          reader.cancel().catch(() => {})
          controller.error(new DOMException('aborted', 'AbortError'))
        })
      },
      async pull(controller) {
        const { done, value } = await reader.read()
        if (done) return controller.close()
        await wait(random() * network.faults.delay)
        if (isCut) {
          // Bytes sent into a cut cable are gone; the stream stays open and silent.
          reader.cancel().catch(() => {})
          return new Promise<never>(() => {})
        }
        controller.enqueue(value.subarray(0, Math.min(left, value.length)))
        left -= value.length
        if (left < 0) {
          reader.cancel().catch(() => {})
          controller.error(new TypeError('the connection broke'))
        }
      },
      cancel: (why) => reader.cancel(why),
    })
  }

  return network
}
