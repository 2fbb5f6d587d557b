import {
  type Announcement,
  clipsFor,
  type Manner,
  ownWordingOf,
  unrecorded,
  type VoiceLanguage,
} from '#content/voice/pack.ts'
import { within } from '#device/basics/within.ts'
import { sentenceOf } from '#domain/settings/wording.ts'
import { type Clips, openVoicePack } from './voicePack.ts'

/** loading → locked (the browser wants a tap) → ready; or missing: neither clips nor another voice. */
export type VoiceState = 'loading' | 'locked' | 'ready' | 'missing'

export interface Voice {
  readonly state: VoiceState
  /** Called when the state changes; the answer stops it. */
  onState(listener: () => void): () => void
  /** Inside a tap: lets the browser make sound. */
  unlock(): Promise<void>
  /** Says it when the voice is free, and answers when it has been heard: never two at once. */
  play(says: Announcement, language: VoiceLanguage, manner: Manner): Promise<'played' | 'locked'>
  close(): void
}

interface VoicePorts {
  readonly languages: readonly VoiceLanguage[]
  /** The sentence for a language that has no clips, for the browser's own voice. */
  readonly sentence: (says: Announcement, language: VoiceLanguage) => string
  /** How loud this is to be said now, 0 to 1. */
  readonly loudness: (says: Announcement) => number
  readonly window?: Pick<typeof globalThis, 'AudioContext' | 'fetch' | 'speechSynthesis' | 'SpeechSynthesisUtterance'>
}

export type OpenVoice = (ports: VoicePorts) => Voice

/** The chime dies away under the first word; waiting for its end would leave a hole. */
const CHIME_OVERLAP_SECONDS = 0.3
/** How long a browser may take to start or to end a sound before we go on without it. */
const PATIENCE_MS = 800

/** The voice of this screen: bundled clips through Web Audio, decoded ahead. */
export const openVoice: OpenVoice = ({ languages, sentence, loudness, window = globalThis }) => {
  const listeners = new Set<() => void>()
  const packs = new Map<VoiceLanguage, Clips>()
  const context = typeof window.AudioContext === 'function' ? new window.AudioContext() : null
  const hasBrowserVoice = typeof window.SpeechSynthesisUtterance === 'function' && 'speechSynthesis' in window
  let loaded = false
  let lastSaid: Promise<unknown> = Promise.resolve()

  const running = () => context?.state === 'running'
  const state = (): VoiceState => {
    if (!loaded && context) return 'loading'
    if (packs.size === 0) return hasBrowserVoice ? 'ready' : 'missing'
    return running() ? 'ready' : 'locked'
  }
  const tell = () => {
    for (const listener of listeners) listener()
  }

  async function load(): Promise<void> {
    if (!context) return
    context.onstatechange = tell
    const ports = {
      fetch: (path: string) => window.fetch(path),
      decode: (bytes: ArrayBuffer) => context.decodeAudioData(bytes),
    }
    for (const language of languages) {
      const clips = await openVoicePack(language, ports)
      if (clips) packs.set(language, clips)
    }
    loaded = true
    tell()
  }
  const loading = load()

  async function playNow(says: Announcement, language: VoiceLanguage, manner: Manner): Promise<'played' | 'locked'> {
    await loading
    const clips = packs.get(language)
    const own = manner.brief ? null : ownWordingOf(says, language, manner)
    // The hall's own words are said by the browser's voice where they are not recorded, and where that has none the recorded
    // sentence is said: a call is never silent for its wording.
    const isBrowsers = !clips || !context || (own !== null && unrecorded(own, language).length > 0 && hasBrowserVoice)
    if (isBrowsers) {
      const text = own && 'counter' in says ? sentenceOf(own, says) : sentence(says, language)
      if (hasBrowserVoice) await speak(text, language, loudness(says))
      return 'played'
    }
    if (!running()) await wake(context)
    if (!running()) return 'locked'
    const buffers = clipsFor(says, language, manner).flatMap((name) => {
      const buffer = clips.get(name)
      return buffer ? [{ name, buffer }] : []
    })
    const startsAt = context.currentTime + 0.05
    const { starts, length } = schedule(buffers.map(({ name, buffer }) => ({ name, seconds: buffer.duration })))
    const gain = context.createGain()
    gain.gain.value = loudness(says)
    gain.connect(context.destination)
    const sources = buffers.map(({ buffer }, i) => {
      const source = context.createBufferSource()
      source.buffer = buffer
      source.connect(gain)
      source.start(startsAt + (starts[i] ?? 0))
      return source
    })
    // A context that the system suspends never ends its sounds; the next call must not wait for it for ever.
    const last = sources.at(-1)
    const ended = new Promise<void>((resolve) => {
      if (last) last.onended = () => resolve()
      else resolve()
    })
    await within(length * 1000 + PATIENCE_MS, ended, undefined)
    return 'played'
  }

  // The self-test waits for the call that is being said, and the next call for the self-test.
  function play(...spoken: Parameters<typeof playNow>): Promise<'played' | 'locked'> {
    const said = lastSaid.then(() => playNow(...spoken))
    lastSaid = said.catch(() => undefined)
    return said
  }

  function speak(text: string, language: VoiceLanguage, volume: number): Promise<void> {
    const utterance = new window.SpeechSynthesisUtterance(text)
    utterance.lang = language
    utterance.volume = volume
    const ended = new Promise<void>((resolve) => {
      utterance.onend = () => resolve()
      utterance.onerror = () => resolve()
    })
    window.speechSynthesis.speak(utterance)
    return within(10_000, ended, undefined)
  }

  return {
    get state() {
      return state()
    },
    onState(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async unlock() {
      await loading
      if (context) await wake(context)
      tell()
    },
    play,
    close() {
      listeners.clear()
      // Closing a context twice rejects; the screen is gone either way.
      context?.close().catch(() => undefined)
    },
  }
}

/** When each clip starts, in seconds from the first: one right behind the other, the first word under the chime's end. */
export function schedule(clips: readonly { readonly name: string; readonly seconds: number }[]): {
  readonly starts: readonly number[]
  readonly length: number
} {
  const starts: number[] = []
  let at = 0
  for (const { name, seconds } of clips) {
    starts.push(at)
    at += name === 'chime' && clips.length > 1 ? Math.max(0, seconds - CHIME_OVERLAP_SECONDS) : seconds
  }
  return { starts, length: at }
}

/** A context that the browser keeps asleep never answers. */
const wake = (context: AudioContext): Promise<void> =>
  within(
    PATIENCE_MS,
    context.resume().catch(() => undefined),
    undefined,
  )
