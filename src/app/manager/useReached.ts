import * as v from 'valibot'
import { ref } from 'vue'
import { kept } from '../kept.ts'

const keptReached = kept('customersReached', v.array(v.string()))

/** Of whose data a lost tablet may have: the cases whose customers have been told of it, ticked on this tablet. */
export function useReached(tablet: string) {
  const reached = ref<ReadonlySet<string>>(new Set(keptReached.read()))
  const nameOf = (found: string) => `${tablet} ${found}`
  return {
    isReached: (found: string) => reached.value.has(nameOf(found)),
    tick(found: string, isTicked: boolean) {
      const others = [...reached.value].filter((name) => name !== nameOf(found))
      reached.value = new Set(isTicked ? [...others, nameOf(found)] : others)
      keptReached.keep([...reached.value])
    },
  }
}
