import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { findBrowser } from './findBrowser.ts'

/**
 * Tablets in a Chromium with an on-disk profile. Each tablet is an origin of its own (`wall.localhost`), so it has its own
 * storage. The browser is started with the first of them and serves every file of a worker: closing closes the pages.
 */
export interface BrowserTablets {
  readonly context: BrowserContext
  /** A blank page in a window of its own. */
  page(size?: { width: number; height: number }, brings?: Brings): Promise<Page>
  /** Whether the browser promises from now on to keep what tablets save; it does at first. */
  promiseStorage(promises: boolean): Promise<void>
  close(): Promise<void>
}

/**
 * What the app in a page gets onto the tablet besides what is on the screen: only what a story needs, since a machine that
 * fetches and reads all of it for every tablet does little else.
 */
export interface Brings {
  /** The app is installed, for a start without the hall server. */
  readonly installs?: boolean
  /** Parts that are opened later are fetched ahead, as browsers do that say when they are idle, for a tap without the server. */
  readonly readsAhead?: boolean
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
/** Hardly anything in a story runs often enough for the last compiler, which took a sixth of the machine's time. */
const FEW_RUNS = '--js-flags=--no-opt'

/** After this time something will not come any more. How long it takes is no claim, and must not be one on a busy machine. */
export const GIVE_UP_MS = 60_000

export const TABLET = { width: 1280, height: 800 }
export const WALL = { width: 1920, height: 1080 }

interface Running {
  readonly context: BrowserContext
  readonly windows: CDPSession
}
let running: Promise<Running> | null = null

async function start(measures: boolean): Promise<Running> {
  // A profile of the driver's own making, which it removes with the process.
  const context = await chromium.launchPersistentContext('', {
    executablePath: await findBrowser(),
    headless: true,
    args: measures ? CHROMIUM_FLAGS : [...CHROMIUM_FLAGS, FEW_RUNS],
    viewport: TABLET,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // Flashing and sliding cost a machine without a graphics card more than everything else together.
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(GIVE_UP_MS)
  context.once('close', () => {
    running = null
  })
  const browser = context.browser()
  if (!browser) throw new Error('the browser has gone')
  const windows = await browser.newBrowserCDPSession()
  await promiseStorage(windows, true)
  return { context, windows }
}

/** Whether the browser promises to keep what tablets save, as one does where the app was added to the home screen. */
async function promiseStorage(windows: CDPSession, promises: boolean): Promise<void> {
  const setting = promises ? 'granted' : 'denied'
  await windows.send('Browser.setPermission', { permission: { name: 'persistent-storage' }, setting })
}

/** What `measures` how fast the app is gets a browser as tablets have it. */
export async function openBrowserTablets({ measures = false } = {}): Promise<BrowserTablets> {
  running ??= start(measures)
  const { context, windows } = await running
  const pages: Page[] = []
  return {
    context,
    async page(size = TABLET, { installs = false, readsAhead = installs } = {}) {
      // A window of its own: of the tabs in one window only the front one is drawn without delay.
      const opening = context.waitForEvent('page')
      await windows.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size })
      const page = await opening
      pages.push(page)
      await page.setViewportSize(size)
      await page.addInitScript(soundsCheaply)
      if (!installs) await page.addInitScript(neverInstalls)
      if (!readsAhead) await page.addInitScript(neverIdle)
      return page
    },
    promiseStorage: (promises: boolean) => promiseStorage(windows, promises),
    async close() {
      await promiseStorage(windows, true)
      await Promise.all(pages.map((page) => page.close()))
    },
  }
}

/** Sounds as ever, for a machine that plays them to nobody: a tenth of the samples, in large pieces. */
function soundsCheaply(): void {
  const { AudioContext } = window
  window.AudioContext = class extends AudioContext {
    constructor(options: AudioContextOptions = {}) {
      super({ ...options, sampleRate: 4_000, latencyHint: 'playback' })
    }
  }
}

/** Fetching some hundred files for a start that no story makes costs more than the story: the tablet goes on waiting for them. */
function neverInstalls(): void {
  if ('serviceWorker' in navigator) navigator.serviceWorker.register = () => new Promise(() => {})
}

/** As browsers that cannot say when they are idle: a part is fetched with the tap that opens it. */
function neverIdle(): void {
  Reflect.deleteProperty(window, 'requestIdleCallback')
}
