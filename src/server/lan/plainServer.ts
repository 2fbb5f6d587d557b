import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createListener } from '../listening.ts'
import { installPage, PAGE_POLICY } from './installPage.ts'
import { type Authority, bytesOf } from './keptAuthority.ts'
import { profileOf } from './profile.ts'

/** More of them at once are strangers; a hall has some dozens of tablets. */
const AT_ONCE = 100

/**
 * The page without encryption: it explains, hands the authority out, and does nothing else. It knows no hall, reads no
 * body, keeps nothing and answers every other address with 404. `origin`: where tablets go on.
 */
export function createPlainServer(of: { readonly authority: Authority; readonly origin: string }): Server {
  const { authority, origin } = of
  const certificate = bytesOf(authority)
  const profile = profileOf(authority)
  const file = (type: string, name: string, body: string | Buffer) => () => ({
    type,
    body,
    headers: { 'Content-Disposition': `attachment; filename="${name}"` },
  })
  const page = (language: 'zh' | 'en') => (agent: string) => ({
    type: 'text/html; charset=utf-8',
    body: installPage({ language, authority, origin, agent }),
    // A policy cannot name an IPv6 address.
    headers: { 'Content-Security-Policy': `${PAGE_POLICY}; img-src ${origin.includes('[') ? 'https:' : origin}` },
  })
  const known = new Map<string, (agent: string) => { type: string; body: string | Buffer; headers: object }>([
    ['/', page('zh')],
    ['/en', page('en')],
    ['/stayopen.crt', file('application/x-x509-ca-cert', 'stayopen.crt', certificate)],
    ['/stayopen.mobileconfig', file('application/x-apple-aspen-config', 'stayopen.mobileconfig', profile)],
  ])

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const found = known.get((request.url ?? '').split('?')[0] ?? '')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const always = {
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    }
    if (!found || !isRead) {
      // What was to be sent is not waited for.
      response.writeHead(404, { ...always, Connection: 'close', 'Content-Length': 0 }).end()
      return
    }
    const { type, body, headers } = found(request.headers['user-agent'] ?? '')
    response.writeHead(200, {
      ...always,
      ...headers,
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
    })
    response.end(request.method === 'HEAD' ? undefined : body)
  }

  const server = createListener(null, answer)
  server.maxConnections = AT_ONCE
  return server
}
