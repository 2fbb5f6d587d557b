import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { build } from 'vite'
import { createPen, newJournal } from '#device/journal/pen.ts'
import { stretchPin } from '#device/who/stretchPin.ts'
import type { Place } from '#domain/kind.ts'
import type { NewHallEvent } from '#domain/whole.ts'
import { type BrowserTablets, openBrowserTablets } from '#support/browserTablets.ts'
import { type BuiltServer, openBuiltServer } from '#support/builtServer.ts'
import { type FoundedHall, foundHall } from '#support/foundHall.ts'
import { realChance } from '#support/realChance.ts'
import { pairTablet } from '#support/signingTablet.ts'
import type { BenchPage } from './page/main.ts'
import { openRawServer, type RawServer } from './rawServer.ts'

declare global {
  interface Window {
    bench: BenchPage
  }
}

/** What `npm run build` made, with the page of the benches beside the app, in a folder of its own. */
export interface BenchFiles {
  readonly folder: string
  remove(): void
}

export async function buildBenchPage(): Promise<BenchFiles> {
  if (!existsSync('dist/app')) throw new Error('dist/app is missing: run `npm run build` first')
  // Within the project, so that the server finds its packages.
  const folder = mkdtempSync(resolve('dist', 'bench-'))
  for (const part of ['app', 'server']) cpSync(join('dist', part), join(folder, part), { recursive: true })
  await build({
    configFile: false,
    logLevel: 'error',
    root: resolve('test/bench/page'),
    base: '/bench/',
    worker: { format: 'es' },
    build: { outDir: join(folder, 'app/bench'), target: 'es2022' },
  })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A founded hall on the built server, a raw server, and one Chromium for both. Every page is a tablet of its own. */
export interface BenchHall {
  readonly server: BuiltServer
  readonly founded: FoundedHall
  readonly tablets: BrowserTablets
  /** Pairs a tablet without screens. */
  tablet(name: string, place: Place): Promise<Page>
  /** A bare Dexie client. */
  raw(name: string): Promise<Page>
  /** Lets a tablet of its own push a history of days that are closed: 2 events a ticket, 200 tickets a day. */
  seed(events: number): Promise<void>
  /** Lets a tablet of its own in that writes such a history when it is told to. */
  historian(name: string): Promise<(events: number) => Promise<void>>
  close(): Promise<void>
}

export async function openBenchHall({ folder }: BenchFiles): Promise<BenchHall> {
  const server = await openBuiltServer({ built: folder })
  const founded = await foundHall(`http://127.0.0.1:${server.port}`, server.firstCode())
  const tablets = await openBrowserTablets({ measures: true })
  const bare: RawServer = await openRawServer(join(folder, 'app'))

  async function historian(name: string): Promise<(events: number) => Promise<void>> {
    const { hall } = founded.manager.log
    const code = await founded.codeFor('reception', name)
    const origin = `http://127.0.0.1:${server.port}`
    const { tablet, key, lane, pushLines } = await pairTablet({ origin, hall: hall.id }, code, 'bench', stretchPin)
    const pen = createPen(
      { hall: hall.id, tablet, lane, key: key.spki },
      [newJournal({ key: key.spki }, realChance)],
      realChance,
    )
    return async (events) => {
      for (let day = 1; pen.current.head.n < events; day++) {
        const written = pen.write(closedDay(day, events), null, Date.now() - (600 - day) * 86_400_000)
        if (written === 'line-too-long') throw new Error(written)
        pen.commit(written)
        const answer = await pushLines(written.lines, written.from, written.journal, true)
        if (answer.status !== 200) throw new Error(`not admitted: ${JSON.stringify(answer.body)}`)
      }
    }
  }

  return {
    server,
    founded,
    tablets,
    async tablet(name, place) {
      const code = await founded.codeFor(place, name)
      const page = await tablets.page()
      await page.goto(`${server.origin(name)}/bench/index.html`)
      await page.evaluate(() => window.bench.tablet.open())
      await page.evaluate((code) => window.bench.tablet.pair(code), code)
      await page.evaluate(() => window.bench.tablet.caughtUp())
      return page
    },
    async raw(name) {
      const page = await tablets.page()
      await page.goto(bare.origin(name))
      await page.evaluate(() => window.bench.raw.open())
      return page
    },
    async seed(events) {
      await (await historian(`history of ${events}`))(events)
    },
    historian,
    async close() {
      await tablets.close()
      await founded.close()
      await Promise.all([server.close(), bare.close()])
    },
  }
}

/** One day of the history: everybody left, and it was closed. */
function closedDay(day: number, events: number): NewHallEvent[] {
  const date = (offset: number) => new Date(Date.now() - (600 - day - offset) * 86_400_000).toISOString().slice(0, 10)
  const tickets = Math.min(200, Math.ceil(events / 2))
  const drafts = Array.from({ length: tickets }, (_, i): NewHallEvent[] => {
    const subject = `t_${events}_${day}_${i}`
    const label = `A${String(i + 1).padStart(3, '0')}`
    const taken = { label, number: i + 1, origin: 'roll', queue: 'q-pay', service: null, day: date(0) } as const
    return [
      { kind: 'TicketIssued', subject, body: { ...taken, priority: null, ahead: i, quote: { from: 10, to: 20 } } },
      { kind: 'TicketCancelled', subject, body: { reason: 'left' } },
    ]
  })
  return [...drafts.flat(), { kind: 'DayClosed', subject: date(0), body: { open: 'void', next: date(1), known: {} } }]
}

/** Slows the main thread of a page: 4 is a cheap tablet. */
export async function throttle(page: Page, rate: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
  return session
}
