/** @module Whether this browser can keep what people do here; why not, says `hindrances.ts`. */

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
