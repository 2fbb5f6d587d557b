import { PenLost } from '#device/store/term.ts'
import type { Performed } from './hallLog.ts'
import type { HandedCommand, PenMessage, PenPorts } from './penPorts.ts'

/**
 * Commands of this tab in the hands of the tab that writes. Asked → heard → answered. Whoever does not hear, or hears
 * and does not answer, has lost the pen; a command without an answer is asked of whoever has it next, under the same id.
 */
export interface HandedCommands {
  hand(call: HandedCommand): Promise<Performed>
  /** Another tab writes, or this page is there again: what has no answer yet is asked again. */
  askAgain(): void
  /** This tab writes itself now. */
  performHere(): void
  /** Nobody can write. */
  refuse(why: Performed): void
  /** Takes in what the tab that writes says of a command. */
  hear(message: PenMessage): void
  close(): void
}

/** No sign of life from the tab that writes for so long (ms) and its lock is stolen. */
const HEARD_WITHIN = 500
/** A tab that has heard a command is asked this often (ms) whether it is still at it … */
const ASKED_AGAIN = 250
/** … and is given this long (ms) to save it. */
const SAVED_WITHIN = 5_000
/** A tab that is about to take the pen is given this long (ms). */
const TAKEN_WITHIN = 1_500

interface Pending {
  readonly call: HandedCommand
  readonly done: (result: Performed) => void
  /** For how long (ms) it has been in the hands of a tab that lives. */
  readonly heardFor: number
  readonly cancel: () => void
}

export const noPen: Performed = { ok: false, why: 'no-pen', facts: {} }

/** `silent`: the tab that writes gives no sign of life. */
export function createHandedCommands({
  ports: { channel, after },
  perform,
  silent,
}: {
  readonly ports: Pick<PenPorts, 'channel' | 'after'>
  readonly perform: (call: HandedCommand) => Promise<Performed>
  readonly silent: () => void
}): HandedCommands {
  const pending = new Map<string, Pending>()

  function ask(id: string): void {
    const entry = pending.get(id)
    if (!entry) return
    entry.cancel()
    waitFor(id, { ...entry, heardFor: 0 }, HEARD_WITHIN)
    channel.post({ kind: 'command', call: entry.call })
  }

  /** Waits for a sign of life, and after that for whoever has the pen then. */
  function waitFor(id: string, entry: Pending, ms: number): void {
    const giveUp = () => {
      waitFor(id, entry, TAKEN_WITHIN)
      silent()
    }
    pending.set(id, { ...entry, cancel: after(ms, giveUp) })
  }

  /** It was heard; whoever heard it may stop at any moment. */
  function heard(id: string, entry: Pending): void {
    const { heardFor } = entry
    const askStill = () => {
      if (heardFor >= SAVED_WITHIN) {
        waitFor(id, entry, TAKEN_WITHIN)
        return silent()
      }
      waitFor(id, { ...entry, heardFor: heardFor + ASKED_AGAIN }, HEARD_WITHIN)
      channel.post({ kind: 'still', id })
    }
    pending.set(id, { ...entry, cancel: after(ASKED_AGAIN, askStill) })
  }

  function takeAll() {
    const all = [...pending.values()]
    pending.clear()
    for (const { cancel } of all) cancel()
    return all
  }

  return {
    hand: (call) =>
      new Promise((done) => {
        pending.set(call.id, { call, done, heardFor: 0, cancel: () => undefined })
        ask(call.id)
      }),
    askAgain() {
      for (const id of [...pending.keys()]) ask(id)
    },
    performHere() {
      for (const entry of takeAll()) {
        const { call, done } = entry
        perform(call).then(done, (fault: unknown) => {
          if (!(fault instanceof PenLost)) return done(noPen)
          pending.set(call.id, entry)
          ask(call.id)
        })
      }
    },
    refuse(why) {
      for (const { done } of takeAll()) done(why)
    },
    hear(message) {
      if (message.kind === 'taking')
        for (const [id, entry] of pending) {
          entry.cancel()
          waitFor(id, entry, TAKEN_WITHIN)
        }
      const entry = 'id' in message ? pending.get(message.id) : undefined
      if (!entry) return
      entry.cancel()
      if (message.kind === 'heard') heard(message.id, entry)
      if (message.kind === 'result') {
        pending.delete(message.id)
        entry.done(message.result)
      }
    },
    close() {
      for (const { cancel } of pending.values()) cancel()
    },
  }
}
