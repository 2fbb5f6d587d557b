import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { HallServerOptions } from './hallServer.ts'
import { isEverywhere } from './origins.ts'

/** Room for some 30,000 lines. */
const RESERVE_BYTES = 16 * 1024 * 1024

/** Reads how the hall server is to run from the environment; `--here` says that a copied store is the hall's from now on. Throws one clear sentence when a setting makes no sense. */
export function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  home: string,
  args: readonly string[] = [],
): HallServerOptions {
  const port = Number(env.STAYOPEN_PORT ?? '7316')
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('STAYOPEN_PORT must be a port number from 0 to 65535.')
  const { STAYOPEN_TLS_CERT: cert, STAYOPEN_TLS_KEY: key } = env
  if (Boolean(cert) !== Boolean(key)) throw new Error('STAYOPEN_TLS_CERT and STAYOPEN_TLS_KEY belong together.')
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
    origin: originIn(env.STAYOPEN_ORIGIN),
    tls: cert && key ? { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } : null,
    files: built ? resolve(built) : null,
    metricsToken: figures,
    reserve: RESERVE_BYTES,
    isHere: args.includes('--here'),
    logLevel: env.STAYOPEN_LOG || 'info',
  }
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
