import { afterEach, describe, expect, it } from 'vitest'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountApp, pageText, press } from '#support/mountApp.ts'
import { until } from '#support/until.ts'

afterEach(() => document.body.replaceChildren())

const knocks = [{ tablet: 'd_other', name: '前台 2', place: 'reception' }] as const

describe('a tablet that knocks at another tablet’s door', () => {
  it('is named to a manager, with where to go, until they have seen it', async () => {
    const tablet = createFakeTablet({ place: 'reception', by: STAFF.chen })
    tablet.setStatus({ knocks })
    const { app } = await mountApp(tablet)
    await until(() => pageText().includes('在请求加入'))
    expect(pageText()).toContain('“前台 2”（前台）在请求加入，请到“未知平板”上放行')
    await press('关闭')
    expect(pageText()).not.toContain('在请求加入')
    app.unmount()
  })

  it('is nothing to a clerk, and nothing on the tablet that made the code, which shows it itself', async () => {
    const clerks = createFakeTablet({ place: 'reception', by: STAFF.wang })
    clerks.setStatus({ knocks })
    const { app } = await mountApp(clerks)
    await atRest()
    expect(pageText()).not.toContain('在请求加入')
    app.unmount()
    document.body.replaceChildren()
    const own = createFakeTablet({ place: 'reception', by: STAFF.chen })
    own.setStatus({ knocks: [{ ...knocks[0], tablet: 'd_self' }] })
    const second = await mountApp(own)
    await atRest()
    expect(pageText()).not.toContain('在请求加入')
    second.app.unmount()
  })
})
