import type { HallEvent } from '#domain/whole.ts'
import { useTablet } from '../useTablet.ts'
import type { Desk } from './useDesk.ts'

/** What is said of an act once it is done, when the customer it was about may be gone from the counter. */
export function useTold({ current }: Desk) {
  const { hall } = useTablet()
  return {
    about(say: (facts: { readonly label: string }) => string): () => string {
      const facts = { label: current.value?.label ?? '' }
      return () => say(facts)
    },
    labelOf: (events: readonly HallEvent[], kind: HallEvent['kind']): string =>
      hall.value.tickets.get(events.find((event) => event.kind === kind)?.subject ?? '')?.label ?? '',
  }
}
