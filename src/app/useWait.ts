import { computed, ref } from 'vue'
import { secondsLeft } from './spans.ts'
import { useTablet } from './useTablet.ts'

/** After wrong attempts somebody has to wait: for how long still, in seconds, counted down. */
export function useWait() {
  const { tablet, now } = useTablet()
  const until = ref(0)
  const asked = ref(0)
  return {
    // What the screen calls now is up to a second old: nobody is told to wait longer than they have to.
    waitSeconds: computed(() => Math.min(asked.value, secondsLeft(until.value - now.value))),
    waitFor(seconds: number): void {
      asked.value = seconds
      until.value = tablet.now() + seconds * 1_000
    },
  }
}
