import type { Page } from 'playwright-core'
import { installed, showsStatus, signIn } from '#support/browserActs.ts'
import { type BuiltServer, openBuiltServer } from '#support/builtServer.ts'
import { type FoundedHall, foundHall } from '#support/foundHall.ts'
import { type MortalBrowser, openMortalBrowser } from '#support/mortalBrowser.ts'
import type { Tried } from './tried.ts'

/** A hall with a browser that can be killed. */
export interface MortalHall {
  readonly server: BuiltServer
  readonly founded: FoundedHall
  readonly browser: MortalBrowser
}

/** Opens one for a story. */
export async function inMortalHall(story: (hall: MortalHall) => Promise<Tried>): Promise<Tried> {
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
export async function pair({ server, founded, browser }: MortalHall, place: 'reception' | 'backoffice'): Promise<Page> {
  const page = await browser.start()
  await page.goto(`${server.origin(place)}/pair#code=${await founded.codeFor(place, place)}`)
  await page.getByRole('button', { name: '加入' }).click()
  await page.waitForURL(new RegExp(`/${place}$`))
  if (place === 'backoffice') await signIn(page, '赵后台')
  await showsStatus(page, /^已连接$/)
  await installed(page)
  return page
}

/** Taps as fast as the screen follows, for ever, and says each number once it stands on the screen. */
export function tapWithoutPause(page: Page, onShown: (label: string) => void): void {
  page.on('console', (message) => {
    const label = /^shown (\S+)$/.exec(message.text())?.[1]
    if (label) onShown(label)
  })
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
        const acts = [...document.querySelectorAll<HTMLElement>('.slipCard .actions button')]
        acts.find(({ textContent }) => textContent?.includes('完成'))?.click()
        while (document.querySelector('.slipCard')) await drawn()
      }
    })
    // The browser is killed while it taps.
    .catch(() => {})
}

/** Every number on the board; it lists a hundred at most. */
export async function onBoard(page: Page): Promise<string[]> {
  await page.getByText('等候的客户').waitFor()
  return page.evaluate(async () => {
    // In one breath with the look: the list may become short while somebody aims at the button.
    document.querySelector<HTMLElement>('.waitingLines .more[aria-expanded="false"]')?.click()
    await new Promise((resolve) => setTimeout(resolve, 4))
    return [...document.querySelectorAll('.waitingLines .ticketLabel')].map(
      ({ textContent }) => textContent?.trim() ?? '',
    )
  })
}
