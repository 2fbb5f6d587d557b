import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import LogTab from '#app/manager/LogTab.vue'
import RedactPage from '#app/manager/RedactPage.vue'
import { listBackup } from '#domain/continuity/commands.ts'
import type { Hall } from '#domain/whole.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press, typeInto } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

const router = { backup: 'router', name: '应急路由', where: '后台柜', keeper: '张三的手机', phone: '138' } as const

async function open(by: string = STAFF.chen, found?: Hall) {
  const tablet = createFakeTablet({ place: 'counter', by, ...(found ? { found } : {}) })
  const colleague = tablet.colleague('manager', STAFF.chen)
  colleague.perform(listBackup, { id: null, ...router, name: '备用电源', keeper: '' })
  colleague.perform(listBackup, { id: null, ...router })
  shown = mountScreen(RedactPage, { tablet })
  await atRest()
  return tablet
}

describe('what somebody wrote and should not have', () => {
  it('is found by a word of it, shown with what goes and what stays, and taken out by a long press', async () => {
    const tablet = await open()
    expect(pageText()).toContain('备用电源')
    expect(pageText(), 'no codes among what was written').not.toContain('router')
    await typeInto('查找', '张三')
    expect(pageText()).toContain('应急路由')
    expect(pageText()).not.toContain('备用电源')
    await press('抹去')
    expect(pageText()).toContain('运行满一天后真正删除')
    expect(pageText()).toContain('会留下：时间、谁写的、哪一类')
    const told: unknown[] = []
    tablet.log.onChange(({ events }) => told.push(...events.map(({ kind, body }) => ({ kind, ...body }))))
    findByRole('button', '抹去（按住 1.5 秒）').click()
    await atRest()
    expect(told).toEqual([{ kind: 'LineRedacted', n: 2, hash: '0'.repeat(64), why: 'names-somebody' }])
    await typeInto('查找', '')
    expect(pageText()).toContain('内容已抹去（09:00，老陈）。')
    expect(pageText()).not.toContain('张三')
  })

  it('is given back by a manager who took out the wrong one, as long as it is only hidden', async () => {
    const { hall } = createFakeTablet().log
    const tablet = await open(STAFF.chen, { ...hall, authority: { ...hall.authority, root: 'B'.repeat(87) } })
    await typeInto('查找', '张三')
    await press('抹去')
    findByRole('button', '抹去（按住 1.5 秒）').click()
    await atRest()
    expect(pageText()).toContain('已隐藏，还没有删除')
    expect(pageText()).toContain('本机开着的话，11-24 09:00 彻底删除。')
    const told: unknown[] = []
    tablet.log.onChange(({ events }) => told.push(...events.map(({ kind }) => kind)))
    await press('停下，恢复内容')
    expect(told).toEqual(['DestroyingStopped'])
    expect(pageText()).not.toContain('已隐藏，还没有删除')
    expect(pageText()).toContain('张三')
  })

  it('stays hidden when nobody is signed in any more who may give it back, and the page says why', async () => {
    const { hall } = createFakeTablet().log
    const tablet = await open(STAFF.chen, { ...hall, authority: { ...hall.authority, root: 'B'.repeat(87) } })
    await typeInto('查找', '张三')
    await press('抹去')
    findByRole('button', '抹去（按住 1.5 秒）').click()
    await atRest()
    tablet.signOut()
    await press('停下，恢复内容')
    expect(pageText()).toContain('已隐藏，还没有删除')
    expect(pageText()).toContain('请先登录')
  })

  it('is taken out by a manager and by nobody else', async () => {
    await open(STAFF.wang)
    await typeInto('查找', '张三')
    await press('抹去')
    findByRole('button', '抹去（按住 1.5 秒）').click()
    await atRest()
    expect(pageText()).toContain('您的岗位不能做这一步')
  })
})

describe('the page of the log', () => {
  it('shows first what counts for nobody, and on the next tap what may be taken out', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    shown = mountScreen(LogTab, { tablet })
    await atRest()
    findByRole('radio', '抹去文字').click()
    await atRest()
    expect(pageText()).toContain('还没有大家自己写的话。')
  })
})
