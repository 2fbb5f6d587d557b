import { once } from 'node:events'
import { closeSync, existsSync, fdatasync, mkdtempSync, openSync, readFileSync, rmSync, write } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }

/** What a server cannot do without: append what is posted, fdatasync, answer, pass it on. */
export interface RawServer {
  origin(client: string): string
  close(): Promise<void>
}

/** Opens a bare server on loopback that also serves the page of the benches. */
export async function openRawServer(folder: string): Promise<RawServer> {
  const data = mkdtempSync(join(tmpdir(), 'stayopen-raw-'))
  const file = openSync(join(data, 'raw.ndjson'), 'a')
  const posted: Buffer[] = []
  const readers = new Set<ServerResponse>()

  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://raw').pathname
    if (path !== '/raw') {
      const found = join(folder, path)
      if (!existsSync(found)) return void response.writeHead(404).end()
      return void response.setHeader('Content-Type', TYPES[extname(path)] ?? 'text/plain').end(readFileSync(found))
    }
    if (request.method === 'GET') {
      response.writeHead(200, { 'Content-Type': 'application/x-ndjson' }).flushHeaders()
      for (const body of posted) response.write(body)
      readers.add(response)
      return
    }
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts)
    await promisify(write)(file, body, 0, body.length, null)
    await promisify(fdatasync)(file)
    response.end('kept')
    posted.push(body)
    for (const reader of readers) reader.write(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0

  return {
    origin: (client) => `http://${client}.localhost:${port}/bench/index.html`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      closeSync(file)
      rmSync(data, { recursive: true, force: true })
    },
  }
}
