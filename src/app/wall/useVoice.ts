import { computed, onMounted, onScopeDispose, readonly, ref, shallowRef } from 'vue'
import type { VoiceLanguage } from '#content/voice/pack.ts'
import { volumeAt } from '#domain/settings/hours.ts'
import { foldWith } from '#domain/shelf.ts'
import { useHallChanges, useTablet } from '../useTablet.ts'
import { announcementsOf, type CallAnnouncement, stands } from './announcements.ts'
import { createAnnouncer } from './announcer.ts'
import { openVoice as openClips } from './lateVoice.ts'
import { spokenSentence } from './spokenSentence.ts'
import type { OpenVoice } from './voice.ts'

interface VoiceUse {
  /** Which calls this screen says: the wall all of them, a counter that is alone its own. */
  readonly speaks?: (announcement: CallAnnouncement) => boolean
  /** For what is no call, e.g. the sentence of paper mode: whether it still holds. */
  readonly stillTrue?: (announcement: CallAnnouncement) => boolean
  readonly languages?: () => readonly VoiceLanguage[]
  readonly openVoice?: OpenVoice | undefined
}

/** Speaks the hall's calls for as long as the component lives. */
export function useVoice({
  speaks = () => true,
  stillTrue = () => false,
  languages = () => ['zh-CN'],
  openVoice = openClips,
}: VoiceUse) {
  const { tablet } = useTablet()
  const volume = () => volumeAt(tablet.log.hall.settings, tablet.now())
  const voice = openVoice({
    languages: languages(),
    sentence: spokenSentence,
    // The self-test is to be heard whenever somebody taps for it.
    loudness: ({ kind }) => (kind === 'test' ? tablet.log.hall.settings.wall.volume : volume()) / 100,
  })
  const state = ref(voice.state)
  const speaking = shallowRef<CallAnnouncement | null>(null)
  const announcer = createAnnouncer({
    play: voice.play,
    now: () => tablet.now(),
    manner: () => {
      const { rules, wall } = tablet.log.hall.settings
      return { times: rules.announceTimes, languages: languages(), one: rules.digitOne, wording: wall.wording }
    },
    // In quiet hours nothing is said, nor later.
    stands: (announcement) => volume() > 0 && (stands(tablet.log.hall, announcement) || stillTrue(announcement)),
    onSpeaking: (announcement) => {
      speaking.value = announcement
    },
  })
  const say = (announcements: readonly CallAnnouncement[]) => announcer.say(announcements.filter(speaks))

  const stopFollowing = voice.onState(() => {
    state.value = voice.state
    if (voice.state === 'ready') announcer.wake()
  })
  useHallChanges((change) => say(announcementsOf(change, tablet.now())))
  // What was called in the last minute, before this screen was there to say it.
  onMounted(() => {
    const { hall } = tablet.log
    say(announcementsOf({ before: foldWith().empty(hall.id), hall }, tablet.now()))
  })
  onScopeDispose(() => {
    stopFollowing()
    announcer.stop()
    voice.close()
  })

  return {
    /** What is being said, null when it is quiet. */
    speaking: computed(() => speaking.value),
    state: readonly(state),
    say,
    unlock: () => voice.unlock(),
    /** Says 测试, inside a tap. */
    async test(): Promise<'played' | 'locked'> {
      await voice.unlock()
      for (const language of languages()) {
        if ((await voice.play({ kind: 'test' }, language, {})) === 'locked') return 'locked'
      }
      return 'played'
    },
  }
}
