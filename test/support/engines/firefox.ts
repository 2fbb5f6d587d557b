import { existsSync } from 'node:fs'
import path from 'node:path'
import { launch } from 'puppeteer-core'
import type { EngineKind } from './engines.ts'

/** Firefox, driven by WebDriver BiDi. Each tablet is an origin of its own. */
export const firefox: EngineKind = {
  name: 'firefox',
  from: 'firefox-esr',
  async open() {
    const program = ['firefox', 'firefox-esr']
      .flatMap((name) => (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name)))
      .find((file) => existsSync(file))
    if (!program) return null
    const browser = await launch({
      browser: 'firefox',
      executablePath: program,
      headless: true,
      extraPrefsFirefox: { 'intl.accept_languages': 'zh-CN', 'intl.locale.requested': 'zh-CN' },
      env: { ...process.env, TZ: 'Asia/Shanghai' },
    })
    return {
      name: 'firefox',
      needsFiles: false,
      origin: (tablet, port) => `http://${tablet}.localhost:${port}`,
      async page(_, [width, height]) {
        const page = await browser.newPage()
        await page.setViewport({ width, height })
        return {
          goto: async (url) => void (await page.goto(url)),
          reload: async () => void (await page.reload()),
          run: (body) => page.evaluate(`(async () => {${body}})()`),
          shot: async (file) => void (await page.screenshot({ path: file as `${string}.png` })),
        }
      },
      close: () => browser.close(),
    }
  },
}
