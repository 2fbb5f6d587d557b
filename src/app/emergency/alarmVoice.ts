import * as v from 'valibot'
import type { AlarmClip } from '#content/voice/alarms.ts'
import { soundOf, type VoiceLanguage, voicePackSchema } from '#content/voice/pack.ts'

/** Speaks the recorded announcements of emergencies; they come with the app and need no network. */
export interface AlarmVoice {
  /**
   * Says the clips one after the other in each language, again after every pause (ms), or once when it is null; what was
   * being said stops. A browser that may not sound yet stays silent: the text is on the screen.
   */
  say(clips: readonly AlarmClip[], everyMs: number | null): void
  stop(): void
  close(): void
}

const LANGUAGES: readonly VoiceLanguage[] = ['zh-CN', 'en']

/** Opens the voice; clips are fetched and decoded when they are first said. */
export function openAlarmVoice(onFault: (fault: unknown) => void): AlarmVoice {
  const context = 'AudioContext' in globalThis ? new AudioContext() : null
  const decoded = new Map<string, Promise<AudioBuffer>>()
  /** Counts what was asked for: an older turn that is still loading says nothing any more. */
  let turn = 0
  let sounding: AudioBufferSourceNode | null = null
  let cancel: ReturnType<typeof setTimeout> | undefined

  async function load(language: VoiceLanguage, clip: AlarmClip): Promise<AudioBuffer> {
    const folder = `/voice/alarm/${language}`
    const manifest = v.parse(voicePackSchema, await (await fetch(`${folder}/manifest.json`)).json())
    const found = manifest.clips[clip]
    if (!context || !found) throw new Error(`the voice for emergencies has no ${clip}`)
    const sounds = await (await fetch(`${folder}/${manifest.file}`)).arrayBuffer()
    return context.decodeAudioData(soundOf(sounds, found))
  }
  function bufferOf(language: VoiceLanguage, clip: AlarmClip): Promise<AudioBuffer> {
    const key = `${language} ${clip}`
    const there = decoded.get(key) ?? load(language, clip)
    decoded.set(key, there)
    there.catch(() => decoded.delete(key))
    return there
  }

  async function sayOnce(clips: readonly AlarmClip[], mine: number): Promise<void> {
    for (const language of LANGUAGES) {
      for (const clip of clips) {
        const buffer = await bufferOf(language, clip)
        if (mine !== turn || !context) return
        const source = context.createBufferSource()
        source.buffer = buffer
        source.connect(context.destination)
        sounding = source
        await new Promise<void>((resolve) => {
          source.onended = () => resolve()
          source.start()
        })
        if (mine !== turn) return
      }
    }
  }

  function stop(): void {
    turn++
    clearTimeout(cancel)
    sounding?.stop()
    sounding = null
  }

  function say(clips: readonly AlarmClip[], everyMs: number | null): void {
    stop()
    const mine = turn
    if (!context || clips.length === 0) return
    const again = async () => {
      await context.resume()
      await sayOnce(clips, mine)
      if (mine === turn && everyMs !== null) cancel = setTimeout(() => again().catch(onFault), everyMs)
    }
    again().catch(onFault)
  }

  return {
    say,
    stop,
    close() {
      stop()
      context?.close().catch(() => undefined)
    },
  }
}

/**
 * Between two times that something is said (ms). By the wall nearly at once: from one beginning to the next it is to be 30 s
 * (plan-study P01), and the clip itself takes most of that; by somebody's tablet so that people can be heard in between.
 */
export const PAUSE_MS = { wall: 5_000, tablet: 10_000 } as const
