import type { Incident } from './incidents.ts'

/** When a plan takes the whole wall, so that it says where to go: as it starts, once somebody has it announced, or never. */
export type TakesWall = 'at-once' | 'when-announced' | 'never'

/**
 * What this incident does to the wall: it has all of it, or what was announced stands in a band above which calls go on,
 * or nothing.
 */
export function onTheWall({ said, drill }: Incident, takes: TakesWall): 'whole' | 'band' | null {
  // Customers are asked to leave by no drill that nobody has told them of.
  if (takes === 'at-once' && !drill) return 'whole'
  if (said.length === 0) return null
  return takes === 'never' ? 'band' : 'whole'
}
