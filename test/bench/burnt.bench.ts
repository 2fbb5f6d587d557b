import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'libsql'
import { afterAll, beforeAll, bench, describe, expect } from 'vitest'
import { PIN } from '#support/foundHall.ts'
import { type BenchFiles, buildBenchPage, openBenchHall } from './benchHall.ts'
import { once, print } from './report.ts'

/*
 * The hall server burns after a month of a large hall: 20 tablets, 150,000 events, 4,000 papers of 8 KB. A spare machine opens the
 * kit and starts. 18 of the tablets are gone as well: two, in one Chromium beside the server, bring back all that there was,
 * the lines of all 20 and 2,000 papers each. Time runs from the moment the spare machine is started.
 */
const HISTORIANS = 18
const EVENTS = 150_000
const PAPERS = 4_000
const PAPER_BYTES = 8 * 1024

/** At most so many are the two tablets' own, and go the usual way. */
const OWN = 200

let files: BenchFiles
beforeAll(async () => {
  files = await buildBenchPage()
}, 60_000)
afterAll(() => files.remove())

describe('the hall server burns', () => {
  bench(
    'and a spare machine has everything again',
    async () => {
      const hall = await openBenchHall(files)
      const stick = mkdtempSync(join(tmpdir(), 'stick-'))
      try {
        const { server, founded } = hall
        const stayopen = (args: readonly string[], input = '') => {
          const main = join(files.folder, 'server/main.js')
          const env = { ...process.env, STAYOPEN_DATA: server.data }
          const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
            env,
            input,
            encoding: 'utf8',
          })
          if (status !== 0) throw new Error(`${stdout}${stderr}`)
        }
        const pages = [await hall.tablet('a', 'reception'), await hall.tablet('b', 'reception')] as const
        const [a, b] = pages
        const historians = []
        for (let i = 0; i < HISTORIANS; i++) historians.push(await hall.historian(`历史 ${i + 1}`))
        const half = PAPERS / pages.length
        for (const page of pages) await page.evaluate((pin) => window.bench.tablet.signIn(pin), PIN)
        await Promise.all(
          pages.map((page) =>
            page.evaluate(([n, size]) => window.bench.tablet.keepPapers(n, size), [half, PAPER_BYTES] as const),
          ),
        )
        for (const page of pages)
          while ((await page.evaluate(() => window.bench.tablet.papersLeft())) > 0) await pause(200)
        // This one holds its lines in a store made for tests, and brings nothing back.
        await founded.close()
        const each = Math.ceil(EVENTS / HISTORIANS)
        for (const [i, write] of historians.entries()) await write(each + i)
        await Promise.all(pages.map((page) => page.evaluate((count) => window.bench.tablet.allHere(count), EVENTS)))
        expect(papersAt(server.data)).toBe(PAPERS)

        stayopen(['kit', stick])
        await server.kill()
        const lines = linesAt(server.data)
        rmSync(server.data, { recursive: true })
        stayopen(['kit', 'open', stick], `${founded.sheet.slice(0, 2).join('\n')}\n`)
        const begun = performance.now()
        const seconds = () => (performance.now() - begun) / 1_000
        await server.start()
        const started = seconds()
        // A customer at one tablet is seen on the other.
        const heard = (await b.evaluate(() => window.bench.tablet.state())).received
        while ((await a.evaluate(() => window.bench.tablet.state())).link !== 'connected') await pause(100)
        await a.evaluate(() => window.bench.tablet.tap(1))
        while ((await b.evaluate(() => window.bench.tablet.state())).received <= heard) await pause(100)
        const works = seconds()
        let papers = 0
        let told = 0
        while (papers === 0 || told < lines - OWN) {
          await pause(1_000)
          told = (await a.evaluate(() => window.bench.tablet.state())).broughtBack
          if (papers === 0 && papersAt(server.data) === PAPERS) papers = seconds()
        }
        const all = seconds()
        await server.kill()
        expect(linesAt(server.data)).toBeGreaterThanOrEqual(lines)
        print({ what: 'the spare machine answers', unit: 's', measured: [started], target: null })
        print({ what: 'a ticket of one tablet is on another', unit: 's', measured: [works], target: { most: 60 } })
        print({ what: `${PAPERS} papers are back`, unit: 's', measured: [papers], target: { most: 600 } })
        print({ what: `${lines} lines and all papers are back`, unit: 's', measured: [all], target: { most: 600 } })
      } finally {
        rmSync(stick, { recursive: true, force: true })
        await hall.close()
      }
    },
    once,
  )
})

function linesAt(data: string): number {
  const db = new Database(join(data, 'hall.db'))
  const [lines] = db.prepare('SELECT sum(last_n - first_n + 1) FROM runs').raw().all().flat()
  db.close()
  return Number(lines)
}

const papersAt = (data: string): number =>
  readdirSync(join(data, 'papers'), { recursive: true }).filter((name) => /[0-9a-f]{64}$/.test(String(name))).length
