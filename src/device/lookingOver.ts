import * as v from 'valibot'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Clock, OnFault } from '#device/basics/ports.ts'
import { createPump, type Pump } from '#device/basics/pump.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'

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
    ]),
  ),
})

/** In idle time everything that lies on this tablet is looked at, piece by piece, in the tab that writes. */
export function lookOver(options: {
  readonly log: SyncedLog
  readonly keepsakes: Pick<Keepsakes, 'change'>
  readonly clock: Clock
  readonly elapsed?: () => number
  readonly onFault: OnFault
}): Pick<Pump, 'close'> {
  const { clock, elapsed = () => performance.now(), keepsakes, log, onFault } = options
  let isDue = false

  async function run(): Promise<number | null> {
    if (log.pen !== 'this-tab') return null
    if (!isDue) {
      isDue = true
      return FIRST_MS
    }
    const began = elapsed()
    let behind: v.InferOutput<typeof Looked>['at'] = null
    await keepsakes.change(PLACE, Looked, (before) => {
      behind = before?.at ?? null
      return null
    })
    const next = await log.lookOver(behind)
    await keepsakes.change(PLACE, Looked, () => ({ at: next }))
    return next === null ? REST_MS : Math.max(EVERY_MS, SHARE * (elapsed() - began))
  }

  const pump = createPump(clock, run, onFault)
  const stopPen = log.onPen(pump.nudge)
  pump.nudge()
  return {
    async close() {
      stopPen()
      await pump.close()
    },
  }
}
