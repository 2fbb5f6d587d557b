import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installed, showsStatus, takeTicket } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { readStore } from '#support/readStore.ts'

const PORTAL_PAGE = '<!doctype html><title>Free Wi-Fi</title><h1>Please accept our terms</h1>'

// A number and that no slip was wanted for it: two events each.
const UNSENT = /服务器失联\(4 条未上传/

let hall: BrowserHall
let portal: Server
let reception: Page
const answered: string[] = []
const labels: string[] = []
beforeAll(async () => {
  hall = await openBrowserHall()
  reception = await hall.pair('reception', 'reception', { installs: true })
  await showsStatus(reception, /^已连接$/)
  await installed(reception)
  await hall.server.kill()
  portal = createServer((request, response) => {
    answered.push(`${request.method} ${request.url}`)
    request.resume()
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PORTAL_PAGE)
  }).listen(hall.server.port, '127.0.0.1')
  await once(portal, 'listening')
})
afterAll(async () => {
  portal.closeAllConnections()
  portal.close()
  await hall.close()
})

describe('a captive portal that answers 200 and its own page to everything', () => {
  it('is not taken for the hall server: the status says that the server is lost, and what is not sent', async () => {
    labels.push(await takeTicket(reception), await takeTicket(reception))
    await showsStatus(reception, UNSENT)
    await expect.poll(() => answered.filter((call) => call.includes('/api/')).length).toBeGreaterThan(2)
    await showsStatus(reception, UNSENT)
  })

  it('gets into none of the tablet’s own files: the app starts again, and is the app', async () => {
    // The browser looks for a new service worker and gets the portal's page: that is no new version.
    const looked = await reception.evaluate(() =>
      navigator.serviceWorker.getRegistration().then((found) =>
        found?.update().then(
          () => 'found',
          () => 'refused',
        ),
      ),
    )
    expect(looked).toBe('refused')
    expect(answered).toContain('GET /serviceWorker.js')
    await reception.reload()
    await showsStatus(reception, UNSENT)
    labels.push(await takeTicket(reception))
    expect(await reception.title()).toBe('StayOpen 不打烊')
    const swallowed = await reception.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys()) {
          const text = await (await cache.match(request))?.text()
          if (text?.includes('Please accept our terms')) return request.url
        }
      }
      return null
    })
    expect(swallowed).toBeNull()
  })

  it('lets a call to the server through unanswered by the service worker, as it must', async () => {
    expect(await reception.evaluate(() => fetch('/api/hello').then((answer) => answer.text()))).toBe(PORTAL_PAGE)
  })

  it('is forgotten when the hall server is back: everything arrives once', async () => {
    portal.closeAllConnections()
    portal.close()
    await once(portal, 'close')
    await hall.server.start()
    await showsStatus(reception, /^已连接$/)
    const entries = await readStore(reception)
    const issued = entries.flatMap(({ event }) => (event?.kind === 'TicketIssued' ? [event.body.label] : []))
    expect(issued).toEqual(labels)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1))
    expect(hall.faults).toEqual([])
  })
})
