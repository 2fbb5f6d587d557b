/** @module Whether this browser can keep what people do here and, if it cannot, why not: judged in this one place. */
import { namesOf } from '#device/basics/faults.ts'

/**
 * The lowest versions that have all the app is built on. `AbortSignal.any` came last; files that are written and flushed
 * synchronously, Web Locks, module workers and compression are older in each of them.
 */
export const LOWEST = { chrome: '116', safari: '17.4', firefox: '124' } as const

/** Why nothing can be kept. `unknown` leaves it to technical support. */
export type Hindrance =
  | 'not-secure'
  | 'too-old'
  | 'private-window'
  | 'storage-full'
  | 'storage-blocked'
  | 'old-records'
  | 'unknown'

/** What a browser says of itself. */
export interface BrowserFacts {
  /** The page came over https or from this device: elsewhere a browser offers no storage worth the name. */
  readonly secure: boolean
  /** What it lacks, by name. */
  readonly lacks: readonly string[]
  /** Its settings let this site keep anything. */
  readonly keeps: boolean
}

/** Looks at the browser that runs this page. */
export function browserFacts(): BrowserFacts {
  const has: Readonly<Record<string, boolean>> = {
    'AbortSignal.any': 'any' in AbortSignal,
    'Web Locks': 'locks' in navigator,
    'private file system': 'storage' in navigator && 'getDirectory' in navigator.storage,
    CompressionStream: 'CompressionStream' in globalThis,
    BroadcastChannel: 'BroadcastChannel' in globalThis,
    'service workers': 'serviceWorker' in navigator,
  }
  return {
    secure: isSecureContext,
    lacks: Object.keys(has).filter((name) => !has[name]),
    keeps: navigator.cookieEnabled,
  }
}

/** Throws what is missing, before anything is opened that would fail later. */
export function refuseUnfit({ secure, lacks }: BrowserFacts): void {
  if (!secure) throw new DOMException('not a secure context', 'SecurityError')
  if (lacks.length > 0) throw new DOMException(`no ${lacks.join(', ')}`, 'NotSupportedError')
}

/** Why the storage could not be opened. */
export function hindranceOf(fault: unknown, { secure, lacks, keeps }: BrowserFacts): Hindrance {
  const names = namesOf(fault)
  const is = (...these: readonly string[]) => these.some((name) => names.includes(name))
  if (!secure) return 'not-secure'
  if (lacks.length > 0 || is('NotSupportedError')) return 'too-old'
  if (is('OldRecords')) return 'old-records'
  if (is('QuotaExceededError')) return 'storage-full'
  if (!keeps || is('NotAllowedError')) return 'storage-blocked'
  // Firefox says SecurityError in a private window, Safari UnknownError; InvalidStateError is their databases' word for it.
  if (is('SecurityError', 'UnknownError', 'InvalidStateError')) return 'private-window'
  return 'unknown'
}
