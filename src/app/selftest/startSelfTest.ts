import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { selfTest, thisBrowser, tryCamera } from '#device/browser/selfTest.ts'
import { followPreferences, usePreferences } from '../preferences.ts'
import { libraryKey, openLibrary } from '../words/words.ts'
import SelfTest from './SelfTest.vue'

/** Shows what is still wrong with this tablet. It opens no store: also where none can be opened it has something to say. */
export async function startSelfTest(root: HTMLElement): Promise<void> {
  const pinia = createPinia()
  const preferences = usePreferences(pinia)
  const library = await openLibrary(preferences.language)
  await library.open(['selfTest', 'unavailable'])
  followPreferences({ preferences, library, root: document.documentElement })
  createApp(SelfTest, { test: () => selfTest(thisBrowser), tryCamera })
    .use(pinia)
    .provide(libraryKey, library)
    .mount(root)
}
