import { stampTime } from '#log/stamp.ts'
import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { publishingKinds } from './events.ts'
import type { PublishingPart } from './publishing.ts'

const folds: FoldOf<typeof publishingKinds, Folding<PublishingPart>> = {
  PlanPublished(hall, { body: { plan, version }, by, stamp }) {
    const before = hall.published.get(plan)
    // A tablet with an older library never takes a newer version back.
    if (before && before.version > version) return
    hall.published.set(plan, { version, at: stampTime(stamp), by })
  },
}

export const publishingSlice = slice<PublishingPart>()('publishing', {
  start: { published: new Map() },
  needs: [],
  kinds: publishingKinds,
  folds,
  forgets: { published: 'as many as there are plans' },
})
