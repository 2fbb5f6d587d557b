import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, connect as tlsConnect } from 'node:tls'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEnvironment } from '#server/environment.ts'
import { announce, CALLED, type Names } from '#server/lan/announce.ts'
import { makeAuthority, mayVouchFor } from '#server/lan/authority.ts'
import { choose, isYes } from '#server/lan/choice.ts'
import { choiceOf } from '#server/lan/chosen.ts'
import { type Authority, authorityOf, bytesOf, fingerprintOf, putAuthority } from '#server/lan/keptAuthority.ts'
import { type LanServer, type LanWorld, openOnLan } from '#server/lan/openOnLan.ts'
import { createPlainServer } from '#server/lan/plainServer.ts'
import { isPrivate, machineNames, privateAddresses } from '#server/lan/reach.ts'
import { makeCertificate, subjectsOf, whyRenew } from '#server/lan/serverCertificate.ts'
import { listen, stopListening, type Tls } from '#server/listening.ts'
import { calledBesides, welcome } from '#server/welcome.ts'
import { stolenCertificate } from '#support/stolenCertificate.ts'

const DAY = 86_400_000
const NOW = Date.now()
const names = ['localhost', 'hall-pc', 'hall-pc.local', ...CALLED]
const reach = { names: ['localhost', 'stayopen.local'], addresses: ['127.0.0.1', '127.0.0.2', '192.168.1.5'] }

let data: string
let authority: Authority
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'lan-'))
  authority = await makeAuthority({ names, machine: 'hall-pc', now: NOW })
})
afterEach(() => rmSync(data, { recursive: true }))

/** What a tablet that trusts this authority says to a server with this certificate under a name; null: it goes on. */
async function refusal(tls: Tls, servername: string): Promise<string | null> {
  const server = createServer({ cert: tls.cert, key: tls.key }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  try {
    return await new Promise((resolve) => {
      const socket = tlsConnect({ ca: authority.certificate, port, host: '127.0.0.1', servername }, () => {
        socket.end()
        resolve(null)
      })
      socket.once('error', (fault) => resolve(fault.message))
    })
  } finally {
    server.close()
  }
}

describe('the authority of a hall', () => {
  it('is good for twenty years, for web servers alone, and makes no other authorities', () => {
    const certificate = new X509Certificate(authority.certificate)
    expect((Date.parse(certificate.validTo) - NOW) / DAY).toBeGreaterThan(20 * 365)
    expect(certificate.ca).toBe(true)
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(createPrivateKey(authority.key).asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' })
  })

  it('vouches for the hall’s names and private addresses, and a tablet believes it of nothing else', async () => {
    const good = await makeCertificate(authority, { reach, now: NOW })
    expect(await refusal(good, 'localhost')).toBeNull()
    expect(await refusal(good, 'stayopen.local')).toBeNull()
    // Whoever steals the key is not held back by this program.
    expect(await refusal(await stolenCertificate(authority, { dns: 'stayopen.local' }), 'stayopen.local')).toBeNull()
    expect(await refusal(await stolenCertificate(authority, { dns: 'bank.example' }), 'bank.example')).toBe(
      'permitted subtree violation',
    )
    const both = await stolenCertificate(authority, { dns: 'stayopen.local', ip: '8.8.8.8' })
    expect(await refusal(both, 'stayopen.local')).toBe('permitted subtree violation')
  })

  it('may vouch for no public address and no name it was not made for', () => {
    for (const host of ['192.168.7.7', '10.1.2.3', 'fd00::5', 'stayopen-2.local', 'counter.hall-pc'])
      expect(mayVouchFor(authority, host), host).toBe(true)
    for (const host of ['8.8.8.8', '172.32.0.1', '2001:db8::1', 'hall.example', 'notstayopen.local', 'local'])
      expect(mayVouchFor(authority, host), host).toBe(false)
  })

  it('lies beside the store for its owner’s eyes alone, and is found again', () => {
    expect(authorityOf(data)).toBeNull()
    putAuthority(data, authority)
    expect(statSync(join(data, 'lan', 'authority.pem')).mode & 0o777).toBe(0o600)
    expect(statSync(join(data, 'lan')).mode & 0o777).toBe(0o700)
    expect(fingerprintOf(authorityOf(data)!)).toBe(fingerprintOf(authority))
  })

  it('is never made anew because its file is damaged: somebody is told what to do', async () => {
    putAuthority(data, authority)
    const other = await makeAuthority({ names, machine: 'hall-pc', now: NOW })
    const file = join(data, 'lan', 'authority.pem')
    for (const damaged of ['', authority.certificate, `${authority.certificate}\n${other.key}`]) {
      writeFileSync(file, damaged)
      expect(() => authorityOf(data)).toThrow(/is damaged.*put the file back/s)
    }
    expect(() => putAuthority(data, { ...authority, key: other.key })).toThrow('do not belong together')
  })

  it('is not made by a clock that cannot be right', async () => {
    await expect(makeAuthority({ names, machine: 'hall-pc', now: 0 })).rejects.toThrow(
      /clock.*1970-01-01.*本机时钟不对/s,
    )
  })
})

describe('the certificate of a hall server', () => {
  it('is good a day back and never before its authority, and for no longer than tablets take', async () => {
    const { cert } = await makeCertificate(authority, { reach, now: NOW + 90 * DAY })
    const { validFrom, validTo } = new X509Certificate(cert)
    expect(Math.round((Date.parse(validFrom) - NOW) / DAY)).toBe(89)
    expect(Math.round((Date.parse(validTo) - Date.parse(validFrom)) / DAY)).toBe(397)
    const early = new X509Certificate((await makeCertificate(authority, { reach, now: NOW - 900 * DAY })).cert)
    expect(early.validFrom).toBe(new X509Certificate(authority.certificate).validFrom)
  })

  it('is made anew when it ends soon, when names or addresses change, and under another authority', async () => {
    const facts = { authority, reach, now: NOW }
    const held = await makeCertificate(authority, facts)
    expect(whyRenew(null, facts)).toBe('first')
    expect(whyRenew(held, facts)).toBeNull()
    expect(whyRenew(held, { ...facts, now: NOW + 300 * DAY })).toBeNull()
    expect(whyRenew(held, { ...facts, now: NOW + 337 * DAY })).toBe('ends')
    expect(whyRenew(held, { ...facts, reach: { ...reach, addresses: ['127.0.0.1', '192.168.1.6'] } })).toBe('reach')
    // Written another way, or what it may not vouch for, is no reason.
    const same = { names: ['LOCALHOST', 'stayopen.local', 'hall.example'], addresses: [...reach.addresses, '8.8.8.8'] }
    expect(whyRenew(held, { ...facts, reach: same })).toBeNull()
    const other = await makeAuthority({ names, machine: 'other', now: NOW })
    expect(whyRenew(held, { ...facts, authority: other })).toBe('authority')
    // The computer's clock was a year ahead when it was made.
    const ahead = await makeCertificate(authority, { reach, now: NOW + 365 * DAY })
    expect(whyRenew(ahead, facts)).toBe('ends')
  })
})

describe('where a hall server is', () => {
  it('knows private addresses from public ones', () => {
    for (const address of [
      '10.0.0.1',
      '172.16.0.1',
      '172.31.9.9',
      '192.168.0.1',
      '169.254.1.1',
      '127.0.0.2',
      'fd12::1',
      'fe80::1',
      '::1',
    ])
      expect(isPrivate(address), address).toBe(true)
    for (const address of [
      '11.0.0.1',
      '172.15.0.1',
      '172.32.0.1',
      '192.169.0.1',
      '100.64.0.1',
      '2001:db8::1',
      'hall',
      '',
    ])
      expect(isPrivate(address), address).toBe(false)
  })

  it('puts the address first by which it reaches others, and leaves public ones out', async () => {
    const all = () => ['172.17.0.1', '203.0.113.9', '192.168.1.5', '[fd00::5]']
    expect(await privateAddresses(all, async () => '192.168.1.5')).toEqual(['192.168.1.5', '172.17.0.1', 'fd00::5'])
    expect(await privateAddresses(all, async () => null)).toEqual(['172.17.0.1', '192.168.1.5', 'fd00::5'])
  })

  it('has the machine’s name where a network can carry it', () => {
    expect(machineNames('Hall-PC')).toEqual(['hall-pc', 'hall-pc.local'])
    expect(machineNames('mac.local')).toEqual(['mac.local'])
    expect(machineNames('营业厅电脑')).toEqual([])
    expect(machineNames('a b')).toEqual([])
  })
})

describe('the name on the network', () => {
  /** A network on which everybody hears everybody at once. */
  function createNetwork() {
    const listeners: Parameters<Names['follow']>[0][] = []
    const said: string[] = []
    const join = (): Names => ({
      ask(name) {
        for (const each of listeners) each.asked(name)
      },
      say(name, addresses) {
        for (const address of addresses) {
          said.push(`${name} ${address}`)
          for (const each of listeners) each.said(name, address)
        }
      },
      follow: (listener) => listeners.push(listener),
      close() {},
    })
    return { join, said }
  }
  const pause = async () => {}
  const at = (network: ReturnType<typeof createNetwork>, address: string, called = 'stayopen.local') =>
    announce({ called, addresses: () => [address], names: network.join(), pause })

  it('is stayopen.local, and another one for the second hall on a network, which keeps it', async () => {
    const network = createNetwork()
    expect(await at(network, '10.0.0.1').settled).toBe('stayopen.local')
    expect(await at(network, '10.0.0.2').settled).toBe('stayopen-2.local')
    expect(await at(network, '10.0.0.3', 'stayopen-3.local').settled).toBe('stayopen-3.local')
    network.said.length = 0
    network.join().ask('stayopen-2.local')
    expect(network.said).toEqual(['stayopen-2.local 10.0.0.2'])
    network.said.length = 0
    network.join().ask('printer.local')
    expect(network.said).toEqual([])
  })

  it('is none when all of them are taken, and nobody asks on after it was closed', async () => {
    const network = createNetwork()
    for (const [i] of CALLED.entries()) expect(await at(network, `10.0.0.${i + 1}`).settled).toBe(CALLED[i])
    expect(await at(network, '10.0.0.99').settled).toBeNull()
    const closed = at(createNetwork(), '10.0.0.1')
    closed.close()
    expect(await closed.settled).toBeNull()
  })
})

describe('the question at the first start', () => {
  const settings = (...args: string[]) => ({ ...readEnvironment({ STAYOPEN_DATA: data }, '/nowhere', args) })
  const never = () => Promise.reject(new Error('nobody is asked'))

  it('is asked once, and what was answered counts until a flag says otherwise', async () => {
    expect(await choose(settings(), async () => true)).toMatchObject({ lan: true })
    expect(await choose(settings(), never)).toMatchObject({ lan: true })
    expect(await choose(settings('--no-lan'), never)).toMatchObject({ lan: false })
    expect(await choose(settings(), never)).toMatchObject({ lan: false })
    expect(await choose(settings('--lan', '--name', 'Stayopen.local'), never)).toMatchObject({
      lan: true,
      name: 'stayopen.local',
    })
    expect(await choose(settings(), never)).toMatchObject({ lan: true, name: 'stayopen.local' })
  })

  it('is not asked where nobody sits, where there is a hall already, or where it was said how to run', async () => {
    expect(await choose(settings(), null)).toMatchObject({ lan: false })
    expect(choiceOf(data)).toBeNull()
    const told = { STAYOPEN_DATA: data, STAYOPEN_HOST: '127.0.0.1' }
    expect(await choose(readEnvironment(told, '/nowhere'), never)).toMatchObject({ lan: false })
    writeFileSync(join(data, 'hall.db'), '')
    expect(await choose(settings(), never)).toMatchObject({ lan: false })
  })

  it('takes Enter for a yes', () => {
    expect(['', 'y', 'Y', '是', '要'].map(isYes)).toEqual([true, true, true, true, true])
    expect(['n', ' No', '否', '不要'].map(isYes)).toEqual([false, false, false, false])
  })
})

describe('a hall server on the hall’s network', () => {
  let now = NOW
  let addresses: readonly string[] = []
  let machine: readonly string[] = []
  let server: LanServer | null = null
  beforeEach(() => {
    now = NOW
    addresses = ['192.168.1.5']
    machine = ['hall-pc', 'hall-pc.local']
  })
  afterEach(async () => {
    await server?.close()
    server = null
  })
  const world: LanWorld = {
    now: () => now,
    machine: () => machine,
    addresses: async () => addresses,
    names: async () => null,
  }
  const environment = (more: Record<string, string> = {}) => ({
    STAYOPEN_DATA: data,
    STAYOPEN_PORT: '0',
    STAYOPEN_LOG: 'silent',
    STAYOPEN_HOST: '127.0.0.2',
    ...more,
  })
  async function open(args: readonly string[] = [], more: Record<string, string> = {}): Promise<LanServer> {
    const settings = readEnvironment(environment(more), '/nowhere', ['--lan', ...args])
    server = await openOnLan(settings, { choice: await choose(settings, null), world })
    return server
  }
  /** What a tablet that trusts an authority is answered under a name: it is led to the server by one that stands in the certificate. */
  const get = (of: LanServer, host: string, ca: string) =>
    new Promise<number | string>((resolve) => {
      const { hostname, port } = new URL(of.origin)
      const socket = tlsConnect({ host: hostname, port: Number(port), ca, servername: 'localhost' }, () => {
        socket.write(`GET /healthz HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`)
      })
      socket.once('data', (said) => {
        resolve(Number(said.toString().split(' ')[1]))
        socket.destroy()
      })
      socket.once('error', (fault) => resolve('code' in fault ? String(fault.code) : fault.message))
    })

  it('is trusted by who trusts its authority, under its names and addresses and nobody else’s', async () => {
    const hall = await open()
    const ca = authorityOf(data)!.certificate
    expect(await get(hall, '127.0.0.2', ca)).toBe(200)
    expect(await get(hall, '127.0.0.2', authority.certificate)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    for (const host of ['stayopen.local', 'hall-pc', 'HALL-PC.local', 'localhost'])
      expect(await get(hall, host, ca), host).toBe(200)
    for (const host of ['evil.example', '192.168.1.6', 'stayopen-2.local', '127.0.0.2.evil.example'])
      expect(await get(hall, host, ca), host).toBe(421)
  })

  it('keeps authority and certificate over a restart, and makes another certificate without one', async () => {
    const first = await open([], { STAYOPEN_HOST: '0.0.0.0' })
    const before = authorityOf(data)!
    const shown = () => readFileSync(join(data, 'lan', 'server.pem'), 'utf8')
    const held = shown()
    expect(subjectsOf(held)).toContain('192.168.1.5')
    await first.look()
    expect(shown()).toBe(held)
    await first.close()
    const again = await open([], { STAYOPEN_HOST: '0.0.0.0' })
    expect(shown()).toBe(held)

    addresses = ['192.168.1.9']
    await again.look()
    const moved = shown()
    expect(subjectsOf(moved)).toContain('192.168.1.9')
    expect(subjectsOf(moved)).not.toContain('192.168.1.5')
    now += 340 * DAY
    await again.look()
    expect(shown()).not.toBe(moved)
    expect(authorityOf(data)).toEqual(before)
  })

  it('shows the new certificate to whoever comes next, without a restart', async () => {
    const hall = await open()
    const { hostname, port } = new URL(hall.origin)
    const seen = () =>
      new Promise<string>((resolve, reject) => {
        const ca = authorityOf(data)!.certificate
        const socket = tlsConnect({ host: hostname, port: Number(port), ca }, () => {
          resolve(socket.getPeerCertificate().fingerprint256)
          socket.end()
        })
        socket.once('error', reject)
      })
    const before = await seen()
    machine = ['desk.hall-pc']
    await hall.look()
    expect(await seen()).not.toBe(before)
    expect(await get(hall, 'desk.hall-pc', authorityOf(data)!.certificate)).toBe(200)
  })

  it('prints addresses that tablets can open, and keeps the first one when the network gives another', async () => {
    const settings = readEnvironment(
      { ...environment({ STAYOPEN_PORT: '7399' }), STAYOPEN_HOST: '', STAYOPEN_LAN_PORT: '0' },
      '/nowhere',
      ['--lan'],
    )
    const opened: string[] = []
    const stub = async (options: { origin?: string | null }) => {
      opened.push(options.origin ?? '')
      return {
        origin: options.origin ?? '',
        isOpenToAll: false,
        hall: 'h_1',
        machineNumber: null,
        firstCode: { code: 'ABCD2345', expires: '' },
        showCertificate() {},
        close: async () => {},
      }
    }
    const start = async () => {
      server = await openOnLan(settings, { choice: await choose(settings, null), world, open: stub })
      const printed = await welcome(server)
      await server.close()
      return printed
    }
    const printed = await start()
    expect(opened).toEqual(['https://192.168.1.5:7399'])
    expect(printed).toContain('https://192.168.1.5:7399/pair#code=ABCD2345')
    expect(printed).toMatch(/ {2}http:\/\/192\.168\.1\.5:\d+\n/)
    expect(printed).toContain(fingerprintOf(authorityOf(data)!))
    expect(printed).not.toContain('只有这台电脑')

    addresses = ['192.168.1.77']
    const moved = await start()
    expect(opened).toEqual(['https://192.168.1.5:7399', 'https://192.168.1.5:7399'])
    expect(moved).toContain('平板用的地址 192.168.1.5 现在不是这台电脑的（现在是 192.168.1.77）')
    addresses = []
    expect(await start()).toContain('还没有营业厅网络的地址')
    addresses = ['192.168.1.5']
    now = NOW - 400 * DAY
    expect(await start()).toMatch(/时钟早于证书的起始日 20\d\d-/)
    expect(calledBesides(null, { explains: 'http://192.168.1.5:7317' })).toContain('请用上面的网址')
    expect(calledBesides('stayopen.local', { explains: 'http://192.168.1.5:7317' })).toContain(
      'http://stayopen.local:7317',
    )
  })

  it('answers no name that its authority may not vouch for: a sentence says what else there is', async () => {
    await (await open()).close()
    await expect(open(['--name', 'hall.example'])).rejects.toThrow(
      /cannot vouch for hall\.example.*--cert.*本厅的证书不能证明/s,
    )
    await expect(open(['--name', '8.8.8.8'])).rejects.toThrow('cannot vouch for 8.8.8.8')
  })

  it('takes a certificate that somebody else has made, under the names in it, and hands out no authority', async () => {
    const [cert, key] = [join(data, 'real.crt'), join(data, 'real.key')]
    const write = async (forNames: readonly string[]) => {
      const made = await makeCertificate(authority, { reach: { names: forNames, addresses: [] }, now: NOW })
      writeFileSync(cert, made.cert)
      writeFileSync(key, made.key)
    }
    await write(['hall-pc', 'hall-pc.local', 'localhost'])
    const hall = await open(['--cert', cert, '--key', key])
    expect(hall.lan).toMatchObject({ explains: null, fingerprint: null })
    expect(authorityOf(data)).toBeNull()
    const statusAt = (host: string) => get(hall, host, authority.certificate)
    expect([await statusAt('hall-pc'), await statusAt('stayopen.local')]).toEqual([200, 421])
    // Somebody has put the next one there.
    await write(['stayopen.local', 'localhost'])
    await hall.look()
    expect([await statusAt('hall-pc'), await statusAt('stayopen.local')]).toEqual([421, 200])
  })
})

describe('the page that hands the authority out', () => {
  const origin = 'https://192.168.1.5:7316'
  let server: Server
  let port = 0
  beforeEach(async () => {
    server = createPlainServer({ authority, origin })
    port = await listen(server, '127.0.0.1', 0)
  })
  afterEach(() => stopListening(server, async () => {}))
  const plain = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init)

  it('explains in both languages, opens the steps of the system that asks, and runs no script', async () => {
    const page = await plain('/', { headers: { 'User-Agent': 'Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X)' } })
    const text = await page.text()
    expect(text).toMatch(/<details open>\s*<summary>iPad/)
    expect(text.match(/<details open>/g)).toHaveLength(1)
    expect(text).toContain(`src="${origin}/trusted.svg"`)
    expect(text).toContain(`href="${origin}/selftest"`)
    expect(text).not.toMatch(/<script|\son\w+=|\sstyle=/)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const english = await (await plain('/en', { headers: { 'User-Agent': 'Mozilla/5.0 (Windows NT 10.0)' } })).text()
    expect(english).toMatch(/<details open>\s*<summary>Windows computer/)
    expect(english).toContain(fingerprintOf(authority))
  })

  it('hands out the authority’s certificate and never its key', async () => {
    const file = await plain('/stayopen.crt')
    expect(file.headers.get('content-type')).toBe('application/x-x509-ca-cert')
    expect(Buffer.from(await file.arrayBuffer())).toEqual(bytesOf(authority))
    const profile = await plain('/stayopen.mobileconfig')
    expect(profile.headers.get('content-type')).toBe('application/x-apple-aspen-config')
    const text = await profile.text()
    expect(text).toContain(`<data>${bytesOf(authority).toString('base64')}</data>`)
    expect(text).toContain('com.apple.security.root')
    const secret = createPrivateKey(authority.key).export({ format: 'jwk' }).d ?? ''
    expect(secret.length).toBeGreaterThan(20)
    for (const path of ['/', '/en', '/stayopen.mobileconfig'])
      expect(await (await plain(path)).text()).not.toContain(secret)
  })

  it('does nothing else, whatever is asked of it', async () => {
    const known = ['/', '/en', '/stayopen.crt', '/stayopen.mobileconfig']
    const path = fc.oneof(
      fc.constantFrom(
        '/api/hello',
        '/api/pair',
        '/healthz',
        '/metrics',
        '/../lan/authority.pem',
        '//',
        '/en/',
        '/%2e%2e/',
      ),
      fc.webPath().map((each) => `/${each}`),
    )
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH')
    await fc.assert(
      fc.asyncProperty(path, method, async (asked, by) => {
        fc.pre(!(by === 'GET' && known.includes(new URL(`http://hall${asked}`).pathname)))
        const answer = await plain(asked, { method: by, ...(by === 'GET' ? {} : { body: 'x' }) })
        expect([answer.status, await answer.text(), answer.headers.get('set-cookie')]).toEqual([404, '', null])
      }),
      { numRuns: 60 },
    )
    for (const each of known) expect((await plain(each, { method: 'POST', body: 'x' })).status, each).toBe(404)
    expect((await plain('/?from=poster')).status).toBe(200)
  })
})
