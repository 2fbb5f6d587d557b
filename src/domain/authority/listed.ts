import { keyOn, proofId } from '#log/proofs.ts'
import type { EventOf } from '../kind.ts'
import type { authorityKinds } from './events.ts'

/** An event of the list, whoever wrote it. */
export type ListEvent = EventOf<typeof authorityKinds>

/** An event of the list with its name. */
export interface Listed {
  readonly id: string
  readonly key: string
  readonly event: ListEvent
}

/** An event of the list with its name and the key on it. Throws for one without a proof, which no door lets through. */
export function listed(event: ListEvent): Listed {
  const key = keyOn(event)
  if (key === null || event.proof === undefined) throw new Error(`a ${event.kind} without a proof`)
  return { id: proofId(event.proof), key, event }
}

/** The order in which everybody finds two events of the list that say nothing of each other. */
export const byId = (a: Listed, b: Listed): number => (a.id < b.id ? -1 : 1)
