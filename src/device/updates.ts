import type { Guards } from '#device/basics/guards.ts'
import type { Clock, OnFault } from '#device/basics/ports.ts'
import type { Neighbours } from './neighbours.ts'

/** The service worker as updates see it. */
export interface UpdatePort {
  /** Installs the app's files for starts without the hall server, and watches for newer ones. */
  start(): Promise<void>
  /** Called when a new version is installed and waits. */
  onWaiting(listener: () => void): void
  /** Lets the waiting version start; every controlled tab reloads. */
  activate(): void
  /** Looks for a new version. */
  look(): Promise<void>
}

/** A new version of the app, from "it waits" to "it runs". */
export interface Updates {
  readonly waits: boolean
  /** Starts the new version as soon as no tab holds still. */
  apply(): void
  /** The first events are here: the network is free for the app's files. */
  caughtUp(): void
  close(): void
}

/** A tablet that hears nobody, or has much to catch up with, keeps the app's files after this time (ms) all the same. */
const START_WITHIN_MS = 10_000
const LOOK_EVERY_MS = 30 * 60_000
/** Other tabs answer within this time (ms) when somebody is busy there. */
const ASK_MS = 500
const AGAIN_MS = 5_000

/**
 * Keeps the app's files, once the hall's events had the network first, and watches for new versions. Waits → (a person asks) → wanted → no guard here → other tabs asked → none holds still →
 * activated. A new version reloads every tab, so one that is in the middle of something delays it.
 */
export function createUpdates(options: {
  readonly port: UpdatePort | null
  readonly neighbours: Neighbours
  readonly guards: Guards
  readonly clock: Clock
  readonly newId: (prefix: string) => string
  readonly onFault: OnFault
  readonly onChange: () => void
}): Updates {
  const { port, neighbours, guards, clock } = options
  let waits = false
  let wanted = false
  let asking: string | null = null
  let started = false
  let cancelAsk = () => {}
  let cancelLook = () => {}

  port?.onWaiting(() => {
    waits = true
    options.onChange()
  })
  function look(): void {
    cancelLook = clock.after(LOOK_EVERY_MS, look)
    // Without the hall server there is no new version to find; the next look comes anyway.
    port?.look().catch(() => {})
  }
  function start(): void {
    cancelStart()
    if (!port || started) return
    started = true
    // Without a service worker the tablet still works; it only cannot start while the hall server is dead.
    port.start().then(look, options.onFault)
  }
  const cancelStart = clock.after(START_WITHIN_MS, start)

  function tryNow(): void {
    if (!wanted || !waits || guards.holding || asking !== null) return
    const ask = options.newId('u')
    asking = ask
    cancelAsk = clock.after(ASK_MS, () => {
      asking = null
      if (guards.holding) return
      port?.activate()
      // A worker that was about to be stopped may not have heard it: until this page is another one, it is told again.
      cancelAsk = clock.after(AGAIN_MS, tryNow)
    })
    neighbours.tell({ kind: 'may-update', ask })
  }

  const stops = [
    guards.onFree(tryNow),
    neighbours.onTold((message) => {
      if (message.kind === 'may-update' && guards.holding) neighbours.tell({ kind: 'hold-update', ask: message.ask })
      if (message.kind === 'hold-update' && message.ask === asking) {
        asking = null
        cancelAsk()
        cancelAsk = clock.after(AGAIN_MS, tryNow)
      }
    }),
  ]

  return {
    get waits() {
      return waits
    },
    apply() {
      wanted = true
      tryNow()
    },
    caughtUp: start,
    close() {
      cancelStart()
      cancelAsk()
      cancelLook()
      for (const stop of stops) stop()
    },
  }
}
