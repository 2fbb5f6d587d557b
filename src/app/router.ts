import { createRouter, type RouteRecordRaw, type Router, type RouterHistory } from 'vue-router'
import type { Tablet } from '#device/tablet.ts'
import { homeOf } from './home.ts'
import LoadingState from './ui/LoadingState.vue'

// Every place is a file of its own: a tablet loads the shell and the one place it was paired for.
const routes: readonly RouteRecordRaw[] = [
  { path: '/pair', component: () => import('./pairing/PairScreen.vue') },
  { path: '/setup', component: () => import('./setup/SetupScreen.vue') },
  { path: '/reception', component: () => import('./reception/ReceptionScreen.vue') },
  { path: '/counter', component: () => import('./counter/CounterScreen.vue') },
  { path: '/backoffice', component: () => import('./backoffice/BackofficeScreen.vue') },
  { path: '/wall', component: () => import('./wall/WallScreen.vue') },
  { path: '/manager', component: () => import('./manager/ManagerScreen.vue') },
  // Nobody stays here: every other address leads home.
  { path: '/:elsewhere(.*)*', component: LoadingState },
]

/** Leads a tablet to its own place and nowhere else. A pairing link keeps its code when the tablet is not paired yet. */
export function createAppRouter({ tablet, history }: { tablet: Tablet; history: RouterHistory }): Router {
  const router = createRouter({ history, routes: [...routes] })
  router.beforeEach((to) => {
    const home = homeOf(tablet.identity, tablet.log.hall)
    // The last page of the set-up stays open although the hall is not new any more.
    const stays = to.path === '/setup' && tablet.identity?.place === 'manager'
    return to.path === home || stays || { path: home, replace: true }
  })
  return router
}
