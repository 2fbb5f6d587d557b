/** What this tablet remembers of a network drill, in its own storage: the page may be loaded anew meanwhile. */
export interface NetworkDrillBegun {
  /** By the device's own clock. */
  readonly since: number
  readonly until: number
  /** Events that waited for the server before, and the most that did while it was cut off. */
  readonly before: number
  readonly most: number
}
const KEY = 'stayopen-network-drill'

export function networkDrillBegun(): NetworkDrillBegun | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as NetworkDrillBegun | null
  } catch {
    return null
  }
}
export function keepNetworkDrill(begun: NetworkDrillBegun | null): void {
  if (begun === null) localStorage.removeItem(KEY)
  else localStorage.setItem(KEY, JSON.stringify(begun))
}
