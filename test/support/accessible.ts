import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { enduring } from './endure.ts'

const script = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What axe-core finds wrong on the page as it is now: serious and critical violations of WCAG 2.2 A and AA. Where a sheet
 * is open it looks at the sheet: what lies below was looked at before it was opened.
 */
export async function violationsOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source())
  await settled(page)
  const violations = (await page.evaluate(
    async ({ tags, all }) => {
      const { axe } = window as unknown as {
        axe: { run(context: Node, options: object): Promise<{ violations: unknown }> }
      }
      const sheets = document.querySelectorAll('[role="dialog"], [role="alertdialog"]')
      const found = await axe.run(sheets.item(sheets.length - 1) ?? document, {
        runOnly: { type: 'tag', values: tags },
        resultTypes: ['violations'],
        // What is wrong is told by its own markup: no path to each element of the page is worked out.
        selectors: false,
        // No rule asked here reads style sheets; one that is still coming would be put into the page as a style of its own.
        preload: { assets: ['media'] },
        // A third of its time. The colours themselves are held by test/app/style/contrast.test.ts.
        ...(all ? {} : { rules: { 'color-contrast': { enabled: false } } }),
      })
      return found.violations
    },
    { tags: WCAG, all: enduring },
  )) as AxeResults['violations']
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
    )
}

/** What comes in or goes out has done so; what moves for ever is not waited for. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
}

let text: Promise<string> | undefined
async function source(): Promise<string> {
  text ??= import('node:fs/promises').then(({ readFile }) => readFile(script, 'utf8'))
  return text
}
