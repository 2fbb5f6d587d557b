import type { HallLog } from '#device/hallLog/hallLog.ts'
import { fetching } from './later.ts'
import type { Pages } from './way.ts'
import type { Library } from './words/words.ts'

/** Every place is a file of its own, with its own books: a tablet loads the shell and the one place it was paired for. */
export function pagesOf(library: Library, shelf: Pick<HallLog, 'open'>): Pages {
  return {
    '/pair': fetching(library, shelf, () => import('./pairing/PairScreen.vue'), 'pairing'),
    '/setup': fetching(library, shelf, () => import('./setup/SetupScreen.vue'), 'locks', 'setup'),
    '/reception': fetching(library, shelf, () => import('./reception/ReceptionScreen.vue'), 'reception'),
    '/counter': fetching(library, shelf, () => import('./counter/CounterScreen.vue'), 'counter'),
    '/backoffice': fetching(library, shelf, () => import('./backoffice/BackofficeScreen.vue'), 'backoffice'),
    '/wall': fetching(library, shelf, () => import('./wall/WallScreen.vue'), 'wall'),
    '/second': fetching(library, shelf, () => import('./wall/SecondScreen.vue'), 'connection', 'wall'),
    '/manager': fetching(library, shelf, () => import('./manager/ManagerScreen.vue'), 'today'),
  }
}
