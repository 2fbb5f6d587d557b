import type { Clock } from '#device/basics/ports.ts'
import type { Admitted } from '#device/hallLog/sortRun.ts'
import type { HallServer } from './hallServer.ts'
import { readEntry } from './liveStream.ts'

/** So often a download that breaks off is taken up again where it broke. */
const TRIES = 5
/** No byte for this long (ms): the connection is only half open. */
const WATCHDOG_MS = 15_000

/**
 * Fetches the head start, the lines of today's work, so that a fresh tablet is useful before a long history has come. Null when
 * it cannot be had: the history brings the same lines, only later.
 */
export async function fetchHeadStart(options: {
  readonly server: Pick<HallServer, 'headStart'>
  readonly epoch: string | null
  readonly clock: Clock
  readonly stop: AbortSignal
}): Promise<readonly Admitted[] | null> {
  const decoder = new TextDecoder()
  let parts: Uint8Array[] = []
  let size = 0
  let tag: string | null = null
  for (let tries = 0; tries < TRIES && !options.stop.aborted; tries++) {
    const quiet = new AbortController()
    const stop = AbortSignal.any([options.stop, quiet.signal])
    const response = await options.server.headStart({
      server: options.epoch,
      resume: tag === null ? null : { tag, from: size },
      stop,
    })
    if (!response?.body) return null
    if (response.status !== 206) {
      parts = []
      size = 0
    }
    tag = response.headers.get('ETag')
    if (await readWhole(response.body, quiet)) {
      const text = parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode()
      return readLines(text)
    }
    if (tag === null) return null
  }
  return null

  async function readWhole(body: ReadableStream<Uint8Array>, quiet: AbortController): Promise<boolean> {
    const reader = body.getReader()
    let unwatch = () => {}
    try {
      for (;;) {
        unwatch = options.clock.after(WATCHDOG_MS, () => quiet.abort())
        const { done, value } = await reader.read()
        unwatch()
        if (done) return true
        parts.push(value)
        size += value.length
      }
    } catch {
      return false
    } finally {
      unwatch()
    }
  }
}

/** The entries of a head start; null unless it is whole, which its last line says. */
function readLines(text: string): readonly Admitted[] | null {
  const lines = text.trimEnd().split('\n')
  const end = lines.pop() ?? ''
  if (!/^\{"head":\d+,"since":\d+\}$/.test(end)) return null
  const entries: Admitted[] = []
  for (const line of lines) {
    const entry = readEntry(line)
    if (!entry || 'head' in entry) return null
    entries.push(entry)
  }
  return entries
}
