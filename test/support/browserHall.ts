import type { Page } from 'playwright-core'
import type { Place } from '#domain/kind.ts'
import { configureHall } from '#domain/settings/commands.ts'
import type { SettingsChange } from '#domain/settings/events.ts'
import { type Brings, type BrowserTablets, openBrowserTablets, TABLET, WALL } from './browserTablets.ts'
import { type BuiltServer, openBuiltServer } from './builtServer.ts'
import { type FoundedHall, foundHall } from './foundHall.ts'
import { until } from './until.ts'

/** A hall that is set up, with a built server that can be killed and tablets in one Chromium. */
export interface BrowserHall {
  readonly server: BuiltServer
  readonly founded: FoundedHall
  readonly tablets: BrowserTablets
  /** What went wrong in any tablet's page: uncaught faults, breaches of the content security policy. */
  readonly faults: string[]
  /**
   * Pairs a tablet through its own screen; the name is also its address. It is let in as soon as it knocks. What is to go on
   * with the hall server dead brings something.
   */
  pair(place: Place, name?: string, brings?: Brings): Promise<Page>
  close(): Promise<void>
}

/** Opens a hall with quick rules: no shortest time to serve, to miss or to call again. */
export async function openBrowserHall(rules: SettingsChange['rules'] = {}): Promise<BrowserHall> {
  const server = await openBuiltServer()
  const founded = await foundHall(`http://127.0.0.1:${server.port}`, server.firstCode())
  const quick = { quickFinishSeconds: 0, missAfterSeconds: 0, recallIntervalSeconds: 0, lockAfterMinutes: 240 }
  const configured = await founded.manager.log.perform(configureHall, { rules: { ...quick, ...rules } })
  if (!configured.ok) throw new Error(`the rules were refused: ${configured.why}`)
  // Whoever is paired now learns these rules with the first history, not some numbers later.
  await until(() => founded.manager.status.unsent.count === 0)
  const tablets = await openBrowserTablets()
  const faults: string[] = []
  return {
    server,
    founded,
    tablets,
    faults,
    async pair(place, name = place, brings = {}) {
      const page = await tablets.page(place === 'wall' ? WALL : TABLET, brings)
      noteFaults(page, faults, brings)
      await page.goto(`${server.origin(name)}/pair#code=${await founded.codeFor(place, name)}`)
      await page.getByRole('button', { name: '加入' }).click()
      await page.waitForURL(new RegExp(`/${place}$`))
      return page
    },
    async close() {
      await tablets.close()
      await founded.close()
      await server.close()
    },
  }
}

/**
 * Notes what the page itself reports as wrong. That a dead server does not answer is no fault of the page, nor that a part
 * of the app comes from nowhere then, where it was not installed.
 */
export function noteFaults(page: Page, faults: string[], { installs = false }: Brings = {}): void {
  page.on('pageerror', (fault) => faults.push(`${page.url()}: ${fault.stack ?? fault.message}`))
  page.on('console', (message) => {
    const text = message.text()
    const unanswered =
      text.includes('net::ERR_') ||
      text.includes('Failed to load resource') ||
      (!installs && text.includes('Failed to fetch dynamically imported module'))
    if (message.type() === 'error' && !unanswered) faults.push(`${page.url()}: ${text}`)
  })
}
