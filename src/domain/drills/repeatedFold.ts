import { stampTime } from '#log/stamp.ts'
import { slice } from '../daily.ts'
import { DAYS_AS_ROW, isLongAgo } from '../forgetting.ts'
import type { Folding, FoldOf } from '../slice.ts'
import type { NetworkDrill, NetworkDrillsPart } from './drills.ts'
import { activityKinds, networkDrillKinds } from './repeatedEvents.ts'

/** So many network drills are remembered. */
const MOST_NETWORK_DRILLS = 100

/** So many times of one activity are remembered: patrols of two weeks, a monthly check of five years. */
const MOST_TIMES = 60

const foldNetworkDrills: FoldOf<typeof networkDrillKinds & typeof activityKinds, Folding<NetworkDrillsPart>> = {
  NetworkDrillDone(hall, { subject, body, by, stamp }) {
    const done: NetworkDrill = { ...body, tablet: subject, at: stampTime(stamp), by }
    hall.networkDrills = [...hall.networkDrills.slice(1 - MOST_NETWORK_DRILLS), done]
  },
  ActivityDone(hall, { body: { activity }, stamp }) {
    const before = hall.activities.get(activity) ?? []
    hall.activities.set(activity, [...before.slice(1 - MOST_TIMES), stampTime(stamp)])
  },
}

export const networkDrillsSlice = slice<NetworkDrillsPart>()('networkDrills', {
  start: { networkDrills: [], activities: new Map() },
  needs: [],
  kinds: { ...networkDrillKinds, ...activityKinds },
  folds: foldNetworkDrills,
  forgets: {
    networkDrills: (hall, closed) => hall.networkDrills.filter(({ at }) => !isLongAgo(at, closed, DAYS_AS_ROW)),
    activities: (hall, closed) => {
      const left = [...hall.activities].map(
        ([each, times]) => [each, times.filter((at) => !isLongAgo(at, closed, DAYS_AS_ROW))] as const,
      )
      return new Map(left.filter(([, times]) => times.length > 0))
    },
  },
})
