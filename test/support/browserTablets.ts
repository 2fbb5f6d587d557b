import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findBrowser } from './findBrowser.ts'

/** One Chromium with an on-disk profile. Each tablet is an origin of its own (`wall.localhost`), so it has its own storage. */
export interface BrowserTablets {
  readonly context: BrowserContext
  readonly profile: string
  page(size?: { width: number; height: number }): Promise<Page>
  close(): Promise<void>
}

/** Flags for a quiet Chromium that reaches nothing but loopback. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--autoplay-policy=no-user-gesture-required',
]

export const TABLET = { width: 1280, height: 800 }
export const WALL = { width: 1920, height: 1080 }

export async function openBrowserTablets(
  profile = mkdtempSync(path.join(os.tmpdir(), 'stayopen-profile-')),
): Promise<BrowserTablets> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser(),
    headless: true,
    args: CHROMIUM_FLAGS,
    viewport: TABLET,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Flashing and sliding cost a machine without a graphics card more than everything else together.
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  const browser = context.browser()
  if (!browser) throw new Error('the browser has gone')
  const windows = await browser.newBrowserCDPSession()
  return {
    context,
    profile,
    async page(size = TABLET) {
      // A window of its own: of the tabs in one window only the front one is drawn without delay.
      const opening = context.waitForEvent('page')
      await windows.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size })
      const page = await opening
      await page.setViewportSize(size)
      return page
    },
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
