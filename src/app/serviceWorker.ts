/// <reference lib="webworker" />
/**
 * The service worker: the app's own files, so that a tablet starts with the hall server dead. It never touches `/api`
 * and nothing but GET. A new version installs whole or not at all, waits until a person lets it start, and the files of
 * the version before stay until no tab can still ask for them.
 */
import { PrecacheController, PrecacheRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: { url: string; revision: string | null }[]
}

const files = new PrecacheController({ plugins: [{ cacheWillUpdate: onlyOurFiles }] })
files.addToCacheList(self.__WB_MANIFEST)

self.addEventListener('install', (event) => {
  files.install(event)
})

// A page that was open before its files were kept would find its later parts missing once the hall server is dead.
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting())
})

self.addEventListener('fetch', (event) => {
  // Only a start without any other tab is certain that nobody needs the files of an older version.
  if (event.request.mode === 'navigate') event.waitUntil(cleanUpWhenAlone(event))
})

registerRoute(new PrecacheRoute(files))
registerRoute(new NavigationRoute(files.createHandlerBoundToURL('index.html'), { denylist: [/^\/api\//] }))
// What an older version's tab still asks for lies beside the present files under its own hashed name.
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'), olderFile)

async function olderFile({ request }: { request: Request }): Promise<Response> {
  return (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request)
}

async function cleanUpWhenAlone(event: FetchEvent): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (tabs.some(({ id }) => id !== event.resultingClientId)) return
  const cache = await caches.open(files.strategy.cacheName)
  const wanted = new Set(files.getURLsToCacheKeys().values())
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request)
}

/** A captive portal answers everything with its own page and 200: such a file makes the installation fail. */
async function onlyOurFiles({ request, response }: { request: Request; response: Response }): Promise<Response | null> {
  if (response.status !== 200 || response.redirected) return null
  const isPage = response.headers.get('Content-Type')?.includes('text/html') ?? false
  if (!new URL(request.url).pathname.endsWith('.html')) return isPage ? null : response
  return isPage && (await response.clone().text()).includes('<div id="app">') ? response : null
}
