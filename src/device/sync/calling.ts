import type { Clock, Fetch } from '#device/basics/ports.ts'
import type { RawAnswer } from './answers.ts'

/** A call as it is made, with whichever token is good then. */
export interface Asked {
  readonly path: string
  readonly method?: 'GET' | 'POST' | 'PUT'
  /** Headers besides. */
  readonly more?: Readonly<Record<string, string>>
  readonly body?: BodyInit
  /** What is asked for is no text and may be large: it may take long, as long as something comes. */
  readonly wantsBytes?: boolean
}

/** What came back; `bytes` where they were wanted and given. */
export interface Got extends RawAnswer {
  readonly bytes: Uint8Array | null
}

/** How a tablet calls its hall server. Nothing throws; null: nobody answered. */
export interface Calling {
  headers(more?: Readonly<Record<string, string>>): Record<string, string>
  /**
   * Asks once. Gives up after `withinMs`, for bytes once none has come for so long, even when the network neither answers nor
   * heeds being stopped.
   */
  once(asked: Asked, withinMs: number): Promise<Got | null>
  /**
   * The same; but where the hall server does not know the token, another one is got and the same is asked once more: that
   * says who asks, and nothing about what was asked for.
   */
  call(asked: Asked, withinMs: number): Promise<Got | null>
}

/** What calling needs. */
export interface CallingOptions {
  /** Reaches the hall server's origin alone. */
  readonly fetch: Fetch
  readonly clock: Clock
  /** Read at each call. */
  readonly token: () => string | null
  /** Exchanges the token; left out where that itself is what is asked for. */
  readonly renew?: () => Promise<unknown>
  /** The tablet is being closed: whatever is under way ends at once. */
  readonly stop: AbortSignal
}

/** Makes the calls of one tablet. */
export function createCalling({ fetch, clock, token, renew, stop }: CallingOptions): Calling {
  const headers: Calling['headers'] = (more = {}) => {
    const carried = token()
    return carried === null ? { ...more } : { Authorization: `Bearer ${carried}`, ...more }
  }

  const once: Calling['once'] = async ({ path, more, wantsBytes, ...init }, withinMs) => {
    const abort = new AbortController()
    let cancel = () => {}
    let waitOn = () => {}
    const tooLate = new Promise<null>((resolve) => {
      const giveUp = () => {
        abort.abort()
        resolve(null)
      }
      let cancelTimer = clock.after(withinMs, giveUp)
      waitOn = () => {
        cancelTimer()
        cancelTimer = clock.after(withinMs, giveUp)
      }
      stop.addEventListener('abort', giveUp)
      cancel = () => {
        cancelTimer()
        waitOn = () => {}
        stop.removeEventListener('abort', giveUp)
      }
      if (stop.aborted) giveUp()
    })
    const ask = async (): Promise<Got> => {
      const response = await fetch(path, {
        ...init,
        headers: headers(more),
        cache: 'no-store',
        redirect: 'manual',
        signal: abort.signal,
      })
      const { status } = response
      const bytes = wantsBytes && status === 200 ? await readPieces(response, () => waitOn()) : null
      const text = bytes === null ? await response.text() : ''
      return { status, text, bytes, retryAfter: response.headers.get('Retry-After'), server: epochOf(response) }
    }
    // No network, a refused connection, an answer that breaks off: all of them mean that nobody answered.
    const answer = await Promise.race([ask().catch(() => null), tooLate])
    cancel()
    return answer
  }

  return {
    headers,
    once,
    async call(asked, withinMs) {
      const carried = token()
      const answer = await once(asked, withinMs)
      // Where somebody on the way says so in its stead, no other token is got either.
      if (!renew || carried === null || answer?.status !== 401) return answer
      // Somebody else may have exchanged it meanwhile. One that cannot be had now is asked for again with the next call.
      if (token() === carried) await renew().catch(() => {})
      return token() === carried ? answer : once(asked, withinMs)
    },
  }
}

/** All of an answer; `onPiece` is told of each piece as it comes. */
async function readPieces({ body }: Response, onPiece: () => void): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (const reader = body?.getReader(); reader; ) {
    const { done, value } = await reader.read()
    if (done) break
    onPiece()
    pieces.push(new Uint8Array(value))
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

/** The server epoch an answer names. */
export const epochOf = (response: Response): string | null => response.headers.get('StayOpen-Server')
