/** @module Files of screens share one page in turn: each begins where nothing is kept and nothing is shown. */
import { disableAutoUnmount, enableAutoUnmount } from '@vue/test-utils'
import { afterEach, vi } from 'vitest'

// What a test has shown ends with it: a part that is fetched later must not look for a page that has gone.
afterEach(() => document.body.replaceChildren())
disableAutoUnmount()
enableAutoUnmount(afterEach)

vi.restoreAllMocks()
vi.useRealTimers()
// A browser of the hall; a screen that nobody has set speaks its language.
Object.defineProperty(navigator, 'languages', { configurable: true, get: () => ['zh-CN', 'en'] })
window.localStorage.clear()
window.sessionStorage.clear()
document.body.replaceChildren()
document.documentElement.removeAttribute('lang')
document.documentElement.removeAttribute('data-theme')
