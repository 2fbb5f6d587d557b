import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { CHROMIUM_FLAGS, GIVE_UP_MS } from './browserTablets.ts'
import { findBrowser } from './findBrowser.ts'
import { until } from './until.ts'

/** A Chromium on one profile whose main process can be killed as a tablet's power can be cut. */
export interface MortalBrowser {
  /** The folder of the profile. */
  readonly profile: string
  /** Starts it, or starts it again on the same profile; answers its page. */
  start(): Promise<Page>
  /** SIGKILL of the main process: nothing in it gets a chance to tidy up. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** Makes the profile; nothing runs yet. */
export async function openMortalBrowser(): Promise<MortalBrowser> {
  const program = await findBrowser()
  const profile = mkdtempSync(path.join(os.tmpdir(), 'stayopen-mortal-'))
  let running: { main: ChildProcess; browser: Browser } | null = null

  async function kill(): Promise<void> {
    if (!running) return
    const { main, browser } = running
    running = null
    const exited = once(main, 'exit')
    main.kill('SIGKILL')
    await exited
    await browser.close().catch(() => {})
  }

  return {
    profile,
    async start() {
      const portFile = path.join(profile, 'DevToolsActivePort')
      rmSync(portFile, { force: true })
      const flags = [
        '--headless=new',
        '--remote-debugging-port=0',
        `--user-data-dir=${profile}`,
        '--lang=zh-CN',
        '--accept-lang=zh-CN',
      ]
      const main = spawn(program, [...CHROMIUM_FLAGS, ...flags, 'about:blank'], { stdio: 'ignore' })
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portIn(portFile, main)}`)
      running = { main, browser }
      const [context] = browser.contexts()
      if (!context) throw new Error('the browser has no profile open')
      context.setDefaultTimeout(GIVE_UP_MS)
      // What a command compiles keeps the names of functions by this, also of those that run in the page.
      await context.addInitScript('globalThis.__name ??= (named) => named')
      return context.pages()[0] ?? context.newPage()
    },
    kill,
    async close() {
      await kill()
      // What the browser had started may write for a moment longer.
      await until(() => removed(profile))
    },
  }
}

/** Removes a folder; false when something was written into it meanwhile. */
function removed(folder: string): boolean {
  try {
    rmSync(folder, { recursive: true, force: true })
    return true
  } catch {
    return false
  }
}

/** The port on which the browser lets itself be driven, once it has written it down. */
async function portIn(file: string, main: ChildProcess): Promise<number> {
  for (let tries = 0; tries < 400; tries++) {
    if (main.exitCode !== null) throw new Error(`the browser ended with ${main.exitCode}`)
    try {
      const port = Number(readFileSync(file, 'utf8').split('\n')[0])
      if (port > 0) return port
    } catch {
      // Not written yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the browser did not say where it listens')
}
