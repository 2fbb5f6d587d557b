import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import type { App, Component } from 'vue'
import { provideTablet } from '#app/useTablet.ts'
import { createLibrary, type Language, libraryKey } from '#app/words/words.ts'
import type { Tablet } from '#device/tablet.ts'
import { en, zh } from './books.ts'

interface Shown {
  readonly tablet: Tablet
  readonly language?: Language
  readonly props?: Record<string, unknown>
}

/** Mounts a whole screen on a tablet, attached to the page; unmounting stops following the tablet. */
export function mountScreen(screen: Component, { tablet, language = 'zh-CN', props = {} }: Shown): VueWrapper {
  const follow = {
    install(app: App) {
      const { stop } = provideTablet(app, tablet)
      app.onUnmount(stop)
    },
  }
  return mount(screen, {
    attachTo: document.body,
    props,
    global: {
      plugins: [createPinia(), follow],
      provide: { [libraryKey]: createLibrary(language, language === 'en' ? en : zh) },
    },
  })
}
