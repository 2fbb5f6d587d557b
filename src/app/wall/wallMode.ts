import type { TabletStatus } from '#device/tabletStatus.ts'
import type { Rules } from '#domain/settings/events.ts'

/** live → stale (amber, 数据截至) → paper (people call) → live again; revoked: a manager took this wall away. */
export type WallMode = 'live' | 'stale' | 'paper' | 'revoked'

interface Heard {
  readonly status: Pick<TabletStatus, 'link' | 'freshAt'>
  /** When this screen was opened, for a wall that has not had everything since. */
  readonly openedAt: number
  readonly now: number
  /** A desk's second screen: it shows what is called at the desk itself although no server is heard. */
  readonly second?: { readonly own: string | null } | undefined
  readonly rules: Pick<Rules, 'staleAfterSeconds' | 'paperAfterSeconds'>
}

export function wallMode({ status, openedAt, now, rules, second }: Heard): WallMode {
  if (status.link === 'revoked') return 'revoked'
  // What happens at its own counter a desk knows before anybody else.
  if (second?.own) return 'live'
  const silentSeconds = (now - (status.freshAt ?? (second ? 0 : openedAt))) / 1000
  if (silentSeconds > rules.paperAfterSeconds && !second) return 'paper'
  return silentSeconds > rules.staleAfterSeconds ? 'stale' : 'live'
}

/** How long (ms) the wall says that it is back, and that a call was taken back. */
const SAID_FOR_MS = { back: 30_000, 'taken-back': 20_000 } as const

/** Whether the wall still says what it began to say then. */
export const isStillSaid = (what: keyof typeof SAID_FOR_MS, since: number, now: number): boolean =>
  now - since < SAID_FOR_MS[what]
