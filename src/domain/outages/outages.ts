/** @module What a tablet makes of its own probes: which plan it may suggest. Pure; nothing here is ever an event. */

/** What is probed: the hall server, what lies behind the hall's line, whether names lead to addresses, the operator's own system. */
export const LAYERS = ['hall', 'upstream', 'names', 'operator'] as const
export type Layer = (typeof LAYERS)[number]

/** The tries of one layer, the newest last; none: it is not probed. */
export type Tries = readonly { readonly at: number; readonly reached: boolean }[]
/** The tries of every layer. */
export type Probes = Readonly<Record<Layer, Tries>>

/** What is probably out: the operator's system (P03), the line to the world (P04), the hall's own network (P04). */
export type Suspicion = 'operator' | 'upstream' | 'hall'

/** What is suspected, or that many customers report a fault: the line may be whole, and the operator's network is not (P04). */
export type Suspected = Suspicion | 'reports'

/** A tablet tries this often (ms). */
export const PROBE_EVERY_MS = 15_000
/** So many failures within this time (ms), and none that worked among them, are worth a word. */
const FAILURES = 3
const WITHIN_MS = 60_000

/** Whoever does not want to act on a suspicion is not asked again for so long (ms). */
export const PUT_OFF_MS = 15 * 60_000

/** No probe yet. */
export const noProbes: Probes = { hall: [], upstream: [], names: [], operator: [] }

/** Notes a try; what is too old to say anything is forgotten. */
export const noteTry = (tries: Tries, reached: boolean, at: number): Tries =>
  [...tries.filter((each) => at - each.at <= WITHIN_MS), { at, reached }].slice(-8)

/** What every tablet says does not answer; it asks nobody to do anything. */
export type Out = 'upstream' | 'names' | 'operator'

/** So many failures in a row stand in every corner: within a minute of the moment when the line went. */
const SAID_AFTER = 2

/** What lies beyond the hall and is out as of the newest try, nearest first; null: nothing, or nobody knows. */
export function outNow(probes: Probes): Out | null {
  const now = probes.hall.at(-1)?.at ?? 0
  const isSaid = (layer: Out) => isOut(probes[layer], now, SAID_AFTER)
  return (['upstream', 'names', 'operator'] as const).find(isSaid) ?? null
}

/** Whether a layer has failed so often within a minute, with nothing that worked in between. */
function isOut(tries: Tries, now: number, failures = FAILURES): boolean {
  const lately = tries.filter(({ at }) => now - at <= WITHIN_MS)
  const lastWorked = lately.findLastIndex(({ reached }) => reached)
  return lately.length - 1 - lastWorked >= failures
}

/**
 * What is probably out, or nothing. Nearest first: without the hall server nothing is known of what lies behind it, and
 * without the line nothing of the operator.
 */
export function suspicion(probes: Probes, now: number): Suspicion | null {
  if (isOut(probes.hall, now)) return 'hall'
  if (!isOut(probes.operator, now)) return isOut(probes.upstream, now) ? 'upstream' : null
  return probes.upstream.at(-1)?.reached === false ? 'upstream' : 'operator'
}

/** The plan that fits (plan-study P03, P04). */
export const planFor = (out: Suspected): 'P03' | 'P04' => (out === 'operator' ? 'P03' : 'P04')
