import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'

/**
 * A Chromium to test in: `STAYOPEN_CHROMIUM`, the system's, the one Playwright keeps, or the one in the development
 * dependencies (Linux x64). None at all is an error that names the ways out, never a skipped test.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env.STAYOPEN_CHROMIUM
  if (named) return named
  const installed = [...onPath(), ...macApps()].find((file) => existsSync(file) && !isStub(file))
  if (installed) return installed
  const kept = chromium.executablePath()
  if (kept && existsSync(kept)) return kept
  if (process.platform === 'linux' && process.arch === 'x64') {
    const bundled = await import('@sparticuz/chromium')
    return bundled.default.executablePath()
  }
  throw new Error(
    'No Chromium found. Install one (apt-get install chromium, or npx playwright-core install chromium), or name it in STAYOPEN_CHROMIUM.',
  )
}

const onPath = (): string[] =>
  ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser', 'microsoft-edge'].flatMap((name) =>
    (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name)),
  )

const macApps = (): string[] =>
  process.platform !== 'darwin'
    ? []
    : ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
        ['/Applications', path.join(os.homedir(), 'Applications')].map(
          (folder) => `${folder}/${name}.app/Contents/MacOS/${name}`,
        ),
      )

/** Some systems ship a script under the browser's name that only says how to install it. */
function isStub(file: string): boolean {
  const head = readFileSync(file, { encoding: 'latin1' }).slice(0, 4096)
  return head.startsWith('#!') && /snap install|requires the chromium snap/.test(head)
}
