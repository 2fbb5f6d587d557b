import { onUnmounted, type Ref, ref } from 'vue'
import { askCare, type Care } from '#device/sync/care.ts'
import type { Tablet } from '#device/tablet.ts'
import { useTablet } from '../useTablet.ts'

const LOOK_EVERY_MS = 60_000

/** How the hall server and the tablets are, as it was last said; null: nobody says it now. */
interface Watch {
  readonly care: Ref<Care | null>
  readonly looking: Ref<boolean>
  look(): Promise<void>
}

/** Who looks, by tablet: however many parts of a page show it, it is asked for once. */
const watches = new Map<Tablet, Watch & { shownBy: number; end: () => void }>()

/** How the hall server and the tablets are: asked for while it is shown, each minute and whenever the server is back. */
export function useCare(): Watch {
  const { tablet } = useTablet()
  const watch = watches.get(tablet) ?? begin(tablet)
  watch.shownBy += 1
  onUnmounted(() => {
    watch.shownBy -= 1
    if (watch.shownBy === 0) watch.end()
  })
  return watch
}

function begin(tablet: Tablet) {
  const care = ref<Care | null>(null)
  const looking = ref(false)

  async function look(): Promise<void> {
    if (looking.value) return
    looking.value = true
    const answer = await askCare(tablet)
    looking.value = false
    care.value = answer.kind === 'ok' ? answer.value : null
  }

  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  // Whoever has just been reached can say how it is.
  const stop = tablet.onStatus(() => {
    if (care.value === null && tablet.status.link === 'connected') void look()
  })
  const watch = {
    care,
    looking,
    look,
    shownBy: 0,
    end() {
      clearInterval(timer)
      stop()
      watches.delete(tablet)
    },
  }
  watches.set(tablet, watch)
  void look()
  return watch
}
