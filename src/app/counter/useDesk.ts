import { computed, ref } from 'vue'
import { callable } from '#domain/calls/choose.ts'
import { isPresent } from '#domain/calls/waiting.ts'
import { heldAt } from '#domain/counters/held.ts'
import { currentTicket } from '#domain/counters/queries.ts'
import { businessDay } from '#domain/day/businessDay.ts'
import { isAway, waitsToday } from '#domain/tickets/tickets.ts'
import { keptCounter } from '../keptCounter.ts'
import { inSteps } from '../spans.ts'
import { useTablet } from '../useTablet.ts'

/** What the biggest button does now. */
export type MainAct = 'reopen' | 'resume' | 'call' | 'greet' | 'continue' | 'finish'

/** The counter this tablet stands at: which one, how it stands, who is there, who may be called next. */
export function useDesk() {
  const { tablet, hall, status, identity, session, now } = useTablet()
  const remembered = ref(keptCounter.read())

  /** The counter that is open on this tablet; the log knows better than what the tablet remembers. */
  const counter = computed<string | null>(() => {
    const here = identity.value?.tablet
    for (const each of hall.value.counters.values()) {
      if (each.status !== 'closed' && each.tablet === here) return each.id
    }
    return null
  })
  const desk = computed(() => {
    const found = counter.value === null ? undefined : hall.value.counters.get(counter.value)
    // Whoever is signed in serves, whoever opened it.
    return found ? { ...found, staff: session.value?.staff ?? found.staff } : null
  })
  const current = computed(() => (counter.value === null ? null : currentTicket(hall.value, counter.value)))
  const held = computed(() => (counter.value === null ? [] : heldAt(hall.value, counter.value)))
  const contact = computed(() => {
    // The contact has no signal of its own: it moves with the status and with the hall.
    void status.value
    void hall.value
    return tablet.contact
  })
  /** This counter does not hear the hall server: it speaks its own calls and calls only its share. */
  const alone = computed(() => status.value.link !== 'connected')
  /** Who may be called changes with every event, and by the clock alone in steps of ten seconds. */
  const step = computed(() => inSteps(now.value, 10))
  const today = computed(() => businessDay(hall.value, step.value))
  const line = computed(() => (desk.value === null ? [] : callable(hall.value, desk.value, contact.value, step.value)))
  /** Who waits in this counter's queues and is not its to call now; a slip at the counter is served all the same. */
  const waits = computed(() => {
    const queues = new Set(desk.value?.queues)
    const mine = new Set(line.value.map(({ id }) => id))
    return [...hall.value.tickets.values()].filter(
      (ticket) => waitsToday(ticket, today.value) && queues.has(ticket.queue) && !mine.has(ticket.id),
    )
  })
  /** Who has left for a while and keeps the place. */
  const away = computed(() => waits.value.filter((ticket) => isAway(ticket, step.value)))
  const waitingElsewhere = computed(
    () => waits.value.filter((ticket) => isPresent(hall.value, ticket, step.value)).length,
  )
  const mainAct = computed<MainAct>(() => {
    if (current.value?.status === 'called') return 'greet'
    if (current.value) return current.value.further.length > 0 ? 'continue' : 'finish'
    if (desk.value?.lost) return 'reopen'
    return desk.value?.status === 'paused' ? 'resume' : 'call'
  })

  function remember(id: string): void {
    remembered.value = id
    keptCounter.keep(id)
  }

  return { counter, desk, current, held, contact, alone, line, waitingElsewhere, away, mainAct, remembered, remember }
}

export type Desk = ReturnType<typeof useDesk>
