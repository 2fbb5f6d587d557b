import type { Probed } from '#domain/settings/events.ts'
import { isHallEvent } from '#domain/whole.ts'
import { readLine } from '#log/lines.ts'
import type { EventStore, StoredRun } from './eventStore.ts'

const NOWHERE: Probed = { upstream: '', operator: '' }

/**
 * Reads from the hall's own events which addresses the manager has set, the newest admitted. Settings are marked lines,
 * so nothing else is read; after the first time only what has come since.
 */
export function readStoredConfiguration(store: EventStore): () => Promise<Probed> {
  let read = 0
  let found = NOWHERE
  return async () => {
    const seqs = (await store.marked(['lasting'])).map(({ seq }) => seq).filter((seq) => seq > read)
    for (const seq of [...seqs].reverse()) {
      const [run] = await store.read(seq - 1, 1)
      const probed = run && probedIn(run, seq)
      if (!probed) continue
      found = probed
      break
    }
    read = seqs.at(-1) ?? read
    return found
  }
}

function probedIn(run: StoredRun, seq: number): Probed | null {
  const at = seq - run.firstSeq
  if (run.kinds[at] !== 'DesksConfigured') return null
  const line = readLine(run.lines[at] ?? '')
  if (!line.ok || !line.event || !isHallEvent(line.event) || line.event.kind !== 'DesksConfigured') return null
  return line.event.body.probed ?? null
}
