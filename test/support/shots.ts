import type { Page } from 'playwright-core'

const folder = process.env.STAYOPEN_SHOTS
let taken = 0

/** A picture of a screen for somebody who wants to look at it: only when STAYOPEN_SHOTS names a folder. */
export async function shot(page: Page, name: string): Promise<void> {
  if (folder) await page.screenshot({ path: `${folder}/${String(++taken).padStart(2, '0')}-${name}.png` })
}
