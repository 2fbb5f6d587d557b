/** @module Why this browser cannot keep what people do here: judged in this one place, and fetched where it is asked. */
import { namesOf } from '#device/basics/faults.ts'
import type { BrowserFacts } from './fitness.ts'

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
