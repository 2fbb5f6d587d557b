import { openBrowserTablets } from '../browserTablets.ts'
import { findBrowser } from '../findBrowser.ts'
import type { EngineKind } from './engines.ts'

/** The Chromium that all other stories are told in. */
export const chromium: EngineKind = {
  name: 'chromium',
  from: 'chromium',
  async open() {
    const isHere = await findBrowser().then(
      () => true,
      () => false,
    )
    if (!isHere) return null
    const tablets = await openBrowserTablets()
    return {
      name: 'chromium',
      needsFiles: false,
      origin: (tablet, port) => `http://${tablet}.localhost:${port}`,
      async page(_, [width, height]) {
        const page = await tablets.page({ width, height }, { installs: true })
        return {
          goto: async (url) => void (await page.goto(url)),
          reload: async () => void (await page.reload()),
          run: (body) => page.evaluate(`(async () => {${body}})()`),
          shot: async (file) => void (await page.screenshot({ path: file })),
        }
      },
      close: () => tablets.close(),
    }
  },
}
