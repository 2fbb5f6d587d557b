import type { PlannedDrill } from '#domain/drills/drills.ts'
import { useShown } from '../useShown.ts'
import { useTablet } from '../useTablet.ts'
import { useWords } from '../words/words.ts'

/** How far a drill goes, in words, for its row in the calendar and for everybody who is led by it (1.1.50, 1.1.52). */
export function useDrillRange() {
  const { hall } = useTablet()
  const { serviceNamed } = useShown()
  const words = useWords('drills', 'emergency')

  /** `参加：技术保障、窗口1。客户：没有影响。` */
  function rangeOf({
    teams,
    tablets = [],
    zones = [],
    services = [],
    outside = [],
    impact,
    scope,
    unplaced,
  }: PlannedDrill) {
    const parts = [
      ...teams.map((team) => words.emergency.teams[team]),
      ...tablets.map((id) => hall.value.tablets.get(id)?.name ?? id),
      ...zones,
      ...services.map(serviceNamed),
      ...outside.map((unit) => words.drills.units[unit]),
      ...(scope === '' ? [] : [scope]),
    ]
    return words.common.sentences([
      words.drills.takePart({ who: words.common.list(parts) }),
      ...(unplaced === 'left' ? [words.drills.unplacedLeft] : []),
      ...(impact ? [words.drills.customers({ impact: words.drills.impacts[impact] })] : []),
    ])
  }

  /** Safety measures in front, then who is told beforehand, then what is needed; only what was said. */
  const saidOf = (
    planned: PlannedDrill,
    fields: readonly ('safety' | 'notice' | 'resources')[] = ['safety', 'notice', 'resources'],
  ): string[] =>
    fields.flatMap((field) => {
      const text = planned[field] ?? ''
      return text === '' ? [] : [words.common.labelled({ label: words.drills.fields[field], text })]
    })

  return { rangeOf, saidOf }
}
