import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { KEPT, type Keep } from './backup/shelf.ts'
import type { HallServerOptions } from './hallServer.ts'
import { isEverywhere, isNetworkName, withoutBrackets } from './origins.ts'

/** Room for some 30,000 lines. */
const RESERVE_BYTES = 16 * 1024 * 1024

/** What may stand behind the command; a flag goes before the variable of the same meaning. */
export const FLAGS = {
  /** A copied store is the hall's from now on. */
  here: { type: 'boolean' },
  /** Tablets on the hall's network come by HTTPS. */
  lan: { type: 'boolean' },
  /** This machine alone is served, as before anybody was asked. */
  'no-lan': { type: 'boolean' },
  /** The name or address that stands in links, from among this machine's: `192.168.1.5`. */
  name: { type: 'string' },
  /** PEM files of a certificate that somebody else has made for this server. */
  cert: { type: 'string' },
  key: { type: 'string' },
  /** A folder for backups, on another disk or a stick: one every hour when something has changed. */
  backup: { type: 'string' },
} as const

/** How a hall server is to run, as it was said. */
export interface Settings extends HallServerOptions {
  readonly port: number
  /** Whether tablets on the hall's network are served; null: nobody has said. */
  readonly lan: boolean | null
  /** Where it was told to listen; null: nowhere in particular. */
  readonly listensAt: string | null
  /** The name or address that is to stand in links. */
  readonly name: string | null
  /** Where the certificate comes from that somebody else has made. */
  readonly pem: { readonly cert: string; readonly key: string } | null
  /** Port of the page without encryption that hands out the authority. */
  readonly lanPort: number
}

/** Reads how the hall server is to run from the environment and what stands behind the command. Throws one clear sentence when a setting makes no sense. */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
  args: readonly string[] = [],
): Settings {
  const flags = flagsIn(args)
  const port = Number(env.STAYOPEN_PORT ?? '7316')
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('STAYOPEN_PORT must be a port number from 0 to 65535.')
  const beside = port === 0 ? 0 : Math.min(port + 1, 65_535)
  const lanPort = Number(env.STAYOPEN_LAN_PORT || beside)
  if (!Number.isInteger(lanPort) || lanPort < 0 || lanPort > 65_535 || (lanPort !== 0 && lanPort === port))
    throw new Error('STAYOPEN_LAN_PORT must be a port number from 0 to 65535, and another one than STAYOPEN_PORT.')
  const cert = flags.cert ?? env.STAYOPEN_TLS_CERT
  const key = flags.key ?? env.STAYOPEN_TLS_KEY
  if (Boolean(cert) !== Boolean(key))
    throw new Error('--cert and --key (STAYOPEN_TLS_CERT and STAYOPEN_TLS_KEY) belong together.')
  if (flags.lan && flags['no-lan']) throw new Error('--lan and --no-lan exclude each other.')
  const figures = env.STAYOPEN_METRICS_TOKEN || null
  if (figures !== null && !/^[\w-]{20,128}$/.test(figures))
    throw new Error('STAYOPEN_METRICS_TOKEN must be 20 to 128 letters, digits, - or _.')
  const named = env.STAYOPEN_APP
  if (named && !existsSync(join(named, 'index.html')))
    throw new Error(`STAYOPEN_APP names the folder ${named}, which holds no index.html.`)
  const folders = named ? [named] : [join(home, '..', 'app'), join('dist', 'app')]
  const built = folders.find((folder) => existsSync(join(folder, 'index.html')))
  return {
    data: resolve(env.STAYOPEN_DATA || '.data'),
    port,
    host: env.STAYOPEN_HOST || '127.0.0.1',
    listensAt: env.STAYOPEN_HOST || null,
    origin: originIn(env.STAYOPEN_ORIGIN),
    lan: flags.lan ? true : flags['no-lan'] ? false : null,
    name: nameIn(flags.name),
    pem: cert && key ? { cert: resolve(cert), key: resolve(key) } : null,
    lanPort,
    tls: cert && key ? { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } : null,
    files: built ? resolve(built) : null,
    metricsToken: figures,
    reserve: RESERVE_BYTES,
    isHere: flags.here ?? false,
    backups: resolvedOrNull(flags.backup ?? env.STAYOPEN_BACKUP),
    keep: keepIn(env.STAYOPEN_BACKUP_KEEP),
    logLevel: env.STAYOPEN_LOG || 'info',
  }
}

/** A name or an address as a certificate writes it: in small letters, an IPv6 address without brackets. */
function nameIn(said: string | undefined): string | null {
  const name = withoutBrackets(said?.trim().toLowerCase() ?? '')
  if (!name) return null
  if (isIP(name) !== 0 || isNetworkName(name)) return name
  throw new Error(
    `--name must be a name or an address of this computer and nothing more, like 192.168.1.5. It says ${said}.`,
  )
}

function flagsIn(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS }).values
  } catch (fault) {
    throw new Error(
      `没看懂。这里可以写 ${said}。/ ${fault instanceof Error ? fault.message : fault} What may stand here: ${said}.`,
    )
  }
}
const said = Object.keys(FLAGS)
  .map((flag) => `--${flag}`)
  .join(', ')

const resolvedOrNull = (folder: string | undefined): string | null => (folder ? resolve(folder) : null)

/** How many backups are kept: `24,14`, the newest and the last of so many days. */
function keepIn(said: string | undefined): Keep {
  if (!said) return KEPT
  const [newest, days] = /^(\d{1,4}),(\d{1,4})$/.exec(said.replaceAll(' ', ''))?.slice(1).map(Number) ?? []
  if (newest === undefined || days === undefined || newest < 1)
    throw new Error(
      'STAYOPEN_BACKUP_KEEP must say how many of the newest backups are kept and of how many days the last: 24,14.',
    )
  return { newest, days }
}

/** The address under which tablets reach this server, as it stands in links; null: none was given. */
function originIn(said: string | undefined): string | null {
  if (!said?.trim()) return null
  const url = URL.canParse(said.trim()) ? new URL(said.trim()) : null
  const isWhole =
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    `${url.username}${url.pathname}${url.search}${url.hash}` === '/' &&
    !isEverywhere(url.hostname)
  if (isWhole) return url.origin
  throw new Error(
    `STAYOPEN_ORIGIN must be the address of this server and nothing behind it, like https://hall.example:7316. It says ${said}.`,
  )
}
