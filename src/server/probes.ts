import { lookup } from 'node:dns/promises'
import { BlockList, connect, isIP, isIPv6 } from 'node:net'
import type { StoredConfiguration } from './configuration.ts'

/** What a try to reach an address came to; the address itself is not told. */
export interface Tried {
  readonly reached: boolean
  /** When it was tried, ISO 8601. */
  readonly at: string
}

/** What the hall server reaches beyond the hall; null: the hall has not said where that would be. */
export interface Reached {
  readonly upstream: Tried | null
  /** Whether any of their names leads to an address; null: both are addresses already. */
  readonly names: Tried | null
  readonly operator: Tried | null
}

/** Tries to reach what lies beyond the hall. */
export interface Probes {
  look(): Promise<Reached>
}

/** Whoever asks how often: the addresses are tried once in this time (ms). */
const EVERY_MS = 10_000
/** No answer in this time (ms) is none. */
const PATIENCE_MS = 4_000

/**
 * Makes the probes. Only the two addresses that the manager has set are ever tried: no tablet can name another one, and
 * nothing of an answer is passed on but that there was one.
 */
export function createProbes({
  configuration,
  now,
  mayTry,
}: {
  readonly configuration: () => Promise<Pick<StoredConfiguration, 'probed'>>
  readonly now: () => number
  readonly mayTry?: ((ip: string) => boolean) | undefined
}): Probes {
  let last: { readonly at: number; readonly found: Promise<Reached> } | null = null

  async function tryAll(): Promise<Reached> {
    const { upstream, operator } = (await configuration()).probed
    const told = (reached: boolean): Tried => ({ reached, at: new Date(now()).toISOString() })
    const reach = async (address: string) => (address === '' ? null : told(await answers(address, mayTry)))
    const names = [upstream, operator].filter((address) => address !== '' && isIP(hostOf(address)) === 0)
    const [first, second, ...known] = await Promise.all([
      reach(upstream),
      reach(operator),
      ...names.map(async (address) => (await within(PATIENCE_MS, lookUp(hostOf(address)))) !== null),
    ])
    return { upstream: first, names: known.length === 0 ? null : told(known.includes(true)), operator: second }
  }

  return {
    look() {
      const at = now()
      if (!last || at < last.at || at - last.at >= EVERY_MS) {
        const found = tryAll()
        last = { at, found }
        // A store that could not be read is asked anew by the next one.
        found.catch(() => {
          last = null
        })
      }
      return last.found
    },
  }
}

/** This machine itself, and what is its neighbour without a router: nothing that a hall's line leads to. */
const inside = new BlockList()
inside.addSubnet('127.0.0.0', 8, 'ipv4')
inside.addSubnet('0.0.0.0', 8, 'ipv4')
inside.addSubnet('169.254.0.0', 16, 'ipv4')
inside.addAddress('::1', 'ipv6')
inside.addAddress('::', 'ipv6')
inside.addSubnet('fe80::', 10, 'ipv6')

/** Whether an IP address may be tried: beyond this machine, in the hall's network or outside. */
export const isOutside = (ip: string): boolean => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  return !inside.check(mapped ?? ip, isIPv6(mapped ?? ip) ? 'ipv6' : 'ipv4')
}

/**
 * Whether something answers: the first page of `https://…` to a HEAD, `host:port` to a connection. An address that leads
 * to what `mayTry` refuses is not tried, whatever name it has.
 */
export async function answers(
  address: string,
  mayTry: (ip: string) => boolean = isOutside,
  patience: number = PATIENCE_MS,
): Promise<boolean> {
  const found = await within(patience, lookUp(hostOf(address)))
  if (found === null || !found.every((ip) => mayTry(ip))) return false
  if (!/^https?:/.test(address)) return connects(address, patience)
  try {
    const signal = AbortSignal.timeout(patience)
    const response = await fetch(new URL('/', address), { method: 'HEAD', redirect: 'manual', signal })
    await response.body?.cancel()
    // Somebody else's log-in page that stands in the way is no answer, and neither is a server that says it is down.
    const elsewhere = response.headers.get('Location')
    const sentAway = elsewhere !== null && new URL(elsewhere, address).host !== new URL(address).host
    return response.status < 500 && !sentAway
  } catch {
    return false
  }
}

const hostOf = (address: string): string =>
  (/^https?:/.test(address) ? new URL(address).hostname : (address.split(':')[0] ?? '')).replace(/^\[|\]$/g, '')

/** Names that are being looked up, by anybody in this process: its threads are shared. */
const looking = new Map<string, Promise<readonly string[] | null>>()

/**
 * The addresses of a name; null: it has none. Without a line the system asks on for a long time, in one of the few threads
 * that also read and write files: nobody asks for a name that is still being asked for.
 */
function lookUp(host: string): Promise<readonly string[] | null> {
  const asked = looking.get(host)
  if (asked) return asked
  const found = lookup(host, { all: true })
    .then((all) => (all.length === 0 ? null : all.map(({ address }) => address)))
    .catch(() => null)
    .finally(() => looking.delete(host))
  looking.set(host, found)
  return found
}

/** What comes of it in this time (ms), or null. */
function within<T>(ms: number, act: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ms)
    void act.then((found) => {
      clearTimeout(timer)
      resolve(found)
    })
  })
}

function connects(address: string, patience: number): Promise<boolean> {
  const [host = '', port = ''] = address.split(':')
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: patience })
    const end = (connected: boolean) => {
      socket.destroy()
      resolve(connected)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
  })
}
