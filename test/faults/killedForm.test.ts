import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf } from '#content/catalogue/catalogue.ts'
import { installed, showsStatus, signIn } from '#support/browserActs.ts'
import { type BuiltServer, openBuiltServer } from '#support/builtServer.ts'
import { draftOnDisk } from '#support/draftOnDisk.ts'
import { rounds } from '#support/endure.ts'
import { type FoundedHall, foundHall } from '#support/foundHall.ts'
import { beginCase, doStep, fieldOn, fillingNow, handIn, intakeWords } from '#support/intakeActs.ts'
import { type MortalBrowser, openMortalBrowser } from '#support/mortalBrowser.ts'
import { wholeHall } from '#support/wholeHall.ts'

const ROUNDS = rounds(1, 8)
const complaint = formOf('SV11')!

let server: BuiltServer
let founded: FoundedHall
let browser: MortalBrowser
beforeAll(async () => {
  server = await openBuiltServer()
  founded = await foundHall(`http://127.0.0.1:${server.port}`, server.firstCode())
  browser = await openMortalBrowser()
}, 60_000)
afterAll(async () => {
  await browser.close()
  await founded.close()
  await server.close()
}, 60_000)

/** Opens the tablet after the power came back, signs in, and opens the unfinished case. */
async function openAgain(): Promise<Page> {
  const page = await browser.start()
  await page.goto(server.origin('office'))
  await page.waitForURL(/\/backoffice$/)
  await signIn(page, '赵后台')
  await page.getByRole('button', { name: intakeWords.zh.open }).click()
  await page.getByRole('button', { name: /投诉处理.*办理中/ }).click()
  return page
}

describe('a browser that is killed in the middle of a form', () => {
  it('has every keystroke that stood on the screen, at the same step, and the case ends as if nothing had happened', async () => {
    let page = await browser.start()
    await page.goto(`${server.origin('office')}/pair#code=${await founded.codeFor('backoffice', '后台')}`)
    await page.getByRole('button', { name: '加入' }).click()
    await page.waitForURL(/\/backoffice$/)
    await signIn(page, '赵后台')
    await showsStatus(page, /^已连接$/)
    await installed(page)
    // Nothing can come back from the server: what is there afterwards was on the tablet's own disk.
    await server.kill()
    await beginCase(page, complaint, '投诉处理')
    let typed = ''
    for (let round = 0; round < ROUNDS; round++) {
      const words = `第${round + 1}次说的话。`
      const matter = fieldOn(page, 'matter')
      await matter.click()
      await page.keyboard.press('Control+End')
      await page.keyboard.type(words)
      typed += words
      await expect.poll(() => matter.inputValue()).toBe(typed)
      // Each keystroke is written as it comes; the power is cut in the moment in which the last one is on the disk.
      const { vault } = founded.manager.sealed ?? {}
      await expect.poll(async () => (await draftOnDisk(page, vault))?.matter, { interval: 5 }).toBe(typed)
      await browser.kill()
      page = await openAgain()
      await expect.poll(() => fieldOn(page, 'matter').inputValue()).toBe(typed)
    }
    while (await doStep(page, complaint, fillingNow('in-reach'))) {}
    await browser.kill()
    page = await openAgain()
    await page.getByRole('heading', { name: intakeWords.zh.allDone }).waitFor()
    const receipt = await handIn(page)
    expect(receipt).toMatch(/^01-/)
    await server.start()
    await expect
      .poll(() => [...wholeHall(founded.manager).cases.values()].map(({ status }) => status))
      .toEqual(['review'])
    const [found] = [...wholeHall(founded.manager).cases.values()]
    expect(found?.receipt?.number).toBe(receipt)
    // Form and signature are whole at the server: another tablet opens both.
    for (const [paper, kind] of [
      [found?.forms.at(-1)?.paper, 'form'],
      [found?.confirmation?.paper, 'signature'],
    ] as const) {
      await expect
        .poll(
          async () => (await founded.manager.sealed?.papers.open(paper ?? '', { subject: found?.id ?? '', kind }))?.ok,
        )
        .toBe(true)
    }
  })
})
