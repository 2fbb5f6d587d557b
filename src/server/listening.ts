import { X509Certificate } from 'node:crypto'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer, Server as HttpsServer } from 'node:https'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { codeOf } from './faultCode.ts'
import { withoutBrackets } from './origins.ts'

/** PEM texts: with them the server speaks HTTPS. */
export interface Tls {
  readonly cert: string
  readonly key: string
}

/** What a certificate (PEM) says of a server. */
export interface Certified {
  /** When it ends (ISO 8601). */
  readonly ends: string
  /** Whether it is good for a name or an address as a link writes it: `stayopen.local`, `192.168.1.5`, `[fd00::5]`. */
  isFor(hostname: string): boolean
}

export function readCertificate(pem: string): Certified {
  const certificate = new X509Certificate(pem)
  return {
    ends: new Date(certificate.validTo).toISOString(),
    isFor(hostname) {
      const address = withoutBrackets(hostname)
      if (isIP(address) !== 0) return certificate.checkIP(address) !== undefined
      return certificate.checkHost(hostname, { subject: 'never' }) !== undefined
    },
  }
}

/** Connections that are still busy after this long (ms) are cut. */
const PATIENCE_MS = 5_000

/** Connections over which nothing has been asked yet, which browsers open ahead: Node takes them for busy. */
const openedAhead = new WeakMap<Server, Set<Duplex>>()

/** What answers whoever comes, by HTTP or HTTPS; it listens nowhere yet. */
export function createListener(tls: Tls | null, listener: RequestListener): Server {
  const limits = { requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 }
  const server = tls ? createHttpsServer({ ...tls, ...limits }, listener) : createHttpServer(limits, listener)
  const ahead = new Set<Duplex>()
  openedAhead.set(server, ahead)
  server.on(tls ? 'secureConnection' : 'connection', (socket: Duplex) => {
    ahead.add(socket)
    socket.once('close', () => ahead.delete(socket))
  })
  server.on('request', ({ socket }) => ahead.delete(socket))
  // What is not HTTP at all gets a short answer; it never reaches a route.
  server.on('clientError', (_fault, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    else socket.destroy()
  })
  return server
}

/** Whoever comes from now on is shown this certificate; who is connected stays so. */
export function showCertificate(server: Server, tls: Tls): void {
  if (!(server instanceof HttpsServer)) throw new Error('a server that speaks no HTTPS shows no certificate')
  server.setSecureContext(tls)
}

/** Listens; answers with the port. Rejects with a sentence where somebody else listens there. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (fault) =>
      reject(
        inUse(fault)
          ? new Error(
              `端口 ${port}（${host}）已经有程序在用：可能服务器已经开着。/ Port ${port} on ${host} is already in use.`,
            )
          : fault,
      ),
    )
    server.listen({ host, port }, () => {
      server.removeAllListeners('error')
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

const inUse = (fault: Error) => codeOf(fault) === 'EADDRINUSE'

/** Takes nobody new, and answers when the last connection has ended: each becomes idle as its last answer leaves. */
export async function stopListening(server: Server, finished: () => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const tidy = setInterval(() => {
    server.closeIdleConnections()
    for (const socket of openedAhead.get(server) ?? []) socket.destroy()
  }, 20)
  const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE_MS)
  await finished()
  await closed
  clearInterval(tidy)
  clearTimeout(impatient)
}
