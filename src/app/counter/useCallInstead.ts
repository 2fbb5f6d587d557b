import { computed, ref, watch } from 'vue'
import { callNextTicket } from '#domain/calls/commands.ts'
import { calledInVain } from '#domain/counters/queries.ts'
import type { HallEvent } from '#domain/whole.ts'
import { useTablet } from '../useTablet.ts'
import type { Acts } from './useActs.ts'
import type { Desk } from './useDesk.ts'

/** A press is good for so long (ms): whoever has turned to something else since is called nobody. */
const GOOD_FOR_MS = 10_000

/**
 * Whoever asks for the next customer gets the next one: where another counter has called the same one a blink before, one
 * behind is called without another press, and the clerk is told which. What was called in vain is nothing to take back.
 * Answers what to do when somebody asks.
 */
export function useCallInstead({
  counter,
  desk,
  acts,
  say,
}: {
  readonly counter: string
  readonly desk: Desk
  readonly acts: Acts
  /** What is told of a call that was made instead, with the label of whom it called in vain. */
  readonly say: (events: readonly HallEvent[], lost: string) => string
}): () => void {
  const { tablet, hall } = useTablet()
  const askedAt = ref(Number.POSITIVE_INFINITY)
  const lost = computed(() => {
    const [latest] = calledInVain(hall.value, counter, askedAt.value).sort((a, b) => b.at - a.at)
    return latest ? { key: `${latest.ticket.id} ${latest.at}`, ticket: latest.ticket } : null
  })
  watch(
    () => lost.value?.key,
    () => {
      if (!lost.value) return
      const { ticket } = lost.value
      if (acts.done.value?.acts.some((act) => act.ticket === ticket.id)) acts.done.value = null
      const isGood = tablet.now() - askedAt.value <= GOOD_FOR_MS
      if (!isGood || desk.alone.value || desk.mainAct.value !== 'call') return
      void acts.act(callNextTicket, { counter, instead: ticket.id }, (events) => say(events, ticket.label))
    },
  )
  return () => {
    askedAt.value = tablet.now()
  }
}
