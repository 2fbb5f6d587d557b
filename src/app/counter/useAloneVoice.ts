import { onMounted, onScopeDispose } from 'vue'
import { useTablet } from '../useTablet.ts'
import { useVoice } from '../wall/useVoice.ts'
import type { OpenVoice } from '../wall/voice.ts'

/** The voice of a counter that the wall cannot hear: it says its own calls and nobody else's. */
export function useAloneVoice(options: {
  readonly counter: string
  readonly alone: { readonly value: boolean }
  readonly openVoice?: OpenVoice | undefined
}) {
  const { tablet } = useTablet()
  const voice = useVoice({
    speaks: ({ says }) => options.alone.value && 'counter' in says && says.counter === options.counter,
    languages: () => tablet.log.hall.settings.wall.voices,
    openVoice: options.openVoice,
  })
  // The browser gives sound to any tap or key.
  const unlock = () => void voice.unlock().catch(() => undefined)
  onMounted(() => {
    window.addEventListener('pointerdown', unlock)
    window.addEventListener('keydown', unlock)
  })
  onScopeDispose(() => {
    window.removeEventListener('pointerdown', unlock)
    window.removeEventListener('keydown', unlock)
  })
}
