import { shallowRef } from 'vue'
import { useTablet } from '../useTablet.ts'
import type { SaidAtDoor } from './visitor.ts'

/** What the customer who stands at the door said of themselves, until their number is given. */
export function useVisitor() {
  const { tablet } = useTablet()
  const said = shallowRef<SaidAtDoor | null>(null)

  /** It goes with their number, and never holds it up. False: it could not be sealed, and is to be asked for again. */
  async function keepWith(ticket: string): Promise<boolean> {
    if (said.value === null) return true
    const { keepVisitor } = await import('./keepVisitor.ts')
    const kept = await keepVisitor(tablet, ticket, said.value)
    if (kept) said.value = null
    return kept
  }

  return { said, keepWith }
}
