import type { Component } from 'vue'
import type { HallLog } from '#device/hallLog/hallLog.ts'
import { fetching } from './later.ts'
import type { Pages } from './way.ts'
import type { Library } from './words/words.ts'

/** Every place is a file of its own, with its own books: a tablet loads the shell and the one place it was paired for. */
export function pagesOf(library: Library, shelf: Pick<HallLog, 'open'>): Pages {
  const page = <Part extends { readonly default: Component }>(
    load: () => Promise<Part>,
    ...books: Parameters<Library['open']>[0]
  ) => {
    const fetched = fetching(library, shelf, load, ...books)
    return async (): Promise<Component> => (await fetched()).default
  }
  return {
    '/pair': page(() => import('./pairing/PairScreen.vue'), 'pairing'),
    '/setup': page(() => import('./setup/SetupScreen.vue'), 'locks', 'setup'),
    '/reception': page(() => import('./reception/ReceptionScreen.vue'), 'reception'),
    '/counter': page(() => import('./counter/CounterScreen.vue'), 'counter'),
    '/backoffice': page(() => import('./backoffice/BackofficeScreen.vue'), 'backoffice'),
    '/wall': page(() => import('./wall/WallScreen.vue'), 'wall'),
    '/manager': page(() => import('./manager/ManagerScreen.vue'), 'today'),
  }
}
