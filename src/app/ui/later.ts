import { type AsyncComponentLoader, type Component, defineAsyncComponent } from 'vue'
import { type BookName, type Library, useLibrary } from '../words/words.ts'

/**
 * A part that is not on the first picture, e.g. a sheet, with the books that it and what comes with it read. It is
 * fetched when the browser has nothing else to do, so that the first tap finds it there although the network is gone; a
 * browser that cannot say when that is fetches it at the first tap.
 */
export function later<Part extends Component>(load: AsyncComponentLoader<Part>, ...books: readonly BookName[]): Part {
  const loader = withBooks(useLibrary(), load, ...books)
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
  return defineAsyncComponent(withBooks(useLibrary(), load, ...books))
}

/** Part and books are asked for in the same moment, and the part is not shown without them. */
export function withBooks<Part>(library: Library, load: () => Promise<Part>, ...books: readonly BookName[]) {
  return async () => (await Promise.all([load(), library.open(books)]))[0]
}
