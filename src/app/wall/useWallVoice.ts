import { computed, onMounted, onScopeDispose, ref, watch } from 'vue'
import { businessDay } from '#domain/day/businessDay.ts'
import { localTime } from '#domain/day/localTime.ts'
import { volumeAt } from '#domain/settings/hours.ts'
import { useTablet } from '../useTablet.ts'
import { useWords } from '../words/words.ts'
import type { CallAnnouncement } from './announcements.ts'
import { useVoice } from './useVoice.ts'
import type { OpenVoice } from './voice.ts'
import { voiceTest } from './voiceTest.ts'
import type { WallMode } from './wallMode.ts'

/** The wall's voice: its calls, the sentence of paper mode, and the self-test that staff answer once a day. */
export function useWallVoice(
  mode: { readonly value: WallMode },
  /** While everybody has to leave nobody is called, and a wall leaves to others what is not its own to say. */
  isSilent: (announcement: CallAnnouncement) => boolean,
  openVoice: OpenVoice | undefined,
) {
  const words = useWords('wall')
  const { tablet, hall, now } = useTablet()
  const voice = useVoice({
    languages: () => tablet.log.hall.settings.wall.voices,
    speaks: (announcement) => !isSilent(announcement),
    stillTrue: ({ says }) => says.kind === 'paper-mode' && mode.value === 'paper',
    openVoice,
  })

  watch(
    () => mode.value,
    (next) => {
      if (next !== 'paper') return
      const at = tablet.now()
      voice.say([{ key: `paper-mode ${at}`, says: { kind: 'paper-mode' }, at, urgent: true }])
    },
  )

  const day = computed(() => businessDay(hall.value, now.value))
  const result = ref(answeredOn(day.value))
  const asks = ref(result.value === null)
  watch(day, (next) => {
    result.value = answeredOn(next)
    asks.value = result.value === null
  })

  function answer(heard: boolean): void {
    result.value = { day: day.value, at: tablet.now(), heard }
    voiceTest.keep(result.value)
    if (heard) asks.value = false
  }

  // The browser gives sound to any tap; nobody has to find a button for it.
  const unlock = () => void voice.unlock().catch(() => undefined)
  onMounted(() => window.addEventListener('pointerdown', unlock))
  onScopeDispose(() => window.removeEventListener('pointerdown', unlock))

  const label = computed(() => {
    if (voice.state.value === 'missing') return words.wall.voice.missingShort
    if (voice.state.value === 'locked') return words.wall.voice.lockedShort
    if (volumeAt(hall.value.settings, now.value) === 0) return words.wall.voice.quiet
    if (!result.value) return words.wall.voice.untested
    const time = localTime(result.value.at, hall.value.settings.rules.timeZone)
    return result.value.heard ? words.wall.voice.passed({ time }) : words.wall.voice.failed({ time })
  })

  return {
    speaking: voice.speaking,
    state: voice.state,
    test: voice.test,
    asks,
    answer,
    /** Whether calls are said here at this hour. */
    says: computed(() => voice.state.value === 'ready' && volumeAt(hall.value.settings, now.value) > 0),
    chip: computed(() => ({
      label: label.value,
      works: voice.state.value === 'ready' && result.value?.heard === true,
    })),
  }
}

/** Today's answer, or null: then the wall asks again. */
function answeredOn(day: string) {
  const answer = voiceTest.read()
  return answer?.day === day ? answer : null
}
