import { namesOf } from '#device/basics/faults.ts'
import type { DatabaseFactory } from '#device/basics/keepsakes.ts'

/** A place of its own for the databases of a page, apart from the one that every page has. */
interface Buckets {
  open(name: string, how: { persisted: boolean }): Promise<{ readonly indexedDB: IDBFactory }>
}

/**
 * Other databases for a page of which the browser cannot open the first any more, because a bad disk has changed a file that
 * all of them need: they begin empty, and what they hold is built anew from the journal's disk. Null where the fault is
 * another, or the browser has no such place.
 */
export async function spareDatabases(fault: unknown): Promise<DatabaseFactory | null> {
  if (!hasBuckets(navigator) || !namesOf(fault).includes('UnknownError')) return null
  const { indexedDB } = await navigator.storageBuckets.open('spare', { persisted: true })
  return { indexedDB, IDBKeyRange }
}

const hasBuckets = (of: object): of is { readonly storageBuckets: Buckets } => 'storageBuckets' in of
