import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bringBack } from '#support/bringingBack.ts'
import { rounds } from '#support/endure.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { type Notebook, pairAnother, pairManager, type SigningTablet } from '#support/signingTablet.ts'

const PAGE = 4_096

let hall: TestHallServer
let manager: SigningTablet
let counter: SigningTablet
/** Where the manager's tablet has founded the hall and let the counter in. */
let founding: Notebook
/** The store as it was closed, where each table and index begins in it, and every line of it. */
let bytes: Buffer
let roots: ReadonlyMap<string, number>
let lines: readonly string[]

beforeAll(async () => {
  hall = await openHallServer()
  manager = await pairManager(hall)
  await manager.push()
  const openNotebook = () => {
    founding = manager.openNotebook()
    return founding
  }
  counter = await pairAnother(hall, { ...manager, openNotebook }, 'counter')
  await counter.push()
  for (let i = 0; i < 4; i++)
    for (const tablet of [manager, counter]) {
      const from = tablet.notebook.head.n + 1
      tablet.writeSome(10)
      await tablet.push(from)
    }
  lines = await linesAt(manager)
  await hall.stop()
  const file = join(hall.data, 'hall.db')
  const db = new Database(file)
  const named = db.prepare('SELECT name, rootpage FROM sqlite_schema').raw().all() as [string, number][]
  db.exec('PRAGMA journal_mode = DELETE')
  db.close()
  roots = new Map(named)
  bytes = readFileSync(file)
})
afterAll(() => hall.close())

async function linesAt(tablet: SigningTablet): Promise<readonly string[]> {
  const { body, status } = await tablet.get('/api/events?after=0')
  expect(status).toBe(200)
  return (body as readonly { line?: string }[]).flatMap(({ line }) => line ?? [])
}

/** Starts the hall on its store with other bytes, under its address, and hands over the server; a sentence where it does not start. */
async function on(
  damage: (copy: Buffer) => void,
  work: (server: TestHallServer) => Promise<void>,
  beside: (data: string) => void = () => {},
): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), 'mended-'))
  cpSync(hall.data, data, { recursive: true })
  const { heads } = manager.people
  const copy = Buffer.from(bytes)
  damage(copy)
  writeFileSync(join(data, 'hall.db'), copy)
  // What was put elsewhere for this test alone was not moved by anybody.
  rmSync(join(data, 'home'))
  beside(data)
  try {
    const server = await openHallServer({ data, port: Number(new URL(hall.origin).port) })
    try {
      await work(server)
    } finally {
      await server.stop()
    }
    return ''
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'StoreUnopened') return fault.message
    throw fault
  } finally {
    // What was said there was said nowhere else.
    manager.people.heads = heads
    rmSync(data, { recursive: true, force: true })
  }
}

/** What kind of page this is, is what the disk has changed. */
const breakPage = (copy: Buffer, page: number) => {
  copy[(page - 1) * PAGE + (page === 1 ? 100 : 0)] = 0x7f
}
const rootOf = (name: string): number => {
  const root = roots.get(name)
  if (root === undefined) throw new Error(`there is no ${name}`)
  return root
}

/** A tablet brings back all that it wrote. */
async function bringsBack(tablet: SigningTablet, book = tablet.notebook) {
  expect((await bringBack(hall.hall, tablet, book)).status).toBe(200)
}

describe('a store with a page that cannot be read', () => {
  it('goes on whole where an index was on it: no line is missing, nobody is asked for any, and no other epoch begins', async () => {
    for (const index of [...roots.keys()].filter(
      (name) => name.startsWith('sqlite_autoindex') || name.startsWith('journals_by'),
    ))
      await on(
        (copy) => breakPage(copy, rootOf(index)),
        async (server) => {
          expect([index, await linesAt(manager)]).toEqual([index, lines])
          const { missing, troubles, wants } = (await manager.get('/api/hello')).body
          expect([index, missing, wants]).toEqual([index, [], null])
          expect(troubles).toContainEqual({ kind: 'damaged', part: 'pages' })
          expect(readdirSync(join(server.data, 'aside'))).toHaveLength(1)
          expect((await counter.push()).body).toMatchObject({ kept: counter.notebook.head.n })
        },
      )
  })

  it('names the lines that were on it and has them again from who holds them, whichever page of lines it was', async () => {
    const written = [...manager.notebook.lines, ...counter.notebook.lines]
    const pages = Array.from({ length: bytes.length / PAGE }, (_, i) => i + 1).filter(
      (page) => page === rootOf('runs') || written.some((line) => isOn(line, page)),
    )
    for (const page of pages.filter((_, i) => i % rounds(3, 1) === 0))
      await on(
        (copy) => breakPage(copy, page),
        async () => {
          const there = new Set(await linesAt(manager))
          const lost = manager.notebook.lines.flatMap((line, i) => (there.has(line) ? [] : [i + 1]))
          const { missing } = (await manager.get('/api/hello')).body
          for (const n of lost) expect(missing).toContainEqual({ journal: manager.notebook.journal, from: n, to: n })
          await bringsBack(manager, founding)
          for (const tablet of [manager, counter]) await bringsBack(tablet)
          const now = await linesAt(manager)
          expect([
            page,
            [...manager.notebook.lines, ...counter.notebook.lines].filter((line) => !now.includes(line)),
          ]).toEqual([page, []])
          expect((await counter.push()).body).toMatchObject({ kept: counter.notebook.head.n })
        },
      )
  })

  it('goes on with the books that can be drawn from its lines, or whose owners say them again', async () => {
    for (const table of [
      'halls',
      'journals',
      'marks',
      'quarantine',
      'leases',
      'named',
      'cursors',
      'running',
      'closed_epochs',
    ])
      await on(
        (copy) => breakPage(copy, rootOf(table)),
        async (server) => {
          const there = await linesAt(manager)
          expect([table, lines.filter((line) => !there.includes(line))]).toEqual([table, []])
          expect((await manager.get('/api/hello')).body.missing).toEqual([])
          expect((await counter.push()).body).toMatchObject({ kept: counter.notebook.head.n })
          expect((await pairAnother(server, manager, 'wall')).place).toBe('wall')
        },
      )
  })

  it('knows its tablets by their keys where their tokens were on it', async () => {
    await on(
      (copy) => breakPage(copy, rootOf('tablets')),
      async () => {
        expect((await counter.get('/api/hello')).status).toBe(401)
        const again = await counter.askForToken()
        expect((await again.get('/api/hello')).status).toBe(200)
      },
    )
  })

  it('is served or refused as before where what was there cannot be put aside', async () => {
    const work = async () => expect(await linesAt(manager)).toEqual(lines)
    const aside = (data: string) => writeFileSync(join(data, 'aside'), '')
    expect(await on((copy) => breakPage(copy, rootOf('quarantine')), work, aside)).toBe('')
    const said = await on((copy) => breakPage(copy, rootOf('sqlite_autoindex_journals_1')), work, aside)
    expect(said).toContain('stayopen restore')
  })

  it('is looked at once: the next start finds it sound', async () => {
    await on(
      (copy) => breakPage(copy, rootOf('journals_by_seq')),
      async (server) => {
        const again = await server.restart()
        expect((await manager.get('/api/hello')).body.troubles).toEqual([])
        expect(readdirSync(join(server.data, 'aside'))).toHaveLength(1)
        await again.stop()
      },
    )
  })

  it(
    'works, or says in one sentence what to do, whichever page it is and wherever on it the byte',
    async () => {
      const said: string[] = []
      for (let at = 0; at < bytes.length; at += rounds(2_777, 331)) {
        const sentence = await on(
          (copy) => {
            copy[at]! ^= 0x55
          },
          async () => {
            const there = await linesAt(manager)
            const { missing } = (await manager.get('/api/hello')).body
            const isNamed = (tablet: SigningTablet, n: number) =>
              missing.some(
                (each: { journal: string; from: number; to: number }) =>
                  each.journal === tablet.notebook.journal && each.from <= n && n <= each.to,
              )
            for (const tablet of [manager, counter])
              for (const [i, line] of tablet.notebook.lines.entries())
                if (!there.includes(line)) expect([at, i + 1, isNamed(tablet, i + 1)]).toEqual([at, i + 1, true])
          },
        )
        if (sentence !== '') said.push(sentence)
      }
      for (const sentence of said) {
        expect(sentence).toContain('stayopen restore')
        expect(sentence).toContain('hall.db')
        expect(sentence).not.toContain('\n')
      }
      // The pages that say which tables there are.
      expect(said.length).toBeLessThan(rounds(8, 60))
    },
    60_000 * rounds(1, 10),
  )
})

const isOn = (line: string, page: number) => {
  const at = bytes.indexOf(line)
  return at >= 0 && at < page * PAGE && at + line.length > (page - 1) * PAGE
}
