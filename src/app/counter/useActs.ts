import { shallowRef } from 'vue'
import { undoAct } from '#domain/calls/commands.ts'
import type { HallCommand, HallEvent } from '#domain/whole.ts'
import { eventId } from '#log/event.ts'
import { type Offer, useOffer } from '../shell/useOffer.ts'
import { usePerform } from '../useTablet.ts'

/** What was done last and how to take it back: the latest act on each ticket it touched. */
export interface Done extends Offer {
  readonly acts: readonly { readonly ticket: string; readonly act: string }[]
}

/** Acts at a counter, each of which can be taken back for a few seconds. */
export function useActs() {
  const { perform, busy, refusal } = usePerform()
  const done = shallowRef<Done | null>(null)
  useOffer(done)

  /** Performs a command; `say` puts what happened into the undo bar. True when it was done. */
  async function act<Ask>(
    command: HallCommand<Ask>,
    ask: Ask,
    say?: (events: readonly HallEvent[]) => string,
  ): Promise<boolean> {
    const performed = await perform(command, ask)
    if (!performed.ok) return false
    const last = performed.events.at(-1)
    done.value =
      say && last
        ? {
            key: eventId(last),
            message: say(performed.events),
            since: performance.now(),
            acts: actsOf(performed.events),
          }
        : null
    return true
  }

  /** Takes the last step back, the latest act first: a call before the finish that came with it. */
  async function undo(): Promise<void> {
    const acts = done.value?.acts ?? []
    done.value = null
    for (const each of [...acts].reverse()) {
      const undone = await perform(undoAct, each)
      if (!undone.ok) return
    }
  }

  return { act, undo, done, busy, refusal }
}

export type Acts = ReturnType<typeof useActs>

function actsOf(events: readonly HallEvent[]): Done['acts'] {
  const lastByTicket = new Map<string, string>()
  for (const event of events) if (event.subject.startsWith('t_')) lastByTicket.set(event.subject, eventId(event))
  return [...lastByTicket].map(([ticket, act]) => ({ ticket, act }))
}
