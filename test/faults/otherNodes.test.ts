import { afterEach, describe, expect, it } from 'vitest'
import { type BuiltServer, openBuiltServer } from '#support/builtServer.ts'
import { ticketIssued } from '#support/hallAfter.ts'
import { nodeProgram } from '#support/nodeProgram.ts'
import { call, pairTablet } from '#support/signingTablet.ts'

let server: BuiltServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

describe.each([22, 24] as const)('the built hall server under Node %i', (major) => {
  it('pairs a tablet and has its ticket, also after it was killed', async () => {
    server = await openBuiltServer({ node: await nodeProgram(major) })
    const origin = `http://127.0.0.1:${server.port}`
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
  })
})
