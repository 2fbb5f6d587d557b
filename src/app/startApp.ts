import { createPinia } from 'pinia'
import { createApp } from 'vue'
import type { Hindrance } from '#device/browser/hindrances.ts'
import type { Tablet } from '#device/tablet.ts'
import App from './App.vue'
import { fetching } from './later.ts'
import { pagesOf } from './pages.ts'
import { followPreferences, usePreferences } from './preferences.ts'
import { provideTablet } from './useTablet.ts'
import { openWay, wayKey } from './way.ts'
import { libraryKey, openLibrary } from './words/words.ts'
import './style/tokens.css'
import './style/base.css'

interface Start {
  readonly openTablet: () => Promise<Tablet>
  /** Why it could not be opened. */
  readonly hindranceOf: (fault: unknown) => Promise<Hindrance>
  readonly root: HTMLElement
}

/**
 * Puts the app on the page: words and tablet are opened side by side, then the tablet's own place is shown. When the
 * tablet cannot be opened, the page says so and offers nothing that would not be saved.
 */
export async function startApp({ openTablet, hindranceOf, root }: Start): Promise<void> {
  const pinia = createPinia()
  const preferences = usePreferences(pinia)
  const opening = openTablet().then(
    (tablet) => ({ ok: true as const, tablet }),
    (fault: unknown) => ({ ok: false as const, fault }),
  )
  const library = await openLibrary(preferences.language)
  followPreferences({ preferences, library, root: document.documentElement })
  const opened = await opening
  if (!opened.ok) {
    console.error(opened.fault)
    const detail = opened.fault instanceof Error ? opened.fault.message : String(opened.fault)
    // No hall is open: nothing is taken off its shelf.
    const shelf = { open: () => Promise.resolve() }
    const [{ default: UnavailableScreen }, why] = await Promise.all([
      fetching(library, shelf, () => import('./shell/UnavailableScreen.vue'), 'unavailable')(),
      hindranceOf(opened.fault),
    ])
    createApp(UnavailableScreen, { why, detail }).use(pinia).provide(libraryKey, library).mount(root)
    return
  }
  const way = await openWay(opened.tablet, pagesOf(library, opened.tablet.log))
  way.follow()
  const app = createApp(App).use(pinia).provide(libraryKey, library).provide(wayKey, way)
  provideTablet(app, opened.tablet)
  app.mount(root)
  import('./askToKeep.ts').then(({ askToKeep }) => askToKeep(opened.tablet)).catch(console.error)
  import('./tellingHowItIs.ts').then(({ tellHowItIs }) => tellHowItIs(opened.tablet)).catch(console.error)
}
