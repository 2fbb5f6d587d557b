import { constants, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Outlet } from '../liveStream.ts'
import { onceStopped } from '../stopping.ts'

/** A reader that takes nothing for this long (ms) is let go; it comes back from its cursor. */
const SLOWEST_MS = 15_000

/**
 * Takes a reply over as an open stream of NDJSON, gzipped when the reader accepts it and flushed with every write, so
 * that a single event is on its way at once. `stop` ends it: the reader left, or the server stops.
 */
export function openOutlet(
  request: FastifyRequest,
  reply: FastifyReply,
  {
    serverStops,
    onSlow,
  }: {
    readonly serverStops: AbortSignal
    /** The reader takes nothing: it is let go. */
    readonly onSlow: () => void
  },
): { out: Outlet; stop: AbortController; close: () => void } {
  const stop = new AbortController()
  const end = () => stop.abort()
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  reply.hijack()
  const { raw } = reply
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  raw.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8')
  raw.setHeader('X-Accel-Buffering', 'no')
  raw.setHeader('Connection', 'close')
  raw.setHeader('Vary', 'Accept-Encoding')
  if (gzip) raw.setHeader('Content-Encoding', 'gzip')
  raw.flushHeaders()
  request.raw.socket.setNoDelay(true)
  raw.on('close', end)
  raw.on('error', end)
  const letGo = onceStopped(serverStops, end)

  // Small windows: fifty open streams must not cost fifty times a quarter of a megabyte.
  const packer = gzip ? createGzip({ level: 1, windowBits: 13, memLevel: 6 }) : null
  packer?.pipe(raw)
  packer?.on('error', end)

  return {
    stop,
    out: {
      write(parts) {
        if (stop.signal.aborted) return Promise.resolve(false)
        if (packer) {
          // Not before it is packed does whoever writes read on: on a busy server each packing waits for the others, and line
          // by line they would pile up behind it, where a larger page costs no more.
          packer.write(Buffer.concat(parts))
          return flows((onDone) => packer.flush(constants.Z_SYNC_FLUSH, onDone))
        }
        for (const part of parts) raw.write(part)
        return raw.writableNeedDrain ? flows((onDone) => raw.once('drain', onDone)) : Promise.resolve(true)
      },
    },
    close() {
      letGo()
      if (raw.destroyed) packer?.destroy()
      else (packer ?? raw).end()
    },
  }

  /** Whether this is done before the reader is gone or has taken nothing for too long. */
  function flows(waitFor: (onDone: () => void) => void): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (does: boolean) => {
        clearTimeout(timer)
        stop.signal.removeEventListener('abort', onStop)
        if (!does) raw.destroy()
        resolve(does)
      }
      const onStop = () => settle(false)
      const timer = setTimeout(() => {
        onSlow()
        settle(false)
      }, SLOWEST_MS)
      stop.signal.addEventListener('abort', onStop)
      waitFor(() => settle(true))
    })
  }
}
