import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rounds } from '#support/endure.ts'
import { builtProgram, type ServerProcess, type ServerProgram } from '#support/serverProcess.ts'
import { call, pairAnother, pairTablet, type SigningTablet } from '#support/signingTablet.ts'

const ROUNDS = rounds(3, 40)
const CLIENTS = 5

let program: ServerProgram
let data: string
beforeAll(async () => {
  program = builtProgram()
  data = await mkdtemp(join(tmpdir(), 'killed-'))
})
afterAll(async () => {
  await rm(data, { recursive: true, force: true })
})

/** Pushes until the server is gone; answers the last line that was acknowledged. */
async function pushUntilGone(tablet: SigningTablet, kept: number, batch: number): Promise<number> {
  let acknowledged = kept
  try {
    for (;;) {
      tablet.writeSome(batch)
      const answer = await tablet.push(acknowledged + 1)
      expect(answer.status).toBe(200)
      acknowledged = answer.body.kept
    }
  } catch (gone) {
    if (!(gone instanceof TypeError)) throw gone
    return acknowledged
  }
}

describe('a hall server that is killed while tablets push', () => {
  it(`has every acknowledged event once and no gap, ${ROUNDS} times over`, async () => {
    let server: ServerProcess = await program.start({ data, port: 0 })
    const { hall } = (await call(server.origin, '/api/hello')).body
    const port = Number(new URL(server.origin).port)
    const place = { origin: server.origin, hall }
    const manager = await pairTablet(place, server.firstCode)
    const tablets = [manager]
    while (tablets.length < CLIENTS) tablets.push(await pairAnother(place, manager, 'counter'))
    const acknowledged = tablets.map(() => 0)

    for (let round = 0; round < ROUNDS; round++) {
      const pushing = tablets.map((tablet, i) =>
        pushUntilGone(tablet, acknowledged[i] ?? 0, [1, 3, 20, 100, 1][i] ?? 1),
      )
      // The moment of death differs from round to round, from the first push to well under way.
      await new Promise((wait) => setTimeout(wait, 40 + round * 35))
      await server.kill()
      const reached = await Promise.all(pushing)
      server = await program.start({ data, port })
      expect(server.origin).toBe(place.origin)

      for (const [i, tablet] of tablets.entries()) {
        const { body } = await tablet.get('/api/hello')
        const kept = body.journals[tablet.notebook.journal]?.kept ?? 0
        expect(kept).toBeGreaterThanOrEqual(reached[i] ?? 0)
        acknowledged[i] = kept
      }
    }

    for (const [i, tablet] of tablets.entries()) {
      for (let from = (acknowledged[i] ?? 0) + 1; from <= tablet.notebook.head.n; from += 500)
        expect((await tablet.pushLines(tablet.notebook.lines.slice(from - 1, from + 499), from)).status).toBe(200)
    }
    const { body } = await manager.get('/api/events?after=0')
    const entries = body.slice(0, -1)
    expect(entries.map(({ seq }: { seq: number }) => seq)).toEqual(entries.map((_: unknown, i: number) => i + 1))
    // Each round every tablet got something through: the server died under load, not at rest.
    expect(entries.length).toBeGreaterThan(ROUNDS * CLIENTS)
    const stored: string[] = entries.map(({ line }: { line: string }) => line)
    for (const { notebook } of tablets)
      expect(stored.filter((line) => line.includes(`"journal":"${notebook.journal}","n":`))).toEqual(notebook.lines)
    expect(await server.stop()).toBe(0)
  })
})
