import { UNTIL_DESTROYED_MS } from '#domain/papers/papers.ts'
import type { HallEvent } from '#domain/whole.ts'
import { eventId } from '#log/event.ts'
import type { EventStore } from './eventStore.ts'

/** What cannot be taken back, and when it is carried out: a day of this store's servers' running time after it began to count. */
export interface Destroying {
  /** Which of the acts that count are to be carried out now. `stopped`: those that a manager has stopped. */
  due(counting: readonly HallEvent[], stopped: ReadonlySet<string>): Promise<readonly HallEvent[]>
  /** Saves how long servers have run. */
  close(): Promise<void>
}

/** Running time is saved so often (ms): what a kill takes of it only puts things off. */
const SAVE_EVERY_MS = 60_000

const KINDS: readonly HallEvent['kind'][] = ['LineRedacted', 'PapersShredded']
/** Whether what an event does cannot be taken back. */
export const isForGood = ({ kind }: HallEvent): boolean => KINDS.includes(kind)

/** Goes on with the running time of the servers before. `elapsed`: ms since some moment, whatever the clock on the wall does. */
export async function openDestroying(store: EventStore, elapsed: () => number): Promise<Destroying> {
  const before = await store.running()
  const startedAt = elapsed()
  const running = () => before + elapsed() - startedAt
  const pending = new Map(await store.pending())
  let savedAt = running()

  async function save(): Promise<void> {
    savedAt = running()
    await store.saveRunning(savedAt)
  }

  return {
    async due(counting, stopped) {
      if (running() - savedAt >= SAVE_EVERY_MS) await save()
      const acts = new Map(counting.filter(isForGood).map((event) => [eventId(event), event]))
      for (const id of stopped) acts.delete(id)
      for (const id of [...pending.keys()]) {
        if (acts.has(id)) continue
        // Should it count again its day begins anew.
        pending.delete(id)
        await store.savePending(id, null)
      }
      const ready: HallEvent[] = []
      for (const [id, event] of acts) {
        const since = pending.get(id)
        if (since === undefined) {
          pending.set(id, running())
          await store.savePending(id, running())
        } else if (running() - since >= UNTIL_DESTROYED_MS) ready.push(event)
      }
      return ready
    },
    close: save,
  }
}
