import { createSocket } from 'node:dgram'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { isNetworkName, ownAddresses, withoutBrackets } from '../origins.ts'

/** Under what tablets in the hall reach this machine. */
export interface Reach {
  /** In small letters: `stayopen.local`. */
  readonly names: readonly string[]
  /** As they are, an IPv6 address without brackets: `192.168.1.5`, `fd00::5`. */
  readonly addresses: readonly string[]
}

/** The networks that nobody on the internet is in (RFC 1918, 3927, 4193 and this machine's own). */
export const PRIVATE_NETWORKS = [
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', '169.254.0.0/16'],
  ...['fc00::/7', 'fe80::/10', '::1/128'],
] as const

/** Whether an address is in one of them. */
export function isPrivate(address: string): boolean {
  if (isIP(address) === 6) return /^(f[cd]|fe[89ab])/i.test(address) || address === '::1'
  const [a = 0, b = 0] = address.split('.').map(Number)
  if (isIP(address) !== 4) return false
  return (
    a === 10 || a === 127 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254)
  )
}

/** As a link writes it: `[fd00::5]`. */
export const inLink = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host)

/** The names that this machine has by itself: `kiosk-pc`, `kiosk-pc.local`. One with signs that no name on a network has is none. */
export function machineNames(named = hostname()): readonly string[] {
  const name = named.toLowerCase()
  if (!isNetworkName(name) || isIP(name) !== 0) return []
  return [...new Set([name, `${name.split('.')[0]}.local`])].filter((each) => each !== 'localhost.local')
}

/** This machine's private addresses in the hall, the one first by which it reaches others. */
export async function privateAddresses(all = ownAddresses, leaving = leavingFrom): Promise<readonly string[]> {
  const own = all().map(withoutBrackets).filter(isPrivate)
  const first = await leaving()
  return first !== null && own.includes(first) ? [first, ...own.filter((address) => address !== first)] : own
}

/** Asks the system from which address it would send; nothing is sent. Null: it knows no way out. */
function leavingFrom(): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const settle = (address: string | null) => {
      resolve(address)
      socket.close()
    }
    socket.once('error', () => settle(null))
    // An address that stands in books alone (RFC 5737).
    socket.connect(9, '192.0.2.1', () => settle(socket.address().address))
  })
}
