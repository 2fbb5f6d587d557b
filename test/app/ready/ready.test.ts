import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountApp, pageText, press, typeInto } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { until } from '#support/until.ts'

let app: VueWrapper | undefined
afterEach(() => {
  app?.unmount()
})
const score = () => Number(/就绪度 (\d+)/.exec(pageText())?.[1])

async function atTheManager() {
  const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
  const mounted = await mountApp(tablet)
  app = mounted.app
  await until(() => pageText().includes('看缺什么'))
  return tablet
}

describe('the page of readiness', () => {
  it('is nagged about on the manager’s first page, and says what is missing', async () => {
    await atTheManager()
    expect(pageText()).toMatch(/就绪度 \d+（满分 100），还差 \d+ 样。/)
    await press('看缺什么')
    await until(() => pageText().includes('没有写集合点'))
    expect(pageText()).toContain('还没有平面图')
  })

  it('leads to what is to be filled in, and counts it when it is', async () => {
    await atTheManager()
    await press('看缺什么')
    await until(() => pageText().includes('没有写集合点'))
    const before = score()
    await press('填集合点')
    await until(() => pageText().includes('疏散时要逐区搜的地方'))
    await typeInto('集合点', '邮局门前')
    document.querySelector<HTMLFormElement>('.settingsForm:has(.variables)')?.requestSubmit()
    await atRest()
    findByRole('radio', '就绪度').click()
    await until(() => pageText().includes('还没有平面图'))
    expect(pageText()).not.toContain('没有写集合点')
    expect(score()).toBeGreaterThan(before)
  })

  it('leads to other pages of the manager’s as well', async () => {
    await atTheManager()
    await press('看缺什么')
    await until(() => pageText().includes('不到两位'))
    await press('添加经理')
    await until(() => pageText().includes('导入名单'))
  })

  it('opens the book of plans where something of it is missing', async () => {
    await atTheManager()
    await press('看缺什么')
    await until(() => pageText().includes('还没有平面图'))
    await press('去画')
    await until(() => pageText().includes('修改平面图'))
  })
})
