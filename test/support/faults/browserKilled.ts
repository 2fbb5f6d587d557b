import type { Page } from 'playwright-core'
import { formOf } from '#content/catalogue/catalogue.ts'
import { cancelTicket } from '#domain/tickets/commands.ts'
import { showsStatus, signIn } from '#support/browserActs.ts'
import { draftOnDisk } from '#support/draftOnDisk.ts'
import { beginCase, doStep, fieldOn, fillingNow, handIn, intakeWords } from '#support/intakeActs.ts'
import { readStore } from '#support/readStore.ts'
import { unnoted } from '#support/unnoted.ts'
import { until } from '#support/until.ts'
import { wholeHall } from '#support/wholeHall.ts'
import { inMortalHall, type MortalHall, onBoard, pair, tapWithoutPause } from './mortalHall.ts'
import { createTally, type Tried } from './tried.ts'

/** For five rounds nothing can come back from the server: what is there was on the tablet's own disk. Then it is there for five. */
async function switchServer({ server }: MortalHall, round: number): Promise<void> {
  if (round % 10 === 0) await server.kill()
  if (round % 10 === 5) await server.start()
}

/** Kills the browser in the middle of taps at a reception, again and again on one profile. */
export const killBrowserInTaps = ({ rounds }: { rounds: number }): Promise<Tried> =>
  inMortalHall(async (hall) => {
    const { server, browser } = hall
    const tally = createTally()
    const { log } = hall.founded.manager
    const shown: string[] = []
    /** Customers who have left. */
    const gone = new Set<string>()
    const untilOnBoard = async (page: Page) => {
      let lacks: readonly string[] = shown
      const look = async () => {
        const there = new Set(await onBoard(page))
        lacks = shown.filter((label) => there.has(label) === gone.has(label))
        return lacks.length === 0
      }
      await until(look, () => lacks)
    }
    /** The board lists a hundred: all who wait leave, as the manager's tablet says, before there are more. */
    const letAllGo = async () => {
      const waiting = () =>
        [...log.hall.tickets.values()].filter(({ label }) => shown.includes(label) && !gone.has(label))
      const wanted = shown.length - gone.size
      await until(
        () => waiting().length === wanted,
        () => [waiting().length, wanted],
      )
      for (const { id, label } of waiting()) {
        const cancelled = await log.perform(cancelTicket, { ticket: id, reason: 'left' })
        if (!cancelled.ok) throw new Error(`${label} could not leave: ${cancelled.why}`)
        gone.add(label)
      }
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
      if (round % 10 === 9) {
        await letAllGo()
        await untilOnBoard(page)
      }
      const wanted = shown.length + 2 + (round % 4)
      tapWithoutPause(page, (label) => shown.push(label))
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
      await until(async () => (await draftOnDisk(page, manager.sealed))?.matter === words)
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
        const isHere = async () => (await unnoted(manager.sealed).open(paper ?? '', { subject: id, kind })).ok
        const came = await until(isHere).then(
          () => true,
          () => false,
        )
        tally.look('papers', [name], came ? [name] : [])
      }
    return tally.told(rounds)
  })
