import type { Clock } from '#device/basics/ports.ts'
import type { WriterChannel, WriterLock, WriterPorts } from '#device/hallLog/writer.ts'

/** The tabs of a browser: a Web Lock and a BroadcastChannel, both named for the hall. */
export function webWriter(hall: string, clock: Clock): WriterPorts {
  return { lock: webLock(`stayopen-${hall}`), channel: webChannel(`stayopen-writer-${hall}`), after: clock.after }
}

const webLock = (name: string): WriterLock => ({
  async request(mode, hold, signal) {
    let held = false
    const options: LockOptions =
      mode === 'try' ? { ifAvailable: true } : mode === 'steal' ? { steal: true } : { signal }
    try {
      await navigator.locks.request(name, options, async (lock) => {
        if (!lock) return
        held = true
        await hold()
      })
      return held ? 'released' : 'not-available'
    } catch {
      // The browser rejects the request of a holder whose lock was stolen, and of a waiter that gave up.
      return held ? 'stolen' : 'not-available'
    }
  },
})

function webChannel(name: string): WriterChannel {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      channel.onmessage = (event) => listener(event.data)
    },
    close: () => channel.close(),
  }
}
