/**
 * @module Who can do what: a counter or a person may be set down as not doing a service. What nobody says, everybody can:
 * so a service that is new tomorrow and a colleague who came today wait for no table.
 */
import type { CounterState } from '../counters/counters.ts'
import { countersOf } from '../counters/queries.ts'
import type { OpenHall } from '../openHall.ts'
import type { Settings } from '../settings/settings.ts'
import type { Purpose } from '../tickets/tickets.ts'

type AtCounter = Pick<CounterState, 'id' | 'staff'>

/** Whether whoever stands at a counter can do this service there; what is not known yet is seen there by anybody. */
export function canDo({ skills }: Settings, { id, staff }: AtCounter, service: string | null): boolean {
  if (service === null) return true
  const lacks = ({ cannot }: { readonly cannot: readonly string[] }) => cannot.includes(service)
  return (
    !skills.counters.some((each) => each.counter === id && lacks(each)) &&
    !skills.people.some((each) => each.person === staff && lacks(each))
  )
}

/** Open counters that can do this, in numeric order; all of its queue while none can, so that it waits for somebody. */
export function ableCounters(hall: OpenHall, { queue, service }: Purpose): CounterState[] {
  const open = countersOf(hall, queue)
  const able = open.filter((each) => canDo(hall.settings, each, service))
  return able.length > 0 ? able : open
}
