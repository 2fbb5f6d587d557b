import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type BuiltServer, openBuiltServer } from '#support/builtServer.ts'
import { ticketIssued } from '#support/hallAfter.ts'
import { nodeProgram } from '#support/nodeProgram.ts'
import { writePackage } from '#support/package/writePackage.ts'
import { call, pairTablet } from '#support/signingTablet.ts'

/** The archive that a hall unpacks, unpacked where no packages lie above it. */
let unpacked = ''
let server: BuiltServer | undefined
beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'unpacked-'))
  const { name, archives } = await writePackage(folder, { machines: 'here', zip: false })
  execFileSync('tar', ['-xzf', archives[0]?.file ?? '', '-C', folder])
  unpacked = path.join(folder, name)
})
afterEach(async () => {
  await server?.close()
  server = undefined
})
afterAll(() => rmSync(path.dirname(unpacked), { recursive: true, force: true }))

const own = Number(process.versions.node.split('.')[0])
describe.each([...new Set([own, 22, 24])])('the hall server out of its archive under Node %i', (major) => {
  it('shows the app, pairs a tablet and has its ticket, also after it was killed, and finds its store sound', async () => {
    const node = major === own ? process.execPath : await nodeProgram(major)
    server = await openBuiltServer({ built: unpacked, node, asShipped: true })
    const origin = `http://127.0.0.1:${server.port}`
    expect(await (await fetch(origin)).text()).toContain('<div id="app">')
    const { hall } = (await call(origin, '/api/hello')).body
    const tablet = await pairTablet({ origin, hall }, server.firstCode())
    tablet.notebook.write(ticketIssued('A001'))
    expect((await tablet.push()).body).toMatchObject({ kept: 2 })
    await server.kill()
    await server.start()
    const { body } = await tablet.get('/api/events?after=0')
    const stored = body.flatMap(({ line }: { line?: string }) => line ?? [])
    // Before them stand the lines of the hall server's own journal.
    expect(stored.slice(-2)).toEqual(tablet.notebook.lines)
    expect(stored.at(-1)).toContain('"label":"A001"')
    await server.kill()
    const env = { ...process.env, STAYOPEN_DATA: server.data }
    expect(execFileSync(node, [path.join(unpacked, 'server/main.js'), 'check'], { env, encoding: 'utf8' })).toContain(
      'Everything is sound',
    )
  })
})
