import { onUnmounted, ref } from 'vue'
import { askCare, type Care } from '#device/sync/care.ts'
import { useTablet } from '../useTablet.ts'

const LOOK_EVERY_MS = 60_000

/** How the hall server and the tablets are: asked for when it is shown, and again each minute; `care` null: nobody says it now. */
export function useCare() {
  const { status, tablet } = useTablet()
  const care = ref<Care | null>(null)
  const looking = ref(false)

  async function look(): Promise<void> {
    if (looking.value) return
    looking.value = true
    const answer = await askCare(tablet)
    looking.value = false
    care.value = answer.kind === 'ok' ? answer.value : null
  }

  void look()
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  // Whoever has just been reached can say how it is.
  const stop = tablet.onStatus(() => {
    if (care.value === null && status.value.link === 'connected') void look()
  })
  onUnmounted(() => {
    clearInterval(timer)
    stop()
  })
  return { care, looking, look }
}
