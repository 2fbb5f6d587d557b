import type { Page } from 'playwright-core'
import { formOf } from '#content/catalogue/catalogue.ts'
import { installed, showsStatus, signIn } from '#support/browserActs.ts'
import { type BuiltServer, openBuiltServer } from '#support/builtServer.ts'
import { draftOnDisk } from '#support/draftOnDisk.ts'
import { type FoundedHall, foundHall } from '#support/foundHall.ts'
import { beginCase, doStep, fieldOn, fillingNow, handIn, intakeWords } from '#support/intakeActs.ts'
import { type MortalBrowser, openMortalBrowser } from '#support/mortalBrowser.ts'
import { readStore } from '#support/readStore.ts'
import { until } from '#support/until.ts'
import { wholeHall } from '#support/wholeHall.ts'
import { createTally, type Tried } from './tried.ts'

/** A hall with a browser that can be killed. */
interface MortalHall {
  readonly server: BuiltServer
  readonly founded: FoundedHall
  readonly browser: MortalBrowser
}

async function inMortalHall(story: (hall: MortalHall) => Promise<Tried>): Promise<Tried> {
  const server = await openBuiltServer()
  const founded = await foundHall(`http://127.0.0.1:${server.port}`, server.firstCode())
  const browser = await openMortalBrowser()
  try {
    return await story({ server, founded, browser })
  } finally {
    await browser.close()
    await founded.close()
    await server.close()
  }
}

/** Pairs a tablet and puts the app's files on it, so that it goes on with the hall server dead. */
async function pair({ server, founded, browser }: MortalHall, place: 'reception' | 'backoffice'): Promise<Page> {
  const page = await browser.start()
  await page.goto(`${server.origin(place)}/pair#code=${await founded.codeFor(place, place)}`)
  await page.getByRole('button', { name: '加入' }).click()
  await page.waitForURL(new RegExp(`/${place}$`))
  if (place === 'backoffice') await signIn(page, '赵后台')
  await showsStatus(page, /^已连接$/)
  await installed(page)
  return page
}

/** For five rounds nothing can come back from the server: what is there was on the tablet's own disk. Then it is there for five. */
async function switchServer({ server }: MortalHall, round: number): Promise<void> {
  if (round % 10 === 0) await server.kill()
  if (round % 10 === 5) await server.start()
}

/** Taps as fast as the screen follows, for ever, and says each number once it stands on the screen. */
function tapWithoutPause(page: Page): void {
  page
    .evaluate(async () => {
      const drawn = () => new Promise((resolve) => setTimeout(resolve, 4))
      for (;;) {
        document.querySelector<HTMLElement>('.serviceTiles .choice')?.click()
        let label: string | null | undefined = null
        while (!label) {
          await drawn()
          label = document.querySelector('.slipCard .ticketLabel')?.textContent
        }
        console.info(`shown ${label}`)
        document.querySelector<HTMLElement>('.slipCard .actions button')?.click()
        while (document.querySelector('.slipCard')) await drawn()
      }
    })
    // The browser is killed while it taps.
    .catch(() => {})
}

/** Every number on the board, or the heading's count when there are more than it lists. */
async function onBoard(page: Page): Promise<string[]> {
  await page.getByText('等候的客户').waitFor()
  const more = page.locator('.waitingLines .more')
  if ((await more.count()) > 0) await more.click()
  return page.locator('.waitingLines .ticketLabel').allInnerTexts()
}

/** Kills the browser in the middle of taps at a reception, again and again on one profile. */
export const killBrowserInTaps = ({ rounds }: { rounds: number }): Promise<Tried> =>
  inMortalHall(async (hall) => {
    const { server, browser } = hall
    const tally = createTally()
    const shown: string[] = []
    const missing = (there: readonly string[]) => shown.filter((label) => !there.includes(label))
    const untilOnBoard = async (page: Page) => {
      let lacks: readonly string[] = shown
      const look = async () => {
        lacks = missing(await onBoard(page))
        return lacks.length === 0
      }
      await until(look, () => lacks)
    }
    let page = await pair(hall, 'reception')
    for (let round = 0; round < rounds; round++) {
      await switchServer(hall, round)
      if (round > 0) {
        page = await browser.start()
        await page.goto(server.origin('reception'))
        await page.waitForURL(/\/reception$/)
      }
      await untilOnBoard(page)
      const wanted = shown.length + 2 + (round % 4)
      page.on('console', (message) => {
        const label = /^shown (\S+)$/.exec(message.text())?.[1]
        if (label) shown.push(label)
      })
      tapWithoutPause(page)
      await until(
        () => shown.length >= wanted,
        () => shown.slice(-5),
      )
      // The moment of death differs from round to round.
      await new Promise((resolve) => setTimeout(resolve, (round * 13) % 40))
      await browser.kill()
    }
    if ((rounds - 1) % 10 < 5) await server.start()
    page = await browser.start()
    await page.goto(server.origin('reception'))
    await untilOnBoard(page)
    await showsStatus(page, /^已连接$/)
    const entries = await readStore(page)
    const issued = entries.flatMap(({ event }) => (event?.kind === 'TicketIssued' ? [event.body.label] : []))
    tally.look('shown tickets', shown, issued)
    tally.look('labels', new Set(issued), issued)
    const seqs = entries.map(({ seq }) => `${seq}`)
    const wantedSeqs = entries.map((_, i) => `${i + 1}`)
    tally.look('seqs', wantedSeqs, seqs)
    return tally.told(rounds)
  })

const complaint = formOf('SV11')!

/**
 * Kills the browser while a form is typed, when its steps are done, and when its receipt has been shown: each keystroke,
 * step and paper is there afterwards.
 */
export const killBrowserInForms = ({ rounds }: { rounds: number }): Promise<Tried> =>
  inMortalHall(async (hall) => {
    const { server, founded, browser } = hall
    const { manager } = founded
    const tally = createTally()
    const receipts: string[] = []
    async function open(): Promise<Page> {
      const page = await browser.start()
      await page.goto(server.origin('backoffice'))
      await page.waitForURL(/\/backoffice$/)
      await signIn(page, '赵后台')
      return page
    }
    /** Opens the tablet after the power came back, and the unfinished case. */
    async function openCase(): Promise<Page> {
      const page = await open()
      await page.getByRole('button', { name: intakeWords.zh.open }).click()
      await page.getByRole('button', { name: /投诉处理.*办理中/ }).click()
      return page
    }
    let page = await pair(hall, 'backoffice')
    for (let round = 0; round < rounds; round++) {
      await switchServer(hall, round)
      if (round > 0) page = await open()
      await beginCase(page, complaint, '投诉处理')
      const words = `第${round + 1}次说的话。`
      const matter = () => fieldOn(page, 'matter')
      await matter().click()
      await page.keyboard.type(words)
      await until(async () => (await matter().inputValue()) === words)
      // Each keystroke is written as it comes; the power is cut in the moment in which the last one is on the disk.
      await until(async () => (await draftOnDisk(page, manager.sealed?.vault))?.matter === words)
      await browser.kill()
      page = await openCase()
      await until(async () => (await matter().inputValue()) === words)
      tally.look('drafts', [words], [await matter().inputValue()])
      while (await doStep(page, complaint, fillingNow('in-reach'))) {}
      await browser.kill()
      page = await openCase()
      await page.getByRole('heading', { name: intakeWords.zh.allDone }).waitFor()
      receipts.push(await handIn(page))
      await browser.kill()
    }
    if ((rounds - 1) % 10 < 5) await server.start()
    page = await open()
    const cases = () => [...wholeHall(manager).cases.values()]
    const done = () => cases().filter(({ status }) => status === 'review')
    await until(
      () => done().length >= rounds,
      () => cases().map(({ status }) => status),
    )
    tally.look(
      'receipts',
      receipts,
      done().map(({ receipt }) => receipt?.number ?? ''),
    )
    // Form and signature are whole at the server: another tablet opens both.
    for (const { id, forms, confirmation } of done())
      for (const [paper, kind] of [
        [forms.at(-1)?.paper, 'form'],
        [confirmation?.paper, 'signature'],
      ] as const) {
        const name = `${kind} of ${id}`
        const isHere = async () => (await manager.sealed?.papers.open(paper ?? '', { subject: id, kind }))?.ok === true
        const came = await until(isHere).then(
          () => true,
          () => false,
        )
        tally.look('papers', [name], came ? [name] : [])
      }
    return tally.told(rounds)
  })
