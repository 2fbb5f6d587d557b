import { onScopeDispose } from 'vue'

/** A siren of two tones while a component lives; a browser that may not sound yet stays silent, and the screen is enough. */
export function useAlarmSound(wanted: () => boolean): void {
  if (!wanted() || !('AudioContext' in window)) return
  const context = new AudioContext()
  const tone = context.createOscillator()
  const volume = context.createGain()
  volume.gain.value = 0.4
  tone.type = 'square'
  tone.connect(volume).connect(context.destination)
  const HIGH = 960
  const LOW = 720
  for (let second = 0; second < 600; second++) {
    tone.frequency.setValueAtTime(second % 2 === 0 ? HIGH : LOW, context.currentTime + second * 0.6)
  }
  tone.start()
  context.resume().catch(() => undefined)
  onScopeDispose(() => {
    tone.stop()
    context.close().catch(() => undefined)
  })
}
