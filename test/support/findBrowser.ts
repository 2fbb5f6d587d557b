import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'

/**
 * A Chromium to test in: `STAYOPEN_CHROMIUM`, the one in the development dependencies where it runs (Linux x64), the
 * system's, or the one Playwright keeps. The packed one has no windows around its pages, which takes half the work of a
 * whole browser. None at all is an error that names the ways out, never a skipped test.
 */
export async function findBrowser(): Promise<string> {
  const named = process.env.STAYOPEN_CHROMIUM
  if (named) return named
  const packed = process.platform === 'linux' && process.arch === 'x64' ? await unpacked() : null
  if (packed) return packed
  const installed = [...onPath(), ...macApps()].find((file) => existsSync(file) && !isStub(file))
  if (installed) return installed
  const kept = chromium.executablePath()
  if (kept && existsSync(kept)) return kept
  throw new Error(
    'No Chromium found. Install one (apt-get install chromium, or npx playwright-core install chromium), or name it in STAYOPEN_CHROMIUM.',
  )
}

/** The packed browser, unless the system lacks a library that it needs. */
async function unpacked(): Promise<string | null> {
  const packed = await import('@sparticuz/chromium')
  const program = await packed.default.executablePath()
  return promisify(execFile)(program, ['--version']).then(
    () => program,
    () => null,
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
