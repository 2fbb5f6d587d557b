import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StoredRun } from '#server/eventStore.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { rounds } from '#support/endure.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { pairManager, type SigningTablet } from '#support/signingTablet.ts'

let server: TestHallServer
let manager: SigningTablet
/** The file of the store as it was closed, and where in it the row of a run lies: from its first byte to its lines. */
let file: string
let bytes: Buffer
let row: { readonly from: number; readonly to: number }

beforeEach(async () => {
  server = await openHallServer()
  manager = await pairManager(server)
  await manager.push()
  for (let i = 0; i < 4; i++) {
    const from = manager.notebook.head.n + 1
    manager.writeSome(2)
    await manager.push(from)
  }
  await server.stop()
  file = join(server.data, 'hall.db')
  bytes = readFileSync(file)
  const lines = bytes.indexOf(manager.notebook.lines.at(-4)!)
  row = { from: bytes.lastIndexOf(server.hall, lines) - 20, to: lines }
})
afterEach(() => rmSync(server.data, { recursive: true, force: true }))

/** Flips bits of one byte of the file. */
function flip(at: number, bits: number): void {
  const changed = Buffer.from(bytes)
  changed[at]! ^= bits
  writeFileSync(file, changed)
}

/** What is said of each line, by its journal and number; of one that is damaged that it is. */
const saidIn = (runs: readonly StoredRun[]) =>
  new Map(
    runs.flatMap(({ damaged, firstSeq, from, journal, kinds, lines }) =>
      lines.map((line, i): [string, string] => {
        const isDamaged = damaged.includes(from + i)
        return [`${journal}:${from + i}`, isDamaged ? 'damaged' : `${firstSeq + i} ${kinds[i]} ${line}`]
      }),
    ),
  )

async function read() {
  const store = openSqliteStore(server.data)
  try {
    const said = saidIn(await store.read(0, 1_000_000))
    return { said, wanted: new Set((await store.damaged()).map(({ journal, n }) => `${journal}:${n}`)) }
  } finally {
    await store.close()
  }
}

describe('a row of lines of which the disk has changed a byte that is in none of them', () => {
  it('says the lines as they are, or names them to those who can bring them again, and nobody else’s, wherever the byte is', async () => {
    const before = (await read()).said
    for (let at = row.from; at < row.to; at += rounds(9, 1)) {
      flip(at, 4)
      const { said, wanted } = await read()
      expect([...said.keys(), ...wanted].filter((name) => !before.has(name), `byte ${at - row.to}`)).toEqual([])
      for (const [name, line] of before) if (!wanted.has(name)) expect(said.get(name), `byte ${at - row.to}`).toBe(line)
    }
  })

  it('costs nobody a ticket when it was a letter of whose it is: no line counts for lost under a name that nobody has', async () => {
    flip(bytes.lastIndexOf(manager.notebook.journal, row.to) + 12, 4)
    const again = await server.start()
    const { body } = await manager.get('/api/events?after=0')
    const there = new Set(body.map((entry: { line?: string }) => entry.line))
    expect(manager.notebook.lines.filter((line) => !there.has(line))).toEqual([])
    expect((await manager.get('/api/hello')).body.missing).toEqual([])
    await again.stop()
  })

  it('does not stop tablets from reading on when it was a letter of when it came', async () => {
    const at = bytes.lastIndexOf(manager.notebook.journal, row.to) + 20
    expect(bytes.subarray(at, at + 11).toString()).toMatch(/^2\d{3}-\d\d-\d\dT/)
    // A `2` that is a quotation mark now would end what is written on the wire.
    flip(at, 0x10)
    const again = await server.start()
    const { status, body } = await manager.get('/api/events?after=0')
    expect(status).toBe(200)
    const there = new Set(body.map((entry: { line?: string }) => entry.line))
    expect(manager.notebook.lines.filter((line) => !there.has(line))).toEqual([])
    await again.stop()
  })
})
