import { networkInterfaces } from 'node:os'

/** Where this server is reached. Every other name under which a request comes is somebody's who leads browsers here. */
export interface Origins {
  /** For links: `https://hall.example:7316`. */
  readonly origin: string
  /** Whether tablets reach this server under an origin: what another place passes on was signed for that place. */
  isOrigin(asked: string): boolean
  /** Whether a request names this server: `hall.example:7316`, or this machine by its own name. */
  isHost(host: string | undefined): boolean
  /** Whether whoever asks sits at this machine, and does not come through a proxy on it. */
  isHere(address: string, host: string | undefined): boolean
}

/**
 * `behindProxy`: somebody on this machine passes on what others ask, so that its own address proves nothing. `isOurs`:
 * whether a name or an address, as a link writes it, is this server's besides: its certificate says so, or it is one of the
 * machine's addresses where the server listens at all of them and nobody gave it a name. A page of somebody else's comes
 * under a name of theirs, and never under one of these.
 */
export function createOrigins(options: {
  readonly origin: string
  readonly port: number
  readonly behindProxy: boolean
  readonly isOurs?: (hostname: string) => boolean
}): Origins {
  const { origin, port, behindProxy, isOurs = () => false } = options
  const { protocol, host: ours } = new URL(origin)
  /** As a URL writes it: in small letters, without the port that everybody knows. */
  const read = (host: string) => {
    const url = `${protocol}//${host}`
    return /^[\w.:[\]-]+$/.test(host) && URL.canParse(url) ? new URL(url) : null
  }
  const isThisMachine = (host: string) => isOwn(read(host)?.hostname ?? '')
  const known = protocol === 'https:' ? '443' : '80'

  return {
    origin,
    isOrigin(asked) {
      if (asked === origin) return true
      if (!URL.canParse(asked)) return false
      const url = new URL(asked)
      const isHere = (url.port || known) === String(port)
      return (
        isHere && (isOwn(url.hostname) || (url.origin === asked && url.protocol === protocol && isOurs(url.hostname)))
      )
    },
    isHost(host = '') {
      const url = read(host)
      return url !== null && (url.host === ours || isOwn(url.hostname) || isOurs(url.hostname))
    },
    isHere: (address, host = '') => !behindProxy && isOwn(address.replace(/^::ffff:/, '')) && isThisMachine(host),
  }
}

/** Whether a server that is to listen here listens at every address of the machine: nobody can go to this one. */
export const isEverywhere = (host: string): boolean => ['0.0.0.0', '::', '[::]'].includes(host)

/** The addresses of this machine at which others reach it, as a link writes them: `192.168.1.5`, `[fd00::5]`. */
export function ownAddresses(interfaces = networkInterfaces()): readonly string[] {
  const all = Object.values(interfaces).flatMap((some) => some ?? [])
  const reached = all.filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
  const v4 = reached.filter(({ family }) => family === 'IPv4').map(({ address }) => address)
  return [...v4, ...reached.filter(({ family }) => family === 'IPv6').map(({ address }) => `[${address}]`)]
}

/** Whether a name is this machine's own: `localhost`, `counter.localhost`, `127.0.0.1`. No other machine can have it. */
export const isOwn = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '::1' ||
  host === '[::1]' ||
  /^127\.\d+\.\d+\.\d+$/.test(host)

/** A host without the brackets in which links write an IPv6 address: `[fd00::5]` is `fd00::5`. */
export const withoutBrackets = (host: string): string => host.replace(/^\[(.*)\]$/, '$1')

/** Whether this can be a name on a network: small letters, digits and hyphens between dots. */
export const isNetworkName = (name: string): boolean =>
  /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name)
