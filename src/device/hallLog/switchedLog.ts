import { foldWith } from '#domain/shelf.ts'
import type { HallChange, HallLog, SyncedLog } from './hallLog.ts'

/** The log that screens hold from the first moment: empty until the tablet is paired, then the tablet's own. */
export interface SwitchedLog {
  readonly log: HallLog
  /** From now on this is the log; whoever listens hears of its hall at once. */
  switchTo(log: SyncedLog): void
}

/** Makes the log of a tablet that is not paired yet. */
export function createSwitchedLog(): SwitchedLog {
  const nothing = foldWith().empty('')
  const listeners = new Set<(change: HallChange) => void>()
  let real: SyncedLog | null = null
  const tell = (change: HallChange) => {
    for (const listener of [...listeners]) listener(change)
  }
  return {
    log: {
      get hall() {
        return real?.hall ?? nothing
      },
      open: async (...slices) => real?.open(...slices),
      perform: async (command, ask, how) =>
        real ? real.perform(command, ask, how) : { ok: false, why: 'not-paired', facts: {} },
      textLines: async () => real?.textLines() ?? [],
      recordOf: async (incident) => real?.recordOf(incident) ?? null,
      onChange(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    switchTo(log) {
      real = log
      log.onChange(tell)
      tell({ hall: log.hall, before: nothing, events: [], origin: 'history' })
    },
  }
}
