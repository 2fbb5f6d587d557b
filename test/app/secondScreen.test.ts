import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { createFakeTablet } from '#support/fakeTablet.ts'
import { mountApp, pageText, press } from '#support/mountApp.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
  vi.restoreAllMocks()
})

it('shows the wall at a counter where nobody is signed in, without the lock or the red button over it, and leads back (Q39)', async () => {
  vi.spyOn(window, 'close').mockImplementation(() => undefined)
  const { app, path } = await mountApp(createFakeTablet({ place: 'counter' }), '/second')
  shown = app
  await until(() => document.querySelector('[aria-label="关闭本屏"]') !== null)
  expect(path()).toBe('/second')
  expect(document.querySelector('.wall')).not.toBeNull()
  expect([pageText().includes('紧急'), pageText().includes('密码')]).toEqual([false, false])
  const led = vi.spyOn(location, 'replace').mockImplementation(() => undefined)
  await press('关闭本屏')
  expect(led).toHaveBeenCalledWith('/counter')
})

it('shows no wall where a tablet is in no hall yet', async () => {
  const { app, path } = await mountApp(createFakeTablet({ unpaired: true }), '/second')
  shown = app
  expect(path()).toBe('/pair')
})
