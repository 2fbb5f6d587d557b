import { computed } from 'vue'
import { uncounted } from '#domain/authority/queries.ts'
import { useTablet } from './useTablet.ts'

interface SetAsideGroup {
  readonly journal: string
  readonly code: string
  readonly lines: readonly number[]
}

/** Everything that counts for nobody on this tablet by the list of authority or by itself, in groups to act on. */
export function useUncounted() {
  const { hall, status } = useTablet()
  const groups = computed(() => uncounted(hall.value, status.value.ahead))
  const setAside = computed((): readonly SetAsideGroup[] => {
    const found = new Map<string, { journal: string; code: string; lines: number[] }>()
    for (const { journal, n, code } of status.value.setAside) {
      const group = found.get(`${code} ${journal}`) ?? { journal, code, lines: [] }
      group.lines.push(n)
      found.set(`${code} ${journal}`, group)
    }
    return [...found.values()]
  })
  return { groups, setAside }
}
