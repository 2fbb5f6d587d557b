import type { HallPrinter, Probed } from '#domain/settings/events.ts'
import type { AuthorityList } from './authorityList.ts'
import { openLines } from './eventAt.ts'
import type { EventStore } from './eventStore.ts'

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
    const lines = openLines(store)
    for (const seq of seqs) {
      const run = await lines.runWith(seq)
      if (run?.kinds[seq - run.firstSeq] === 'DesksConfigured') setting = [...setting, seq]
    }
    read = seqs.at(-1) ?? read
    let found: Partial<StoredConfiguration> = {}
    for (const seq of [...setting].reverse()) {
      if (found.probed && found.printers) break
      const event = await lines.eventAt(seq)
      if (event?.kind !== 'DesksConfigured' || !list.counts(event)) continue
      const { probed, printers } = event.body
      found = { ...(probed ? { probed } : {}), ...(printers ? { printers } : {}), ...found }
    }
    return { probed: { upstream: '', operator: '' }, printers: [], ...found }
  }
}
