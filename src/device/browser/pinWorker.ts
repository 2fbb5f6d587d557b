/** The worker that stretches PINs, so that taps go on meanwhile. */
import { NoMemory, type PinAsk } from '#device/who/pinStretch.ts'
import { stretchPin } from '#device/who/stretchPin.ts'

self.addEventListener('message', ({ data }: MessageEvent<{ id: number; ask: PinAsk }>) => {
  stretchPin(data.ask).then(
    (hash) => self.postMessage({ id: data.id, hash }),
    (fault: unknown) => self.postMessage({ id: data.id, fault: String(fault), noMemory: fault instanceof NoMemory }),
  )
})
