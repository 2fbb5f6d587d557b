import { createRouter, type RouteRecordRaw, type Router, type RouterHistory } from 'vue-router'
import type { HallLog } from '#device/hallLog/hallLog.ts'
import type { Tablet } from '#device/tablet.ts'
import { lacksSheet } from '#domain/settings/queries.ts'
import { homeOf } from './home.ts'
import { fetching } from './later.ts'
import LoadingState from './ui/LoadingState.vue'
import type { Library } from './words/words.ts'

interface Opened {
  readonly tablet: Tablet
  readonly library: Library
  readonly history: RouterHistory
}

/** Leads a tablet to its own place and nowhere else. A pairing link keeps its code when the tablet is not paired yet. */
export function createAppRouter({ tablet, library, history }: Opened): Router {
  const router = createRouter({ history, routes: routesTo(library, tablet.log) })
  router.beforeEach(async (to) => {
    const { identity } = tablet
    // Founding ends with the recovery sheet: until it was read back there is nothing else here, also after a restart.
    const isFounding =
      identity?.place === 'manager' && lacksSheet(tablet.log.hall) && (await tablet.openHeldSheet()).isHeld
    const home = isFounding ? '/setup' : homeOf(identity, tablet.log.hall)
    // The last page of the set-up stays open although the hall is not new any more.
    const stays = to.path === '/setup' && identity?.place === 'manager'
    return to.path === home || stays || { path: home, replace: true }
  })
  return router
}

/** Every place is a file of its own, with its own books: a tablet loads the shell and the one place it was paired for. */
function routesTo(library: Library, shelf: Pick<HallLog, 'open'>): RouteRecordRaw[] {
  return [
    { path: '/pair', component: fetching(library, shelf, () => import('./pairing/PairScreen.vue'), 'pairing') },
    {
      path: '/setup',
      component: fetching(library, shelf, () => import('./setup/SetupScreen.vue'), 'locks', 'setup'),
    },
    {
      path: '/reception',
      component: fetching(library, shelf, () => import('./reception/ReceptionScreen.vue'), 'reception'),
    },
    {
      path: '/counter',
      component: fetching(library, shelf, () => import('./counter/CounterScreen.vue'), 'counter'),
    },
    {
      path: '/backoffice',
      component: fetching(library, shelf, () => import('./backoffice/BackofficeScreen.vue'), 'backoffice'),
    },
    { path: '/wall', component: fetching(library, shelf, () => import('./wall/WallScreen.vue'), 'wall') },
    { path: '/manager', component: fetching(library, shelf, () => import('./manager/ManagerScreen.vue'), 'today') },
    // Nobody stays here: every other address leads home.
    { path: '/:elsewhere(.*)*', component: LoadingState },
  ]
}
