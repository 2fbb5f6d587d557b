/**
 * @module device/browser
 * The only room that knows a browser: OPFS, workers, locks, channels and the service worker behind the ports of the
 * other rooms.
 */
import type { Chance, Clock, Network } from '#device/basics/ports.ts'
import type { Neighbours } from '#device/neighbours.ts'
import type { TabletPorts } from '#device/tabletPorts.ts'
import type { UpdatePort } from '#device/updates.ts'
import { NoMemory, type PinAsk, type PinStretch } from '#device/who/pinStretch.ts'
import { type OpfsDisk, openOpfsDisk } from './opfsDisk.ts'
import { webPen } from './webPen.ts'

/** The world as a browser gives it: OPFS, IndexedDB, fetch, locks, channels, workers and the service worker. */
export function browserPorts({ version }: { readonly version: string }): TabletPorts & { readonly disk: OpfsDisk } {
  return {
    clock: browserClock,
    chance: browserChance,
    disk: openOpfsDisk(),
    version,
    fetch: (path, init) => fetch(path, init),
    origin: location.origin,
    network: browserNetwork(),
    storage: navigator.storage ?? null,
    updates: serviceWorkerUpdates(),
    neighbours: tabsChannel(),
    pen: (hall) => webPen(hall, { clock: browserClock, chance: browserChance }),
    stretch: workerStretch(),
    onFault: (fault) => console.error(fault),
  }
}

const browserChance: Chance = { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)) }

const browserClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
}

function browserNetwork(): Network {
  return {
    online: () => navigator.onLine,
    onWake(listener) {
      const seen = () => {
        if (document.visibilityState === 'visible') listener()
      }
      addEventListener('online', listener)
      addEventListener('offline', listener)
      addEventListener('pageshow', listener)
      document.addEventListener('visibilitychange', seen)
      document.addEventListener('resume', listener)
      return () => {
        removeEventListener('online', listener)
        removeEventListener('offline', listener)
        removeEventListener('pageshow', listener)
        document.removeEventListener('visibilitychange', seen)
        document.removeEventListener('resume', listener)
      }
    },
  }
}

/** The service worker of the built app; none while developing, where there is no such file. */
function serviceWorkerUpdates(): UpdatePort | null {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return null
  // Nothing on the first screen waits for a new version, so what looks for one is loaded beside it.
  const opening = import('workbox-window').then(({ Workbox }) => {
    const worker = new Workbox('/serviceWorker.js')
    // The first version takes a running page under its care; only one that takes over from another starts it anew.
    let cared = navigator.serviceWorker.controller !== null
    worker.addEventListener('controlling', () => {
      if (cared) location.reload()
      cared = true
    })
    return worker
  })
  const onFault = (fault: unknown) => console.error(fault)
  return {
    onWaiting(listener) {
      opening.then((worker) => worker.addEventListener('waiting', listener)).catch(onFault)
    },
    async start() {
      await (await opening).register()
    },
    activate() {
      opening.then((worker) => worker.messageSkipWaiting()).catch(onFault)
    },
    look: async () => (await opening).update(),
  }
}

function tabsChannel(): Neighbours {
  const channel = new BroadcastChannel('stayopen-tabs')
  return {
    tell: (message) => channel.postMessage(message),
    onTold(listener) {
      const hear = ({ data }: MessageEvent) => listener(data)
      channel.addEventListener('message', hear)
      return () => channel.removeEventListener('message', hear)
    },
    close: () => channel.close(),
  }
}

/** Stretches PINs in a worker that is started with the first one. */
function workerStretch(): PinStretch {
  const waiting = new Map<number, { done: (hash: string) => void; failed: (fault: Error) => void }>()
  let worker: Worker | null = null
  let asks = 0
  function start(): Worker {
    const started = new Worker(new URL('./pinWorker.ts', import.meta.url), { type: 'module', name: 'pin' })
    started.onmessage = ({ data }: MessageEvent<{ id: number; hash?: string; fault?: string; noMemory?: boolean }>) => {
      const asked = waiting.get(data.id)
      waiting.delete(data.id)
      if (data.hash === undefined) asked?.failed(data.noMemory ? new NoMemory(data.fault) : new Error(data.fault))
      else asked?.done(data.hash)
    }
    // Its file did not come. The next PIN tries anew.
    started.onerror = () => {
      for (const { failed } of waiting.values()) failed(new Error('the worker that checks PINs did not start'))
      waiting.clear()
      started.terminate()
      worker = null
    }
    return started
  }
  return (ask: PinAsk) =>
    new Promise((done, failed) => {
      worker ??= start()
      const id = ++asks
      waiting.set(id, { done, failed })
      worker.postMessage({ id, ask })
    })
}
