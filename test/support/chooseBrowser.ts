import { findBrowser } from './findBrowser.ts'

/** Finds the browser once, before any worker starts: one that comes packed must not be unpacked by two at a time. */
export default async function chooseBrowser(): Promise<void> {
  process.env.STAYOPEN_CHROMIUM = await findBrowser()
}
