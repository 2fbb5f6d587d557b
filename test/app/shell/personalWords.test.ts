import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountApp, pageText, press, typeInto } from '#support/mountApp.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

async function submitNotice(notice: string) {
  const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
  const opened = await mountApp(tablet)
  shown = opened.app
  await opened.go('/manager')
  const tab = [...document.querySelectorAll<HTMLElement>('[role=tab]')].find(({ textContent }) =>
    textContent?.includes('营业厅设置'),
  )
  tab?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }))
  tab?.click()
  await atRest()
  await typeInto('综合屏提示条', notice)
  document.querySelector('form')?.requestSubmit()
  await atRest()
  return tablet
}

describe('words that look like a customer’s number', () => {
  it('are not saved before somebody has looked at them once more: they go back and reword them', async () => {
    const tablet = await submitNotice('请拨 138 0013 8000')
    expect(pageText()).toContain('“138 0013 8000”像电话、证件或卡号。')
    await press('回去改写')
    expect(tablet.log.hall.settings.notice).not.toContain('138')
    expect(pageText()).toContain('像客户的号码，没有保存，请改写。')
  })

  it('are saved once somebody says that they are not about a customer', async () => {
    const tablet = await submitNotice('请拨 138 0013 8000')
    await press('不是客户信息，照样保存')
    expect(tablet.log.hall.settings.notice).toBe('请拨 138 0013 8000')
  })

  it('hold up nothing else', async () => {
    const tablet = await submitNotice('12 月 1 日起营业到 20:00')
    expect(tablet.log.hall.settings.notice).toBe('12 月 1 日起营业到 20:00')
  })
})
