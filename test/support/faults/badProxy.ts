import { createServer, type IncomingMessage, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SeededChance } from '#support/chance.ts'

/** What stands between tablets and the hall server, and how it behaves just now. */
export interface BadProxy {
  readonly origin: string
  /** How often (0…1) something happens to a call. */
  badness: number
  /** What every call is answered, whatever the server would say; null: nothing of the kind. */
  status: number | null
  /** How many calls were answered so. */
  readonly answered: number
  close(): Promise<void>
}

const FATES = ['drop', 'hang', 'lose-answer', 'repeat', 'delay', 'cut', 'silent', 'buffer'] as const
/** Longest delay of a call or of a piece (ms): later calls overtake. */
const LONGEST_MS = 400

/** A proxy over HTTP that drops, delays, repeats, reorders, buffers, cuts and falls silent, by chance. */
export async function openBadProxy(server: string, chance: SeededChance): Promise<BadProxy> {
  const wait = () => new Promise((resolve) => setTimeout(resolve, chance.below(LONGEST_MS)))
  let answered = 0

  /** Sends a call on, and hands on what comes back. */
  function send(asked: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers = { ...asked.headers, host: new URL(server).host }
      const sent = request(new URL(asked.url ?? '/', server), { method: asked.method ?? 'GET', headers }, resolve)
      sent.on('error', reject)
      asked.once('close', () => sent.destroy())
      sent.end(body)
    })
  }

  async function carry(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const parts: Buffer[] = []
    for await (const part of asked) parts.push(part)
    const body = Buffer.concat(parts)
    if (proxy.status !== null) {
      answered += 1
      return answerStatus(answer, proxy.status, chance)
    }
    const fate = chance.often(proxy.badness) ? chance.oneOf(FATES) : 'pass'
    if (fate === 'drop') return void asked.socket.destroy()
    if (fate === 'hang') return
    if (fate === 'delay') await wait()
    if (fate === 'repeat' && asked.method !== 'GET') (await send(asked, body)).resume()
    const came = await send(asked, body)
    if (fate === 'lose-answer') return void asked.socket.destroy()
    const most = fate === 'cut' || fate === 'silent' ? chance.below(600) : Number.POSITIVE_INFINITY
    answer.writeHead(came.statusCode ?? 500, came.headers as OutgoingHttpHeaders)
    let sent = 0
    for await (const piece of came) {
      const part: Buffer = piece
      if (fate === 'delay' || fate === 'buffer') await wait()
      answer.write(part.subarray(0, Math.max(0, most - sent)))
      sent += part.length
      if (sent < most) continue
      if (fate === 'cut') asked.socket.destroy()
      // Half open: nothing more comes, and nobody says so.
      return
    }
    answer.end()
  }

  const listening = createServer((asked, answer) => {
    carry(asked, answer).catch(() => asked.socket.destroy())
  })
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const proxy = {
    origin: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    badness: 0,
    status: null as number | null,
    get answered() {
      return answered
    },
    async close() {
      listening.closeAllConnections()
      await new Promise((resolve) => listening.close(resolve))
    },
  }
  return proxy
}

/** A page of nobody, or a problem that nobody knows. Below 200 it is no answer yet, and none follows. */
function answerStatus(answer: ServerResponse, status: number, chance: SeededChance): void {
  if (status < 200) {
    answer.socket?.end(`HTTP/1.1 ${status} Informed\r\n\r\n`)
    return
  }
  const isPage = chance.often(0.5)
  answer.writeHead(status, { 'Content-Type': isPage ? 'text/html' : 'application/problem+json' })
  answer.end(isPage ? '<html>Welcome to the hotel</html>' : JSON.stringify({ status, code: 'made-up' }))
}
