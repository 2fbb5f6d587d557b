import * as v from 'valibot'
import { missingClips, soundOf, type VoiceLanguage, voicePackSchema } from '#content/voice/pack.ts'

/** The clips of one language, decoded and ready to be played without a gap. */
export type Clips = ReadonlyMap<string, AudioBuffer>

interface PackPorts {
  readonly fetch: (path: string) => Promise<Response>
  readonly decode: (bytes: ArrayBuffer) => Promise<AudioBuffer>
}

/** Fetches a whole pack, from the service worker's cache when the network is gone. Null: not there, or not complete. */
export async function openVoicePack(language: VoiceLanguage, { fetch, decode }: PackPorts): Promise<Clips | null> {
  const folder = `/voice/${language}`
  try {
    const manifest = v.safeParse(voicePackSchema, await (await fetch(`${folder}/manifest.json`)).json())
    if (!manifest.success || missingClips(manifest.output).length > 0) return null
    const { file, clips: listed } = manifest.output
    const response = await fetch(`${folder}/${file}`)
    if (!response.ok) throw new Error(`${file} answered ${response.status}`)
    const sounds = await response.arrayBuffer()
    const clips = await Promise.all(
      Object.entries(listed).map(async ([name, clip]) => [name, await decode(soundOf(sounds, clip))] as const),
    )
    return new Map(clips)
  } catch {
    // Half a pack would call half a number. The wall says that it has no voice.
    return null
  }
}
