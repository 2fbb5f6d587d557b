import { stampTime } from '#log/stamp.ts'
import type { FoldOf } from '../hall.ts'
import type { publishingKinds } from './events.ts'

/** Which version of a plan is in force, since when and by whom. */
export interface Published {
  readonly version: number
  readonly at: number
  readonly by: string | null
}

export const foldPublishing: FoldOf<keyof typeof publishingKinds> = {
  PlanPublished(hall, { body: { plan, version }, by, stamp }) {
    const before = hall.published.get(plan)
    // A tablet with an older library never takes a newer version back.
    if (before && before.version > version) return
    hall.published.set(plan, { version, at: stampTime(stamp), by })
  },
}
