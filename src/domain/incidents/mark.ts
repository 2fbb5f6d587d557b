import type { LogEvent } from '#log/event.ts'
import { stampTime } from '#log/stamp.ts'

/** Who did something, when, and on which journal. */
export interface Mark {
  readonly by: string | null
  readonly at: number
  readonly journal: string
}

export const markOf = (event: LogEvent): Mark => ({ by: event.by, at: stampTime(event.stamp), journal: event.journal })
