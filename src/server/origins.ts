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

/** `behindProxy`: somebody on this machine passes on what others ask, so that its own address proves nothing. */
export function createOrigins(options: {
  readonly origin: string
  readonly port: number
  readonly behindProxy: boolean
}): Origins {
  const { origin, port, behindProxy } = options
  const { protocol, host: ours } = new URL(origin)
  /** As a URL writes it: in small letters, without the port that everybody knows. */
  const read = (host: string) => {
    const url = `${protocol}//${host}`
    return /^[\w.:[\]-]+$/.test(host) && URL.canParse(url) ? new URL(url) : null
  }
  const isThisMachine = (host: string) => isOwn(read(host)?.hostname ?? '')

  return {
    origin,
    isOrigin(asked) {
      if (asked === origin) return true
      const { hostname, port: at } = URL.canParse(asked) ? new URL(asked) : { hostname: '', port: '' }
      return isOwn(hostname) && at === String(port)
    },
    isHost: (host = '') => read(host)?.host === ours || isThisMachine(host),
    isHere: (address, host = '') => !behindProxy && isOwn(address.replace(/^::ffff:/, '')) && isThisMachine(host),
  }
}

/** Whether a name is this machine's own: `localhost`, `counter.localhost`, `127.0.0.1`. No other machine can have it. */
export const isOwn = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '::1' ||
  host === '[::1]' ||
  /^127\.\d+\.\d+\.\d+$/.test(host)
