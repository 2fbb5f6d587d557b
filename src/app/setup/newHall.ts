import { startCounters, startQueues } from '#content/queues.ts'
import { startPauseReasons } from '#content/reasons.ts'
import { startServices } from '#content/services.ts'
import type { SettingsChange } from '#domain/settings/events.ts'

/** What the set-up asks for; everything else comes from what a hall starts with. */
export interface NewHall {
  readonly name: string
  readonly queues: readonly string[]
  readonly counters: number
}

/** The settings of a new hall: the chosen queues with their services, and that many counters for all of them. */
export function settingsOf({ name, queues, counters }: NewHall): SettingsChange {
  const chosen = startQueues.filter(({ id }) => queues.includes(id))
  return {
    name,
    queues: chosen,
    services: startServices.filter(({ queue }) => queues.includes(queue)),
    counters: startCounters(counters, chosen),
    pauseReasons: [...startPauseReasons],
  }
}
