import { describe, expect, it } from 'vitest'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountApp, pageText, press } from '#support/mountApp.ts'
import { until } from '#support/until.ts'

const knocks = [{ tablet: 'd_other', name: '前台 2', place: 'reception' }] as const

describe('a tablet that knocks at another tablet’s door', () => {
  it('is named to a manager, with where to go, until they have seen it', async () => {
    const tablet = createFakeTablet({ place: 'reception', by: STAFF.chen })
    tablet.setStatus({ knocks })
    const { app } = await mountApp(tablet)
    await until(() => pageText().includes('请求加入'))
    await press('请求加入')
    await until(() => pageText().includes('在请求加入'))
    expect(pageText()).toContain('“前台 2”（前台）在请求加入，请到“未知平板”上放行')
    await press('知道了')
    expect(pageText()).not.toContain('请求加入')
    app.unmount()
  })

  it('is nothing to a clerk, and is told in another tab of the tablet that made the code too', async () => {
    const clerks = createFakeTablet({ place: 'reception', by: STAFF.wang })
    clerks.setStatus({ knocks })
    const { app } = await mountApp(clerks)
    await atRest()
    expect(pageText()).not.toContain('请求加入')
    app.unmount()
    document.body.replaceChildren()
    const own = createFakeTablet({ place: 'reception', by: STAFF.chen })
    own.setStatus({ knocks: [{ ...knocks[0], tablet: 'd_self' }] })
    const second = await mountApp(own)
    await until(() => pageText().includes('请求加入'))
    second.app.unmount()
  })

  it('leads on the tablet that made the code to the sheet that lets it in', async () => {
    const tablet = createFakeTablet({ place: 'reception', by: STAFF.chen })
    const { app } = await mountApp(tablet)
    await tablet.openDoor({ place: 'counter', name: '3 号台' })
    tablet.knock()
    await until(() => pageText().includes('请求加入'))
    await press('请求加入')
    await until(() => pageText().includes('“3 号台”（窗口）在请求加入，在这台平板上放行。'))
    await press('去放行')
    await until(() => pageText().includes('0417'))
    await press('放行')
    expect([...tablet.log.hall.tablets.values()].map(({ name }) => name)).toContain('3 号台')
    app.unmount()
  })

  it('stands with a new version in one place in the head of the screen, where it covers nothing', async () => {
    const tablet = createFakeTablet({ place: 'reception', by: STAFF.chen })
    tablet.setStatus({ knocks, updateWaits: true })
    const { app } = await mountApp(tablet)
    await until(() => pageText().includes('提醒 2'))
    const chip = [...document.querySelectorAll('button')].find((each) => each.textContent?.includes('提醒 2'))
    expect(chip?.closest('header')).not.toBeNull()
    await press('提醒 2')
    await until(() => pageText().includes('新版本已就绪'))
    expect(pageText()).toContain('在请求加入')
    app.unmount()
  })
})
