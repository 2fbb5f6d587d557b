import {
  CircleAlert,
  CircleCheck,
  CircleSlash,
  ClockAlert,
  CloudOff,
  type LucideIcon,
  RefreshCw,
  ServerOff,
} from '@lucide/vue'
import type { TabletStatus } from '#device/tabletStatus.ts'
import { outNow } from '#domain/outages/outages.ts'
import type { Tone } from '../ui/tone.ts'
import type { Words } from '../words/words.ts'

/** The one word for the condition this tablet is in, the worst first. */
type Condition =
  | 'cannotSave'
  | 'noRoom'
  | 'lockRefused'
  | 'revoked'
  | 'notPaired'
  | 'asking'
  | 'offline'
  | 'serverLost'
  | 'clockUnsure'
  | 'linesLost'
  | 'linesRefused'
  | 'papersRefused'
  | 'upstream'
  | 'names'
  | 'operator'
  | 'sending'
  | 'byPages'
  | 'connected'

interface ShownStatus {
  readonly label: string
  readonly tone: Tone
  readonly icon: LucideIcon
}

const looks: Readonly<Record<Condition, { tone: Tone; icon: LucideIcon }>> = {
  cannotSave: { tone: 'look', icon: CircleSlash },
  noRoom: { tone: 'look', icon: CircleSlash },
  lockRefused: { tone: 'look', icon: CircleSlash },
  revoked: { tone: 'look', icon: CircleSlash },
  notPaired: { tone: 'wait', icon: CircleSlash },
  asking: { tone: 'wait', icon: RefreshCw },
  offline: { tone: 'look', icon: CloudOff },
  serverLost: { tone: 'look', icon: ServerOff },
  clockUnsure: { tone: 'look', icon: ClockAlert },
  linesLost: { tone: 'look', icon: CircleAlert },
  linesRefused: { tone: 'look', icon: CircleAlert },
  papersRefused: { tone: 'look', icon: CircleAlert },
  upstream: { tone: 'look', icon: CloudOff },
  names: { tone: 'look', icon: CloudOff },
  operator: { tone: 'look', icon: ServerOff },
  sending: { tone: 'act', icon: RefreshCw },
  byPages: { tone: 'wait', icon: RefreshCw },
  connected: { tone: 'done', icon: CircleCheck },
}

/** What the corner says of a status. `write` writes a moment on the hall's clock. */
export function shownStatus(status: TabletStatus, words: Words['status'], write: (ms: number) => string): ShownStatus {
  const condition = conditionOf(status)
  const { count, oldest } = status.unsent
  const unsent = { count, oldest: oldest === null ? '' : write(oldest) }
  const labels: Readonly<Record<Condition, string>> = {
    cannotSave: words.cannotSave,
    noRoom: words.noRoom,
    lockRefused: words.lockRefused,
    revoked: words.revoked,
    notPaired: words.notPaired,
    asking: words.asking,
    offline: count > 0 ? words.offlineUnsent(unsent) : words.offline,
    serverLost: count > 0 ? words.serverLostUnsent(unsent) : words.serverLost,
    clockUnsure: words.clockUnsure,
    linesLost: words.linesLost,
    linesRefused: words.linesRefused,
    papersRefused: words.papersRefused({ count: status.refusedPapers.length }),
    upstream: words.upstream,
    names: words.names,
    operator: words.operator,
    sending: words.sending({ count }),
    byPages: words.byPages,
    connected: words.connected,
  }
  return { label: labels[condition], ...looks[condition] }
}

/**
 * Why the hall server takes nothing of this tablet although it answers, as a code. A full disk is no reason not to be
 * connected: it still takes what managers do and what is urgent.
 */
export function whyNotTaken(status: TabletStatus): string | null {
  const isFull = status.troubles.some(({ kind, room }) => kind === 'disk' && room === 'reserve')
  if (status.why !== null) return status.why
  if (isFull && conditionOf(status) === 'sending') return 'disk-full'
  return status.link === 'connected' && status.apart !== null ? 'times-apart' : null
}

/** The condition of a tablet by its status; the card behind the chip explains it. */
export function conditionOf({
  pen,
  link,
  clock,
  missing,
  unsent,
  refusedPapers,
  byPages,
  probes,
}: TabletStatus): Condition {
  if (link === 'not-paired') return 'notPaired'
  if (pen === 'none') return 'cannotSave'
  if (pen === 'no-room') return 'noRoom'
  if (pen === 'refused') return 'lockRefused'
  if (link === 'revoked') return 'revoked'
  if (link === 'asking') return 'asking'
  if (link === 'offline') return 'offline'
  if (link === 'server-lost') return 'serverLost'
  if (clock === 'not-set') return 'clockUnsure'
  if (missing.some(({ isHere }) => isHere)) return 'linesLost'
  if (missing.some(({ refused }) => refused !== undefined)) return 'linesRefused'
  if (refusedPapers.length > 0) return 'papersRefused'
  const out = outNow(probes)
  if (out !== null) return out
  if (unsent.count > 0) return 'sending'
  return byPages ? 'byPages' : 'connected'
}
