import type { Announcement, Manner, VoiceLanguage } from '#content/voice/pack.ts'
import { type CallAnnouncement, isFresh } from './announcements.ts'

/** With more than this many waiting, each is said once and briefly: twenty counters need the time. */
const SHORTEN_ABOVE = 3
/** With more than this many waiting, nothing is said twice. */
const REPEAT_UP_TO = 1

/** How this hall wants its calls spoken. */
export interface HallManner {
  /** How often a call is said when nothing else waits. */
  readonly times: number
  /** One after the other; only the first when the voice has fallen behind. */
  readonly languages: readonly VoiceLanguage[]
  readonly one: 'yi' | 'yao'
  /** A call in the hall's own words; empty: in the app's. */
  readonly wording: { readonly zh: string; readonly en: string }
}

export interface AnnouncerPorts {
  /** Says it and answers when it has been heard; `locked`: the browser wants a tap before anything is heard. */
  readonly play: (says: Announcement, language: VoiceLanguage, manner: Manner) => Promise<'played' | 'locked'>
  /** Corrected time, ms since 1970. */
  readonly now: () => number
  readonly manner: () => HallManner
  /** Asked just before it is said, and before it is repeated. */
  readonly stands: (announcement: CallAnnouncement) => boolean
  /** What is being said, null when it is quiet; the screen shows the same number as is heard. */
  readonly onSpeaking: (announcement: CallAnnouncement | null) => void
}

export interface Announcer {
  /** Queues announcements; a key that was queued before is passed over. */
  say(announcements: readonly CallAnnouncement[]): void
  /** The browser has been tapped: says what waited and is not old yet. */
  wake(): void
  stop(): void
}

/** Says one thing after the other, never two at once: Waiting → Speaking → Waiting, and Locked until somebody taps. */
export function createAnnouncer({ play, now, manner, stands, onSpeaking }: AnnouncerPorts): Announcer {
  const heard = new Map<string, number>()
  let waiting: readonly CallAnnouncement[] = []
  let state: 'quiet' | 'speaking' | 'locked' | 'stopped' = 'quiet'

  async function speak(): Promise<void> {
    if (state !== 'quiet') return
    state = 'speaking'
    for (let next = take(); next && !hasStopped(); next = take()) {
      onSpeaking(next)
      if ((await sayOne(next)) === 'locked' && !hasStopped()) {
        waiting = [next, ...waiting]
        state = 'locked'
        break
      }
    }
    if (state === 'speaking') state = 'quiet'
    onSpeaking(null)
  }

  /** The next announcement that still makes sense. */
  function take(): CallAnnouncement | undefined {
    const [next, ...rest] = waiting.filter((each) => isFresh(each.at, now()) && stands(each))
    waiting = rest
    return next
  }

  async function sayOne(announcement: CallAnnouncement): Promise<'played' | 'locked'> {
    const { times, languages, one, wording } = manner()
    for (let time = 1; time <= times; time++) {
      if (time > 1 && (waiting.length > REPEAT_UP_TO || !stands(announcement))) break
      const brief = waiting.length > SHORTEN_ABOVE
      for (const language of brief ? languages.slice(0, 1) : languages) {
        if (hasStopped()) return 'played'
        if (
          (await play(announcement.says, language, { brief, one, words: wording[language === 'en' ? 'en' : 'zh'] })) ===
          'locked'
        )
          return 'locked'
      }
    }
    return 'played'
  }

  const hasStopped = (): boolean => state === 'stopped'

  function say(announcements: readonly CallAnnouncement[]): void {
    for (const [key, at] of heard) if (!isFresh(at, now())) heard.delete(key)
    const fresh = announcements.filter(({ key, at }) => !heard.has(key) && isFresh(at, now()))
    for (const { key, at } of fresh) heard.set(key, at)
    const urgent = (each: CallAnnouncement) => each.urgent
    const ordinary = (each: CallAnnouncement) => !each.urgent
    const all = [...waiting, ...fresh]
    waiting = [...all.filter(urgent), ...all.filter(ordinary)]
    if (fresh.length > 0) start()
  }

  // What fails to play is a fault of the player, which says so itself; the announcer goes on with the next call.
  const start = (): void => {
    speak().catch(() => {
      if (state === 'speaking') state = 'quiet'
      onSpeaking(null)
    })
  }

  return {
    say,
    wake() {
      if (state === 'locked') state = 'quiet'
      start()
    },
    stop() {
      state = 'stopped'
      waiting = []
    },
  }
}
