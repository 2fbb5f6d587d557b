import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import type { App, Component } from 'vue'
import { provideTablet } from '#app/useTablet.ts'
import { type Words, wordsKey } from '#app/words/words.ts'
import { zh } from '#app/words/zh.ts'
import type { Tablet } from '#device/tablet.ts'

interface Shown {
  readonly tablet: Tablet
  readonly words?: Words
  readonly props?: Record<string, unknown>
}

/** Mounts a whole screen on a tablet, attached to the page; unmounting stops following the tablet. */
export function mountScreen(screen: Component, { tablet, words = zh, props = {} }: Shown): VueWrapper {
  const follow = {
    install(app: App) {
      const { stop } = provideTablet(app, tablet)
      app.onUnmount(stop)
    },
  }
  return mount(screen, {
    attachTo: document.body,
    props,
    global: { plugins: [createPinia(), follow], provide: { [wordsKey]: words } },
  })
}
