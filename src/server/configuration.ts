import type { HallPrinter, Probed } from '#domain/settings/events.ts'
import type { AuthorityList } from './authorityList.ts'
import { eventAt } from './eventAt.ts'
import type { EventStore, StoredRun } from './eventStore.ts'

/** What the hall server itself goes by of the settings. */
export interface StoredConfiguration {
  readonly probed: Probed
  readonly printers: readonly HallPrinter[]
}

/**
 * Reads from the hall's own events which addresses the manager has set, the newest admitted of those that count. Settings
 * are marked lines, so nothing else is read; after the first time only what has come since.
 */
export function readStoredConfiguration(
  store: EventStore,
  list: Pick<AuthorityList, 'counts'>,
): () => Promise<StoredConfiguration> {
  let read = 0
  /** Seqs of lines that set addresses, whether they count or not: a manager may have been let in later. */
  let setting: readonly number[] = []
  return async () => {
    const seqs = (await store.marked(['lasting'], read)).map(({ seq }) => seq)
    let run: StoredRun | undefined
    for (const seq of seqs) {
      if (!run || seq > run.lastSeq) [run] = await store.read(seq - 1, 1)
      if (run?.kinds[seq - run.firstSeq] === 'DesksConfigured') setting = [...setting, seq]
    }
    read = seqs.at(-1) ?? read
    let found: Partial<StoredConfiguration> = {}
    for (const seq of [...setting].reverse()) {
      if (found.probed && found.printers) break
      const event = await eventOf(store, seq)
      if (event?.kind !== 'DesksConfigured' || !list.counts(event)) continue
      const { probed, printers } = event.body
      found = { ...(probed ? { probed } : {}), ...(printers ? { printers } : {}), ...found }
    }
    return { probed: { upstream: '', operator: '' }, printers: [], ...found }
  }
}

async function eventOf(store: EventStore, seq: number) {
  const [run] = await store.read(seq - 1, 1)
  return run ? eventAt(run, seq) : null
}
