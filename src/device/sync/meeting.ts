import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { hashOfLine, type JournalHead } from '#log/lines.ts'
import type { Hello } from './hallServer.ts'

/** What this tablet had when it said hello. */
export interface Asked {
  readonly seq: number
  readonly journal: string
  readonly head: JournalHead
  /** Nothing was unsent. */
  readonly all: boolean
  /** The hall server has refused lines of this tablet since the last hello, because they lie far ahead. */
  readonly isAhead: boolean
}

/**
 * Compares what the server says it has with what this tablet had when it asked; every difference has one answer. True: what
 * is received from now on is another history, or another part of it.
 */
export async function compare(log: SyncedLog, heard: Hello, asked: Asked): Promise<boolean> {
  await log.settleStamps(asked.isAhead)
  const ours = asked.journal === log.journal ? heard.journals[asked.journal] : undefined
  const lost = ours !== undefined && asked.all && ours.kept < asked.head.n
  const isAnother = heard.server !== log.cursor.server || asked.seq > heard.head || lost
  if (isAnother) {
    // A new or restored server: what it once confirmed counts again only when it confirms it anew.
    await log.startEpoch(heard.server)
    await confirmKept(log, heard)
  }
  if (ours && ours.kept > log.head.n) {
    await log.openNewJournal('server-has-more')
    return true
  }
  if (ours?.headHash && ours.kept === asked.head.n && ours.headHash !== asked.head.hash) {
    // What it keeps under our last number is another line: offered again, it says where the two part.
    await log.openNewJournal('fork')
    await log.unkeep(asked.journal, 1)
    return true
  }
  return isAnother
}

/** What a new epoch has of our journals under the same bytes need not be brought once more. */
async function confirmKept(log: SyncedLog, { journals }: Hello): Promise<void> {
  for (const [journal, { kept, headHash }] of Object.entries(journals)) {
    const line = kept > 0 ? await log.ownLine(journal, kept) : null
    if (line !== null && hashOfLine(line) === headHash) await log.kept(journal, kept)
  }
}

/** Lines that were lost here come back when the server has them; of an end that it never had nobody else will say so. */
export async function settleHoles(log: SyncedLog, { journals }: Hello): Promise<void> {
  for (const { journal, name, from, to, isEnd } of log.holes) {
    const kept = journals[name]?.kept ?? 0
    if (kept >= to) await log.kept(journal, kept)
    else if (isEnd && kept >= from - 1 && kept > 0) await log.declareLost({ journal, from: kept + 1, to })
  }
}
