import { once } from 'node:events'
import { createServer } from 'node:https'
import { rootCertificates, connect as tlsConnect } from 'node:tls'
import { chromium } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { authorityOf } from '#server/lan/keptAuthority.ts'
import { CHROMIUM_FLAGS, GIVE_UP_MS, openBrowserTablets } from '#support/browserTablets.ts'
import { type BuiltServer, openBuiltServer } from '#support/builtServer.ts'
import { findBrowser } from '#support/findBrowser.ts'
import { stolenCertificate } from '#support/stolenCertificate.ts'
import { certutil, trustStore } from '#support/trustStore.ts'

/** Asks the server as somebody who trusts these authorities alone; answers with what it says, or why it is not believed. */
function ask({ port }: BuiltServer, ca: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = tlsConnect({ host: '127.0.0.2', port, ca: [...ca] }, () => {
      socket.write(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.2:${port}\r\nConnection: close\r\n\r\n`)
    })
    socket.once('data', (said) => {
      resolve(said.toString().split('\r\n')[0] ?? '')
      socket.destroy()
    })
    socket.once('error', (fault) => resolve('code' in fault ? String(fault.code) : fault.message))
  })
}

// A browser's trust store can be written on some machines only; CI is one of them.
const writer = certutil
const inNodeAlone = writer ? '' : ' (NOT TRIED in Chromium: apt-get install libnss3-tools)'

describe('a built hall server on a network', () => {
  it(`is believed by whoever trusts the authority that it hands out, and by nobody else${inNodeAlone}`, async () => {
    const server = await openBuiltServer({ lan: true })
    onTestFinished(() => server.close())
    expect(await ask(server, rootCertificates)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    expect(server.printed()).toContain(`  ${server.explains}\n`)
    expect(server.printed()).toContain(`${server.origin('any')}/pair#code=`)
    const bytes = await (await fetch(`${server.explains}/stayopen.crt`)).arrayBuffer()
    const handedOut = `-----BEGIN CERTIFICATE-----\n${Buffer.from(bytes).toString('base64')}\n-----END CERTIFICATE-----\n`
    expect(await ask(server, [handedOut])).toBe('HTTP/1.1 200 OK')
  })

  if (writer === null) return
  it('is trusted by a Chromium that trusts its authority: the page says so, the tablet tests itself and joins', async () => {
    const server = await openBuiltServer({ lan: true })
    onTestFinished(() => server.close())
    const origin = server.origin('any')
    const authority = authorityOf(server.data)!
    const stranger = await openBrowserTablets()
    onTestFinished(() => stranger.close())
    const untrusting = await stranger.page()
    await untrusting.goto(server.explains)
    const shown = (page: typeof untrusting) =>
      page.locator('img').evaluate((image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth)
    expect(await shown(untrusting)).toBe(0)
    await expect(untrusting.goto(origin)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID')

    const stolen = await stolenCertificate(authority, { dns: 'bank.example' })
    const thief = createServer(stolen, (_, response) => response.end('the bank')).listen(0, '127.0.0.2')
    onTestFinished(() => void thief.close())
    await once(thief, 'listening')
    const at = thief.address()
    const bank = `bank.example:${typeof at === 'object' ? at?.port : ''}`

    const { home, remove } = trustStore(writer, authority.certificate)
    onTestFinished(remove)
    const context = await chromium.launchPersistentContext('', {
      executablePath: await findBrowser(),
      headless: true,
      args: [
        ...CHROMIUM_FLAGS,
        '--host-resolver-rules=MAP bank.example 127.0.0.2',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
      ],
      env: { ...process.env, HOME: home, XDG_DATA_HOME: `${home}/.local/share` } as Record<string, string>,
      locale: 'zh-CN',
    })
    onTestFinished(() => context.close())
    context.setDefaultTimeout(GIVE_UP_MS)
    const page = await context.newPage()
    await page.goto(server.explains)
    expect(await shown(page)).toBe(260)
    await page.getByRole('link', { name: '检查这台平板，然后开始使用' }).click()
    await page.getByText(/可以使用了/).waitFor()
    expect(page.url()).toBe(`${origin}/selftest`)
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(1)
    await page.getByRole('button', { name: '试一下摄像头' }).click()
    await page.getByText('摄像头可以用。').waitFor()
    await page.getByRole('button', { name: '开始使用' }).click()
    await page.getByLabel('配对码').fill(server.firstCode())
    await page.getByRole('button', { name: '加入' }).click()
    await page.waitForURL(`${origin}/setup`)
    // Whoever steals the authority’s key is nobody’s bank.
    await expect(page.goto(`https://${bank}/`)).rejects.toThrow(/ERR_CERT/)
  })
})
