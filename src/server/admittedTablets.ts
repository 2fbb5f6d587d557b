import type { Place } from '#domain/kind.ts'
import { isHallEvent } from '#domain/whole.ts'
import { readLine } from '#log/lines.ts'
import type { EventStore, StoredRun } from './eventStore.ts'

/** A tablet as a manager let it in. */
interface AdmittedTablet {
  readonly name: string
  readonly place: Place
  readonly key: string
}

/** Whom the hall's managers have let in. This is the one place where the hall server asks for their verdict. */
export interface AdmittedTablets {
  /** Null when nobody has let it in, or it has been sent away. */
  tablet(id: string): Promise<AdmittedTablet | null>
}

/** Reads from the hall's own events who was let in. Such lines are marked; after the first time only new ones are read. */
export function createAdmittedTablets(store: EventStore): AdmittedTablets {
  const tablets = new Map<string, AdmittedTablet | null>()
  let read = 0

  async function readOn(): Promise<void> {
    for (const { seq } of await store.marked(['lasting'])) {
      if (seq <= read) continue
      const [run] = await store.read(seq - 1, 1)
      if (run) take(run, seq)
      read = seq
    }
  }

  function take({ firstSeq, from, kinds, lines, quarantined }: StoredRun, seq: number): void {
    const at = seq - firstSeq
    if (kinds[at] !== 'TabletAdmitted' && kinds[at] !== 'TabletRevoked') return
    if (quarantined.some(({ n }) => n === from + at)) return
    const line = readLine(lines[at] ?? '')
    if (!line.ok || !line.event || !isHallEvent(line.event)) return
    const { event } = line
    if (event.kind === 'TabletRevoked') tablets.set(event.subject, null)
    if (event.kind !== 'TabletAdmitted' || tablets.has(event.subject)) return
    const { name, place, key } = event.body
    tablets.set(event.subject, { name, place, key })
  }

  return {
    async tablet(id) {
      await readOn()
      return tablets.get(id) ?? null
    },
  }
}
