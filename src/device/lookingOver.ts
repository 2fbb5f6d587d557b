import * as v from 'valibot'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Nudged } from '#device/basics/latePump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { Papers } from '#device/sealed/papers.ts'
import { type IdlePorts, workInIdleTime } from './inIdleTime.ts'

/** Never at the start: the first look comes so long (ms) after it … */
const FIRST_MS = 5 * 60_000
/** … then one every so often, longer behind a long one … */
const EVERY_MS = 60_000
/** … so that it is a twentieth of the time at most … */
const SHARE = 20
/** … and when everything was looked at, it rests. */
const REST_MS = 60 * 60_000

const PLACE = 'looked-over'
const Looked = v.object({
  /** Null: a round begins. */
  at: v.nullable(
    v.union([
      v.pipe(v.tuple([v.literal('file'), v.string()]), v.readonly()),
      v.pipe(v.tuple([v.literal('own'), v.string(), v.number()]), v.readonly()),
      v.pipe(v.tuple([v.literal('received'), v.number()]), v.readonly()),
      v.pipe(v.tuple([v.literal('paper'), v.string()]), v.readonly()),
    ]),
  ),
})

type Place = v.InferOutput<typeof Looked>['at']

/** In idle time everything that lies on this tablet is looked at, piece by piece, in the tab that writes. */
export function lookOver(
  ports: IdlePorts & {
    readonly log: SyncedLog
    /** Null on a wall, and while they are not there. */
    readonly papers: () => Pick<Papers, 'lookOver'> | null
    readonly keepsakes: Pick<Keepsakes, 'change'>
    readonly elapsed?: () => number
  },
): Nudged {
  const { elapsed = () => performance.now(), keepsakes, log } = ports

  /** The lines first, then the papers. */
  async function look(behind: Place): Promise<Place> {
    const isLines = behind?.[0] !== 'paper'
    const line = isLines ? await log.lookOver(behind) : null
    if (line !== null) return line
    const name = (await ports.papers()?.lookOver(isLines ? '' : behind[1])) ?? null
    return name === null ? null : ['paper', name]
  }

  return workInIdleTime(ports, {
    afterMs: FIRST_MS,
    async work() {
      const began = elapsed()
      let behind: Place = null
      await keepsakes.change(PLACE, Looked, (before) => {
        behind = before?.at ?? null
        return null
      })
      const next = await look(behind)
      await keepsakes.change(PLACE, Looked, () => ({ at: next }))
      return next === null ? REST_MS : Math.max(EVERY_MS, SHARE * (elapsed() - began))
    },
  })
}
