import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import type { App as VueApp } from 'vue'
import App from '#app/App.vue'
import { pagesOf } from '#app/pages.ts'
import { provideTablet } from '#app/useTablet.ts'
import { openWay, wayKey } from '#app/way.ts'
import { createLibrary, libraryKey } from '#app/words/words.ts'
import type { Tablet } from '#device/tablet.ts'
import { atRest } from './atRest.ts'
import { zh } from './books.ts'
import { findByRole } from './mountPart.ts'

const theBrowser = window as unknown as { readonly happyDOM: { setURL(address: string): void } }

/** Mounts the whole app at an address, as a browser would open it, and waits until a place is on the screen. */
export async function mountApp(
  tablet: Tablet,
  address = '/',
): Promise<{ app: VueWrapper; path: () => string; go: (address: string) => Promise<void> }> {
  const library = createLibrary('zh-CN', zh)
  // Some test before may have followed a link: whoever opens a page is at its address.
  theBrowser.happyDOM.setURL(new URL(address, 'http://localhost:3000').href)
  const way = await openWay(tablet, pagesOf(library, tablet.log))
  const stopFollowing = way.follow()
  const follow = {
    install(app: VueApp) {
      const { stop } = provideTablet(app, tablet)
      app.onUnmount(stop)
      app.onUnmount(stopFollowing)
    },
  }
  const app = mount(App, {
    attachTo: document.body,
    global: { plugins: [createPinia(), follow], provide: { [libraryKey]: library, [wayKey]: way } },
  })
  await atRest()
  return {
    app,
    path: () => way.path.value,
    async go(to) {
      history.pushState(null, '', to)
      window.dispatchEvent(new PopStateEvent('popstate'))
      await atRest()
    },
  }
}

/** What is written on the page now, sheets and dialogs included. */
export const pageText = (): string => (document.body.textContent ?? '').replace(/\s+/g, ' ').trim()

/** Types into the field with this label. */
export async function typeInto(label: string, text: string): Promise<void> {
  const name = [...document.querySelectorAll('label')].find((each) => each.textContent?.trim().startsWith(label))
  const field = name && document.getElementById(name.htmlFor)
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
    throw new Error(`no field is labelled ${label}`)
  field.value = text
  field.dispatchEvent(new Event('input'))
  await atRest()
}

/** Taps the button with this name and waits until the tablet has answered. */
export async function press(name: string): Promise<void> {
  findByRole('button', name).click()
  await atRest()
}

/** Taps six digits, one after the other. */
export async function typePin(pin: string): Promise<void> {
  for (const digit of pin) await press(digit)
}
