import type { Clock } from '#device/basics/ports.ts'
import type { PageTurn, PenChannel, PenLock, PenMessage, PenPorts } from '#device/hallLog/penPorts.ts'

/** The tabs of one device: a lock that passes on and can be stolen, and a channel between all of them. */
export interface TestTabs {
  /** The ports of one more tab; a frozen tab hears nothing, not even that its lock was stolen. */
  open(): PenPorts & {
    freeze(): void
    /** Freezes as soon as it has said that it has heard a command, and says nothing more. */
    hearsAndFreezes(): void
    thaw(): void
    /**
     * The browser puts the page aside, as it does with one that is left and kept: it says so first, gives the page a
     * moment, and then nothing runs there and nothing is heard, not even later, until it is shown again.
     */
    putAside(): void
    show(): void
  }
}

/** Makes the tabs of one device. Their patience with each other is a matter of `clock`. */
export function createTestTabs(clock: Clock): TestTabs {
  interface Holder {
    readonly stolen: () => void
  }
  let holder: Holder | null = null
  const queue: (() => void)[] = []
  const channels = new Set<{ hear: (message: PenMessage) => void }>()

  async function held(hold: () => Promise<void>, awake: () => Promise<void>): Promise<'released' | 'stolen'> {
    let stolen = () => {}
    const theft = new Promise<'stolen'>((resolve) => {
      stolen = () => {
        awake().then(() => resolve('stolen'))
      }
    })
    const self = { stolen }
    holder = self
    const end = await Promise.race([theft, hold().then(() => 'released' as const)])
    if (holder === self) {
      holder = null
      queue.shift()?.()
    }
    return end
  }

  const lockOf = (awake: () => Promise<void>): PenLock => ({
    async request(mode, hold, signal) {
      if (mode === 'steal') holder?.stolen()
      else if (holder && mode === 'try') return 'not-available'
      else if (holder) {
        const turn = await new Promise<boolean>((resolve) => {
          const mine = () => resolve(true)
          queue.push(mine)
          signal.addEventListener('abort', () => {
            if (queue.includes(mine)) queue.splice(queue.indexOf(mine), 1)
            resolve(false)
          })
        })
        if (!turn) return 'refused'
      }
      return held(hold, awake)
    },
  })

  return {
    open() {
      let frozen = false
      let freezesWhenHeard = false
      let isMute = false
      let isAside = false
      let tell: (page: PageTurn) => void = () => {}
      const missed: PenMessage[] = []
      const sleepers: (() => void)[] = []
      const awake = () => new Promise<void>((resolve) => (frozen ? sleepers.push(resolve) : resolve()))
      let listener: (message: PenMessage) => void = () => {}
      const self = {
        hear(message: PenMessage) {
          if (isAside) return
          if (frozen) missed.push(message)
          else listener(message)
        },
      }
      channels.add(self)
      const channel: PenChannel = {
        post(message) {
          if (message.kind === 'heard' && freezesWhenHeard) frozen = isMute = true
          else if (isMute) return void sleepers.push(() => channel.post(message))
          for (const other of channels) if (other !== self) setImmediate(() => other.hear(structuredClone(message)))
        },
        listen(hear) {
          listener = hear
        },
        close: () => channels.delete(self),
      }
      return {
        lock: lockOf(awake),
        channel,
        after: clock.after,
        backOff: { next: () => 250, reset: () => {} },
        onPage(listener) {
          tell = listener
          return () => {
            tell = () => {}
          }
        },
        putAside() {
          tell('asleep')
          isAside = frozen = true
        },
        show() {
          isAside = frozen = false
          for (const wake of sleepers.splice(0)) wake()
          tell('back')
        },
        freeze() {
          frozen = true
        },
        hearsAndFreezes() {
          freezesWhenHeard = true
        },
        thaw() {
          frozen = false
          freezesWhenHeard = isMute = false
          for (const message of missed.splice(0)) listener(message)
          for (const wake of sleepers.splice(0)) wake()
        },
      }
    },
  }
}
