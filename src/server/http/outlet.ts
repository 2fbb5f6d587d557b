import { constants, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Outlet } from '../liveStream.ts'

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
  serverStops.addEventListener('abort', end)
  if (serverStops.aborted) end()

  // Small windows: fifty open streams must not cost fifty times a quarter of a megabyte.
  const packer = gzip ? createGzip({ level: 1, windowBits: 13, memLevel: 6 }) : null
  packer?.pipe(raw)
  packer?.on('error', end)
  const sink = packer ?? raw

  return {
    stop,
    out: {
      write(parts) {
        if (stop.signal.aborted) return Promise.resolve(false)
        for (const part of parts) sink.write(part)
        packer?.flush(constants.Z_SYNC_FLUSH)
        return !sink.writableNeedDrain ? Promise.resolve(true) : drained()
      },
    },
    close() {
      serverStops.removeEventListener('abort', end)
      if (raw.destroyed) packer?.destroy()
      else sink.end()
    },
  }

  function drained(): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (flows: boolean) => {
        clearTimeout(timer)
        sink.off('drain', onDrain)
        stop.signal.removeEventListener('abort', onStop)
        if (!flows) raw.destroy()
        resolve(flows)
      }
      const onDrain = () => settle(true)
      const onStop = () => settle(false)
      const timer = setTimeout(() => {
        onSlow()
        settle(false)
      }, SLOWEST_MS)
      sink.once('drain', onDrain)
      stop.signal.addEventListener('abort', onStop)
    })
  }
}
