import { existsSync } from 'node:fs'
import { findBrowser } from './findBrowser.ts'
import { makeQuickApp } from './quickApp.ts'

/**
 * Once, before any worker starts: finds the browser (one that comes packed must not be unpacked by two at a time) and
 * makes the app that halls serve in tests.
 */
export default async function browserAndApp(): Promise<(() => void) | undefined> {
  process.env.STAYOPEN_CHROMIUM = await findBrowser()
  // A story without a browser needs no app.
  if (process.env.STAYOPEN_QUICK_APP || !existsSync('dist/app')) return undefined
  const quick = makeQuickApp()
  process.env.STAYOPEN_QUICK_APP = quick.folder
  return quick.remove
}
