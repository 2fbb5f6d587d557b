import { describe, expect, it } from 'vitest'
import type { Place } from '#domain/kind.ts'
import { changeStaff } from '#domain/staff/commands.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountApp, pageText, press, typeInto } from '#support/mountApp.ts'
import { until } from '#support/until.ts'

async function at(place: Place, by: string) {
  const tablet = createFakeTablet({ place, by })
  const { app } = await mountApp(tablet)
  return { tablet, app }
}

const openPages = async () => {
  await press('老陈 的账户')
  await until(() => pageText().includes('经理页面'))
  await press('经理页面')
  await until(() => pageText().includes('经理页面 · 老陈'))
}
const tab = async (name: string) => {
  const found = [...document.querySelectorAll<HTMLElement>('[role="tab"]')].find((each) => each.textContent === name)
  found?.dispatchEvent(new MouseEvent('mousedown', { button: 0, bubbles: true }))
  await atRest()
}

describe('a manager at a desk whose tablet is not the manager’s', () => {
  it.each(['reception', 'counter', 'backoffice'] as const)('changes the hall’s settings there: %s', async (place) => {
    const { tablet, app } = await at(place, STAFF.chen)
    await openPages()
    await tab('营业厅设置')
    await until(() => pageText().includes('综合屏提示条'))
    await typeInto('营业厅名称', '城南营业厅')
    document.querySelector('form')?.requestSubmit()
    await until(() => tablet.log.hall.settings.name === '城南营业厅')
    app.unmount()
  })

  it('finds the place of the tablet again below', async () => {
    const { app } = await at('counter', STAFF.chen)
    await openPages()
    await press('回到本机的岗位')
    expect(pageText()).not.toContain('经理页面 · 老陈')
    app.unmount()
  })

  it('is told why they close, when the role is taken away meanwhile', async () => {
    const { tablet, app } = await at('counter', STAFF.chen)
    await openPages()
    const elsewhere = tablet.colleague('manager', STAFF.chen)
    elsewhere.perform(changeStaff, { staff: STAFF.wang, roles: ['front', 'manager'] })
    elsewhere.perform(changeStaff, { staff: STAFF.chen, roles: ['front'] })
    await until(() => pageText().includes('经理页面已关闭'))
    expect(pageText()).toContain('您的经理岗位刚刚被取消')
    await press('回到本机的岗位')
    expect(pageText()).not.toContain('经理页面')
    app.unmount()
  })

  it('leaves nothing of them open to whoever signs in next', async () => {
    const { tablet, app } = await at('reception', STAFF.chen)
    await openPages()
    tablet.signOut()
    await atRest()
    expect(pageText()).not.toContain('经理页面')
    await tablet.signIn(STAFF.chen, '284617')
    await atRest()
    expect(pageText()).not.toContain('经理页面 ·')
    app.unmount()
  })
})

describe('whoever is no manager', () => {
  it('is not offered the manager’s pages', async () => {
    const { app } = await at('reception', STAFF.wang)
    await press('小王 的账户')
    await until(() => pageText().includes('修改我的密码'))
    expect(pageText()).not.toContain('经理页面')
    app.unmount()
  })
})

describe('the manager’s own tablet', () => {
  it('has them as its place, and offers no second way', async () => {
    const { app } = await at('manager', STAFF.chen)
    await press('老陈 的账户')
    await until(() => pageText().includes('修改我的密码'))
    expect([...document.querySelectorAll('button')].map((each) => each.textContent?.trim())).not.toContain('经理页面')
    app.unmount()
  })

  it('asks for the next tablet once after the founding, and shows the list of tablets to whoever comes back', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    const { app } = await mountApp(tablet, '/manager?tab=tablets&add=1')
    await until(
      () => [...document.querySelectorAll('[role="dialog"]')].some((each) => each.textContent.includes('添加平板')),
      () => `${location.href} ${document.body.textContent}`,
    )
    await press('关闭')
    await tab('员工')
    await tab('平板')
    await until(() => pageText().includes('停用') || pageText().includes('本机'), pageText)
    expect(document.querySelector('[role="dialog"]')).toBeNull()
    app.unmount()
  })
})
