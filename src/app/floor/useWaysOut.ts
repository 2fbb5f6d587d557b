import { type ComputedRef, computed, type Ref, ref, watch } from 'vue'
import { floorSlice } from '#domain/floorPlan/fold.ts'
import { assemblyName, blockedWays, exitName, zoneOfTablet } from '#domain/floorPlan/queries.ts'
import { type WayOut, waysOut } from '#domain/floorPlan/ways.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import { useHall, useTablet } from '../useTablet.ts'
import { useWords } from '../words/words.ts'

/** The ways out as they are now, from where this tablet stands first, and what they are in words. */
export interface ShownWays {
  /** The zone that is looked at; '' for every zone. */
  readonly from: Ref<string>
  readonly blocked: ComputedRef<ReadonlySet<string>>
  readonly ways: ComputedRef<readonly WayOut[]>
  /** Names of the zones from which no way is known, of those looked at. */
  readonly cutOff: ComputedRef<readonly string[]>
  /** `库房 → 走廊 → 后门，约 18 米` and where to turn outside; only of one zone. */
  readonly sentences: ComputedRef<readonly string[]>
}

export function useWaysOut(incident: () => Incident | null): ShownWays {
  const { identity } = useTablet()
  const hall = useHall(floorSlice)
  const words = useWords('floor')
  const own = computed(() => zoneOfTablet(hall.value, identity.value?.tablet ?? '')?.id ?? '')
  const from = ref(own.value)
  watch(own, (zone) => {
    from.value = zone
  })
  const plan = computed(() => hall.value.floor.plan)
  const blocked = computed(() => blockedWays(hall.value, incident()))
  const every = computed(() => (plan.value ? waysOut(plan.value, blocked.value) : new Map<string, WayOut | null>()))
  const looked = computed(() => [...every.value].filter(([zone]) => from.value === '' || zone === from.value))
  const nameOf = (zone: string) => plan.value?.zones.find(({ id }) => id === zone)?.name ?? zone
  return {
    from,
    blocked,
    ways: computed(() => looked.value.flatMap(([, way]) => (way ? [way] : []))),
    cutOff: computed(() => looked.value.filter(([, way]) => way === null).map(([zone]) => nameOf(zone))),
    sentences: computed(() => {
      const way = from.value === '' ? null : every.value.get(from.value)
      if (!way) return []
      const { exit, metres } = way
      return [
        words.floor.way({ zones: way.zones.map(nameOf), exit: exitName(hall.value, exit), metres }),
        words.floor.turns[exit.turn]({ metres: exit.metres, place: assemblyName(hall.value) }),
      ]
    }),
  }
}
