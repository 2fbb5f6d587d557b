import { type AsyncComponentLoader, type Component, defineAsyncComponent } from 'vue'

/**
 * A part that is not on the first picture, e.g. a sheet. It is fetched when the browser has nothing else to do, so that
 * the first tap finds it there although the network is gone; a browser that cannot say when that is fetches it at the
 * first tap.
 */
export function later<Part extends Component>(load: AsyncComponentLoader<Part>): Part {
  if ('requestIdleCallback' in window) {
    // Not fetched now means fetched when it is shown; only then can somebody be told.
    requestIdleCallback(() => void load().catch(() => undefined))
  }
  return defineAsyncComponent({ loader: load, suspensible: false })
}
