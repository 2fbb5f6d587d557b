import { createBackOff } from '#device/basics/backOff.ts'
import type { Chance, Clock } from '#device/basics/ports.ts'
import type { PageTurn, PenChannel, PenLock, PenPorts } from '#device/hallLog/penPorts.ts'

/** The tabs of a browser: a Web Lock and a BroadcastChannel, both named for the hall. */
export function webPen(hall: string, { clock, chance }: { readonly clock: Clock; readonly chance: Chance }): PenPorts {
  return {
    lock: webLock(`stayopen-${hall}`),
    channel: webChannel(`stayopen-writer-${hall}`),
    after: clock.after,
    backOff: createBackOff(chance, { firstMs: 500, mostMs: 10_000 }),
    onPage,
  }
}

/**
 * A page that is hidden and kept (`persisted`), or frozen, is put aside: it does nothing until it is shown or resumed.
 * Any other that is hidden is gone.
 */
function onPage(tell: (page: PageTurn) => void): () => void {
  const hidden = ({ persisted }: PageTransitionEvent) => tell(persisted ? 'asleep' : 'gone')
  const frozen = () => tell('asleep')
  const back = () => tell('back')
  addEventListener('pagehide', hidden)
  addEventListener('pageshow', back)
  document.addEventListener('freeze', frozen)
  document.addEventListener('resume', back)
  return () => {
    removeEventListener('pagehide', hidden)
    removeEventListener('pageshow', back)
    document.removeEventListener('freeze', frozen)
    document.removeEventListener('resume', back)
  }
}

const webLock = (name: string): PenLock => ({
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
      if (held) return 'released'
      return mode === 'try' ? 'not-available' : 'refused'
    } catch (fault) {
      // A holder whose lock was stolen is told AbortError; so is a waiter that gave up, who does not listen any more.
      // Anything else is a browser without locks, or one that gives this page none.
      return held && fault instanceof DOMException && fault.name === 'AbortError' ? 'stolen' : 'refused'
    }
  },
})

function webChannel(name: string): PenChannel {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      channel.onmessage = (event) => listener(event.data)
    },
    close: () => channel.close(),
  }
}
