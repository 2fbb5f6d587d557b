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
/** A tab that has heard a command is given this long (ms) to save it. */
const SAVED_WITHIN = 5_000

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
  const pending = new Map<string, { call: HandedCommand; done: (result: Performed) => void; cancel: () => void }>()

  function ask(id: string): void {
    const entry = pending.get(id)
    if (!entry) return
    entry.cancel()
    pending.set(id, { ...entry, cancel: after(HEARD_WITHIN, silent) })
    channel.post({ kind: 'command', call: entry.call })
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
        pending.set(call.id, { call, done, cancel: () => undefined })
        ask(call.id)
      }),
    askAgain() {
      for (const id of [...pending.keys()]) ask(id)
    },
    performHere() {
      for (const { call, done } of takeAll()) perform(call).then(done, () => done(noPen))
    },
    refuse(why) {
      for (const { done } of takeAll()) done(why)
    },
    hear(message) {
      const entry = 'id' in message ? pending.get(message.id) : undefined
      if (!entry) return
      entry.cancel()
      if (message.kind === 'heard') pending.set(message.id, { ...entry, cancel: after(SAVED_WITHIN, silent) })
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
