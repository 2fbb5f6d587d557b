import * as v from 'valibot'
import type { Clock } from '#device/basics/ports.ts'
import { noProbes, noteTry, PROBE_EVERY_MS, type Probes } from '#domain/outages/outages.ts'
import { type Answer, judge } from './answers.ts'
import type { HallServer } from './hallServer.ts'

const Reach = v.nullable(v.object({ reached: v.boolean(), at: v.string() }))
/** What the hall server says it reaches; null: the hall has not said where that would be. */
const Reached = v.object({ upstream: Reach, names: v.optional(Reach, null), operator: Reach })
export type Reached = Readonly<v.InferOutput<typeof Reached>>

/** What the hall server reaches beyond the hall. */
export const askProbes = async ({ ask }: Pick<HallServer, 'ask'>): Promise<Answer<Reached>> =>
  judge(await ask('GET', '/api/probes'), Reached)

/** The probes of this tablet, by layer. */
export interface Probing {
  readonly probes: Probes
  close(): void
}

/**
 * Tries every fifteen seconds whether the hall server is heard and, through it, what lies beyond the hall: a page may not
 * ask other addresses itself. While somebody keeps this tablet quiet nothing is tried, and nothing is suspected.
 */
export function openProbing(options: {
  readonly clock: Clock
  readonly now: () => number
  readonly asks: () => boolean
  readonly heard: () => boolean
  readonly quiet: () => boolean
  readonly ask: () => Promise<Answer<Reached>>
  readonly onChange: () => void
}): Probing {
  const { clock, now } = options
  let probes = noProbes
  let cancel = () => {}
  let closed = false

  async function probe(): Promise<void> {
    if (options.quiet()) {
      probes = noProbes
      return
    }
    const heard = options.heard()
    const answer = heard && options.asks() ? await options.ask() : null
    const at = now()
    probes = { ...probes, hall: noteTry(probes.hall, heard, at) }
    if (answer?.kind === 'ok') {
      const { upstream, names, operator } = answer.value
      probes = {
        ...probes,
        upstream: upstream ? noteTry(probes.upstream, upstream.reached, at) : [],
        names: names ? noteTry(probes.names, names.reached, at) : [],
        operator: operator ? noteTry(probes.operator, operator.reached, at) : [],
      }
    }
    options.onChange()
  }
  const next = () => {
    if (closed) return
    cancel = clock.after(PROBE_EVERY_MS, () => void probe().then(next, next))
  }
  next()

  return {
    get probes() {
      return probes
    },
    close() {
      closed = true
      cancel()
    },
  }
}
