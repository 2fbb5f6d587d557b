import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import pino from 'pino'
import type { Settings } from '../environment.ts'
import { type HallServer, openHallServer } from '../hallServer.ts'
import { listen, stopListening, type Tls } from '../listening.ts'
import { isEverywhere, isOwn, withoutBrackets } from '../origins.ts'
import { type Announcing, announce, CALLED, type Names, openNames } from './announce.ts'
import { makeAuthority, mayVouchFor } from './authority.ts'
import { type Choice, putChoice } from './chosen.ts'
import { type Authority, authorityOf, beginsAt, fingerprintOf, putAuthority } from './keptAuthority.ts'
import { createPlainServer } from './plainServer.ts'
import { inLink, machineNames, privateAddresses, type Reach } from './reach.ts'
import { certificateOf, makeCertificate, putCertificate, whyRenew } from './serverCertificate.ts'

/** A hall server on the hall's network. */
export interface LanServer extends HallServer {
  readonly lan: {
    /** Where tablets learn to trust it: `http://192.168.1.5:7317`; null: its certificate is one that they trust already. */
    readonly explains: string | null
    /** The authority's fingerprint; null as above. */
    readonly fingerprint: string | null
    /** What somebody should see to. */
    readonly concerns: readonly LanConcern[]
    /** The name under which it answers on this network, once that is known; null: none. */
    readonly called: Promise<string | null>
  }
  /** Looks now whether time, names or addresses ask for another certificate, and shows it from then on. */
  look(): Promise<void>
}

export type LanConcern =
  /** The address in links is none of this machine's any more. */
  | { readonly kind: 'address-gone'; readonly name: string; readonly addresses: readonly string[] }
  /** The computer's clock is before the authority's first day. */
  | { readonly kind: 'clock-behind'; readonly begins: string }
  /** The network has given this machine no private address. */
  | { readonly kind: 'no-address' }

/** What the world looks like; a test has its own. */
export interface LanWorld {
  readonly now: () => number
  readonly machine: () => readonly string[]
  readonly addresses: () => Promise<readonly string[]>
  /** Null: the network does not pass on questions about names. */
  readonly names: () => Promise<Names | null>
  readonly pause?: () => Promise<void>
}

/** So often (ms) it is looked whether another certificate is asked for: a new address shall wait no longer for one. */
const LOOK_EVERY_MS = 10_000

const theWorld = (onFault: (fault: unknown) => void): LanWorld => ({
  now: Date.now,
  machine: machineNames,
  addresses: privateAddresses,
  names: () => openNames(onFault),
})

/**
 * Opens the hall server for tablets on the hall's network: with an authority and certificates of its own, or with those
 * that somebody has given. Throws a sentence when the name that was asked for is none that it can be reached under.
 */
export async function openOnLan(
  settings: Settings,
  { choice, world, open = openHallServer }: { choice: Choice; world?: LanWorld; open?: typeof openHallServer },
): Promise<LanServer> {
  const log = pino({ level: settings.logLevel ?? 'info', base: null })
  const { now, machine, addresses, names, pause } =
    world ?? theWorld((fault) => log.info(fault, 'no name on the network'))
  const { data, pem } = settings
  const host = settings.listensAt ?? '0.0.0.0'
  let { called } = choice
  let reached = await addresses()
  const asked = settings.origin ? withoutBrackets(new URL(settings.origin).hostname) : choice.name
  const first = isEverywhere(host) ? (reached[0] ?? machine()[0] ?? 'localhost') : host
  const name = asked ?? (pem ? nameIn(readFileSync(pem.cert, 'utf8')) : null) ?? first

  /** At which it is reached by others. */
  const reachedAt = () => (isEverywhere(host) ? reached : [host])
  const reach = (): Reach => ({
    names: ['localhost', ...machine(), called, ...[name, host].filter((each) => isIP(each) === 0)],
    addresses: ['127.0.0.1', '::1', ...reachedAt().filter((each) => isIP(each) !== 0)],
  })
  const authority = pem ? null : await openAuthority()
  let tls = pem ? readPem(pem) : await renewed(authority)
  if (choice.name === null && settings.origin === null) putChoice(data, { ...choice, lan: true, name })

  const hall = await open({
    ...settings,
    host,
    tls,
    isPlainBeside: authority !== null,
    origin: settings.origin ?? (settings.port === 0 ? null : `https://${inLink(name)}:${settings.port}`),
  })
  const plain = authority ? createPlainServer({ authority, origin: hall.origin }) : null
  const plainPort = plain
    ? await listen(plain, host, settings.lanPort).catch(async (fault) => {
        await hall.close()
        throw fault
      })
    : 0

  /** Made beside the store at the first start, and never again. */
  async function openAuthority(): Promise<Authority> {
    const kept = authorityOf(data)
    const made =
      kept ??
      (await makeAuthority({
        names: [...new Set([...reach().names, ...CALLED])],
        machine: machine()[0] ?? called,
        now: now(),
      }))
    if (!mayVouchFor(made, name))
      throw new Error(
        `The hall's own authority cannot vouch for ${name}: it may for private addresses and the names that it was made for. Choose another one with --name, or give a certificate with --cert and --key. 本厅的证书不能证明 ${name}，请用 --name 换一个，或用 --cert 和 --key 提供证书。`,
      )
    if (!kept) putAuthority(data, made)
    return made
  }

  /** The certificate that is good from now on: the one there is, as long as it does. */
  async function renewed(by: Authority | null): Promise<Tls> {
    if (!by) throw new Error('without an authority nobody makes certificates')
    const held = certificateOf(data)
    const facts = { authority: by, reach: reach(), now: now() }
    const why = whyRenew(held, facts)
    if (held && why === null) return held
    const made = await makeCertificate(by, facts)
    putCertificate(data, made)
    log.info({ why, names: facts.reach.names, addresses: facts.reach.addresses }, 'another certificate was made')
    return made
  }

  const concerns = () => concernsOf({ name, reached, authority, now: now(), isEverywhere: isEverywhere(host) })
  let told = JSON.stringify(concerns())

  async function look(): Promise<void> {
    reached = await addresses()
    const present = JSON.stringify(concerns())
    if (present !== told) log.info({ concerns: concerns() }, 'the network of this computer has changed')
    told = present
    const next = pem ? readPem(pem) : await renewed(authority)
    if (next.cert === tls.cert) return
    hall.showCertificate(next)
    tls = next
  }

  const onFault = (fault: unknown) => log.error(fault)
  const timer = setInterval(() => look().catch(onFault), LOOK_EVERY_MS).unref()

  let announcing: Announcing | null = null
  async function answerForName(): Promise<string | null> {
    const says = () => reachedAt().filter((address) => isIP(address) === 4 && !isOwn(address))
    if (says().length === 0) return null
    const heard = await names()
    if (!heard || closing) {
      heard?.close()
      return null
    }
    announcing = announce({
      called,
      addresses: says,
      names: heard,
      ...(pause ? { pause } : {}),
    })
    const taken = await announcing.settled
    if (taken !== null && taken !== called) {
      called = taken
      putChoice(data, { ...choice, lan: true, name: choice.name ?? name, called })
      await look()
    }
    return taken
  }

  let closing: Promise<void> | null = null
  const answering = (authority ? answerForName() : Promise.resolve(null)).catch((fault) => {
    onFault(fault)
    return null
  })
  async function close(): Promise<void> {
    clearInterval(timer)
    announcing?.close()
    if (plain) await stopListening(plain, async () => {})
    await hall.close()
  }
  return {
    ...hall,
    lan: {
      explains: plain ? `http://${inLink(name)}:${plainPort}` : null,
      fingerprint: authority && fingerprintOf(authority),
      concerns: concerns(),
      called: answering,
    },
    look,
    close() {
      closing ??= close()
      return closing
    },
  }
}

function concernsOf(of: {
  readonly name: string
  readonly reached: readonly string[]
  readonly authority: Authority | null
  readonly now: number
  readonly isEverywhere: boolean
}): readonly LanConcern[] {
  const { name, reached, authority } = of
  const concerns: LanConcern[] = []
  if (of.isEverywhere && reached.length === 0) concerns.push({ kind: 'no-address' })
  else if (of.isEverywhere && isIP(name) !== 0 && !reached.includes(name))
    concerns.push({ kind: 'address-gone', name, addresses: reached })
  if (authority && of.now < beginsAt(authority))
    concerns.push({ kind: 'clock-behind', begins: new Date(beginsAt(authority)).toISOString().slice(0, 10) })
  return concerns
}

const readPem = ({ cert, key }: { cert: string; key: string }): Tls => ({
  cert: readFileSync(cert, 'utf8'),
  key: readFileSync(key, 'utf8'),
})

/** The first whole name in a certificate; null: it has none. */
const nameIn = (pem: string): string | null =>
  /DNS:([^*,\s]+)/.exec(new X509Certificate(pem).subjectAltName ?? '')?.[1] ?? null
