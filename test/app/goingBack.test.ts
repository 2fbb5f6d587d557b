import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, PIN, STAFF } from '#support/fakeTablet.ts'
import { mountApp, press } from '#support/mountApp.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
  vi.restoreAllMocks()
})

/** Back on the device: the entry on top of the history goes. */
async function back(): Promise<void> {
  window.dispatchEvent(new PopStateEvent('popstate'))
  await atRest()
}
const dialogs = () => document.querySelectorAll('[role="dialog"]').length

async function counter() {
  const push = vi.spyOn(history, 'pushState')
  const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang })
  const { app, path } = await mountApp(tablet)
  shown = app
  return { tablet, path, entries: () => push.mock.calls.length }
}

it('closes a sheet over the whole screen with Back, and stays in the app', async () => {
  const { path, entries } = await counter()
  expect(entries()).toBe(0)
  await press('紧急')
  await until(() => dialogs() === 1)
  expect(entries()).toBe(1)
  await back()
  expect([dialogs(), path()]).toEqual([0, '/counter'])
  // It guards nothing any more, so that the next Back leaves; what is opened then has an entry of its own.
  await press('紧急')
  await until(() => dialogs() === 1)
  expect(entries()).toBe(2)
})

it('closes the latest of what lies one over the other, and keeps the other', async () => {
  await counter()
  await press('小王 的账户')
  await press('修改我的密码')
  await until(() => dialogs() > 0)
  await press('紧急')
  await until(() => document.querySelector('.fullSheet') !== null)
  await back()
  expect([document.querySelector('.fullSheet'), document.querySelector('.sheet') !== null]).toEqual([null, true])
  await back()
  expect(document.querySelector('.sheet')).toBeNull()
})

it('closes nothing that a lock covers', async () => {
  const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
  shown = (await mountApp(tablet, '/manager?tab=tablets&add=1')).app
  await until(() => dialogs() > 0)
  tablet.signOut()
  await atRest()
  await back()
  await tablet.signIn(STAFF.chen, PIN)
  await atRest()
  expect(dialogs()).toBe(1)
  await back()
  expect(dialogs()).toBe(0)
})
