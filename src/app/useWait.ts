import { computed, ref } from 'vue'
import { secondsLeft } from './spans.ts'
import { useTablet } from './useTablet.ts'

/** After wrong attempts somebody has to wait: for how long still, in seconds, counted down. */
export function useWait() {
  const { tablet, now } = useTablet()
  const until = ref(0)
  return {
    waitSeconds: computed(() => secondsLeft(until.value - now.value)),
    waitFor(seconds: number): void {
      until.value = tablet.now() + seconds * 1_000
    },
  }
}
