import { watch } from 'vue'
import { useTablet } from '../useTablet.ts'

/** Something that was done and can be taken back for a while. */
export interface Offer {
  /** A new one for each act, so that its time starts anew. */
  readonly key: string
  readonly message: string
  /** When it was done, on the clock of `performance.now()`: its time runs also while nothing shows the offer. */
  readonly since: number
}

/** What was done last and can be taken back is offered to whoever did it: a lock ends it. */
export function useOffer(offer: { value: Offer | null }): void {
  const { session } = useTablet()
  watch(
    () => session.value?.staff ?? null,
    (_, before) => {
      if (before !== null) offer.value = null
    },
  )
}
