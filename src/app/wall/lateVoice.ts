import type { OpenVoice, Voice } from './voice.ts'

/**
 * The voice of this screen, fetched behind its first picture: what is said before it is here waits for it. `loading` until
 * then; `missing` while it cannot be fetched, which is tried again with whatever is to be said next.
 */
export const openVoice: OpenVoice = (ports) => {
  const listeners = new Set<() => void>()
  let voice: Voice | null = null
  let isClosed = false
  let hasFailed = false
  let coming: Promise<Voice | null> | null = null

  const tell = () => {
    for (const listener of listeners) listener()
  }
  const fetched = (): Promise<Voice | null> => {
    coming ??= import('./voice.ts').then(
      ({ openVoice: open }) => {
        if (isClosed) return null
        voice = open(ports)
        voice.onState(tell)
        tell()
        return voice
      },
      () => {
        hasFailed = true
        coming = null
        tell()
        return null
      },
    )
    return coming
  }
  void fetched()

  return {
    get state() {
      return voice?.state ?? (hasFailed ? 'missing' : 'loading')
    },
    onState(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async unlock() {
      await (await fetched())?.unlock()
    },
    play: async (...says) => (await (await fetched())?.play(...says)) ?? 'played',
    close() {
      isClosed = true
      listeners.clear()
      voice?.close()
    },
  }
}
