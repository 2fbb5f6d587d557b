import { startPauseReasons } from '#content/moreReasons.ts'
import { startCounters, startQueues } from '#content/queues.ts'
import { startRetention } from '#content/retention.ts'
import { startServices } from '#content/services.ts'
import type { SettingsChange } from '#domain/settings/events.ts'

/** What an emergency needs first, by the names that plans use; the rest is asked for on the manager's pages. */
export const EMERGENCY_PLACES = [
  ...['出口1', '出口2', '集合点', '本厅地址'],
  ...['本厅电话', '物业电话', '派出所电话', '医院电话'],
] as const

/** What the set-up asks for; everything else comes from what a hall starts with. */
export interface NewHall {
  readonly name: string
  readonly queues: readonly string[]
  readonly counters: number
  /** Places and telephones that an emergency needs, by the names that plans use; empty: later. */
  readonly places: Readonly<Record<string, string>>
}

/** The settings of a new hall: the chosen queues with their services, that many counters for all of them, and its places. */
export function settingsOf({ name, queues, counters, places }: NewHall): SettingsChange {
  const chosen = startQueues.filter(({ id }) => queues.includes(id))
  const known = Object.entries(places).filter(([, said]) => said.trim() !== '')
  return {
    name,
    queues: chosen,
    services: startServices.filter(({ queue }) => queues.includes(queue)),
    counters: startCounters(counters, chosen),
    pauseReasons: [...startPauseReasons],
    rules: startRetention,
    ...(known.length > 0 ? { planVariables: Object.fromEntries(known) } : {}),
  }
}
