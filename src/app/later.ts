import { type AsyncComponentLoader, type Component, defineAsyncComponent } from 'vue'
import type { HallLog } from '#device/hallLog/hallLog.ts'
import type { Slice } from '#domain/slice.ts'
import { useShelf } from './useTablet.ts'
import { type BookName, type Library, useLibrary } from './words/words.ts'

/**
 * A part that is not on the first picture, e.g. a sheet, with the books that it and what comes with it read. It is
 * fetched when the browser has nothing else to do, so that the first tap finds it there although the network is gone; a
 * browser that cannot say when that is fetches it at the first tap.
 */
export function later<Part extends Component>(load: AsyncComponentLoader<Part>, ...books: readonly BookName[]): Part {
  const loader = fetching(useLibrary(), useShelf(), load, ...books)
  if ('requestIdleCallback' in window) {
    // Not fetched now means fetched when it is shown; only then can somebody be told.
    requestIdleCallback(() => void loader().catch(() => undefined))
  }
  return defineAsyncComponent({ loader, suspensible: false })
}

/** A part that is fetched when it is shown and not before, e.g. a tab that few look at. */
export function whenShown<Part extends Component>(
  load: AsyncComponentLoader<Part>,
  ...books: readonly BookName[]
): Part {
  return defineAsyncComponent(fetching(useLibrary(), useShelf(), load, ...books))
}

/**
 * Part and books are asked for in the same moment; the part is not shown without them, nor before the slices of the
 * hall are open that it says it `opens`: `export const opens = [casesSlice]`.
 */
export function fetching<Part>(
  library: Library,
  shelf: Pick<HallLog, 'open'>,
  load: () => Promise<Part>,
  ...books: readonly BookName[]
) {
  return async (): Promise<Part> => {
    const [part] = await Promise.all([load(), library.open(books)])
    if (saysWhatItOpens(part)) await shelf.open(...part.opens)
    return part
  }
}

const saysWhatItOpens = (part: unknown): part is { readonly opens: readonly Slice[] } =>
  typeof part === 'object' && part !== null && 'opens' in part
