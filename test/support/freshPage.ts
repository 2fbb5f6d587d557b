/** @module Files of screens share one page in turn: each begins where nothing is kept and nothing is shown. */
import { vi } from 'vitest'

vi.restoreAllMocks()
vi.useRealTimers()
// A browser of the hall; a screen that nobody has set speaks its language.
Object.defineProperty(navigator, 'languages', { configurable: true, get: () => ['zh-CN', 'en'] })
window.localStorage.clear()
window.sessionStorage.clear()
document.body.replaceChildren()
document.documentElement.removeAttribute('lang')
document.documentElement.removeAttribute('data-theme')
