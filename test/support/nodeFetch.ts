import { Agent, request } from 'node:http'
import { Readable } from 'node:stream'
import type { Fetch } from '#device/basics/ports.ts'

const WITHOUT_BODY = [204, 205, 304]

/**
 * A fetch over Node's own HTTP, restricted to one origin: the same in every test environment, with real streams. Closing
 * ends its connections.
 */
export function openNodeFetch(origin: string): { readonly fetch: Fetch; close(): void } {
  const agent = new Agent({ keepAlive: true })
  return {
    fetch: (path, init = {}) =>
      new Promise((resolve, reject) => {
        const { signal } = init
        const headers = Object.fromEntries(new Headers(init.headers).entries())
        const asked = request(new URL(path, origin), { agent, method: init.method ?? 'GET', headers }, (answer) => {
          const status = answer.statusCode ?? 500
          // What is no answer at all, as a fetch says it.
          if (status < 200 || status > 599) return reject(new TypeError('fetch failed'))
          const body = WITHOUT_BODY.includes(status) ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>)
          if (body === null) answer.resume()
          const response = new Response(body, {
            status,
            headers: Object.entries(answer.headers).flatMap(([name, value]) =>
              value === undefined ? [] : [[name, String(value)] as [string, string]],
            ),
          })
          resolve(response)
        })
        const stop = () => asked.destroy(new DOMException('aborted', 'AbortError'))
        if (signal?.aborted) stop()
        signal?.addEventListener('abort', stop)
        asked.on('error', reject)
        asked.on('close', () => signal?.removeEventListener('abort', stop))
        asked.end(typeof init.body === 'string' || init.body instanceof Uint8Array ? init.body : undefined)
      }),
    close: () => agent.destroy(),
  }
}
