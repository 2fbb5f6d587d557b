import type { OpenHall } from '#domain/openHall.ts'
import type { HallEvent } from '#domain/whole.ts'
import type { HallChange, HallLog } from './hallLog.ts'
import type { WorkingSet } from './workingSet.ts'

/** The hall as the screens have it: what was folded and told. */
export interface ShownHall extends Pick<HallLog, 'hall' | 'onChange'> {
  /** Tells everybody what was folded since the last time, if anything was. */
  publish(events: readonly HallEvent[], origin: HallChange['origin']): void
  /** Tells everybody that there is something new beside the hall: lines that count for nobody. */
  tellBeside(): void
}

/** Makes what shows the hall of a working set. */
export function createShownHall(workingSet: WorkingSet): ShownHall {
  const listeners = new Set<(change: HallChange) => void>()
  let shown: OpenHall = workingSet.hall

  function tell(events: readonly HallEvent[], origin: HallChange['origin']): void {
    const change = { before: shown, hall: workingSet.hall, events, origin }
    shown = change.hall
    for (const listener of [...listeners]) listener(change)
  }

  return {
    get hall() {
      return shown
    },
    publish(events, origin) {
      if (events.length === 0 && shown === workingSet.hall) return
      tell(events, origin)
    },
    tellBeside: () => tell([], 'history'),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
