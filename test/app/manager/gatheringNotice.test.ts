import { describe, expect, it } from 'vitest'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountApp, pageText, press } from '#support/mountApp.ts'
import { until } from '#support/until.ts'

describe('the hall server has lost records', () => {
  const gathers = {
    epoch: 'e_2',
    isOver: false,
    untilTold: false,
    waitsFor: [],
    brought: [],
    lacking: [],
    lackingPapers: 0,
    ms: 65_400,
  }

  it('is told to the manager as something that ends by itself', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    tablet.setStatus({ gathers })
    const { app } = await mountApp(tablet)
    await until(() => pageText().includes('正在从各台平板收回'))
    expect(pageText()).toContain('送齐以前服务器不发新的号段')
    expect(pageText()).not.toContain('第二次')
    expect(pageText()).toContain('已经收了 1 分 5 秒')
    // What only the server that was had is named by journal and number, and by nobody’s name.
    const journal = 'j_00112233445566aa'
    tablet.setStatus({
      gathers: { ...gathers, isOver: true, lacking: [{ journal, from: 7, to: 9 }], lackingPapers: 2 },
    })
    await until(() => pageText().includes('用了 1 分 5 秒，照常发号段了'))
    expect(pageText()).toContain(`${journal} 第 7–9 条：有平板知道写过，还没有谁送回`)
    expect(pageText()).toContain('2 份单据（照片、签名、表单）有记录，门店服务器上没有，也没有谁送来')
    app.unmount()
  })

  it('waits for the manager’s word when it is the second time within an hour, and says why', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    tablet.setStatus({ gathers: { ...gathers, untilTold: true } })
    const { app } = await mountApp(tablet)
    await until(() => pageText().includes('一小时内的第二次'))
    expect(pageText()).toContain('在您按下以前，服务器不发新的号段')
    const said: string[] = []
    tablet.log.onChange(({ events }) => said.push(...events.map(({ kind, subject }) => `${kind} ${subject}`)))
    await press('不等了恢复发号段；没送齐的平板以后连上仍会送回')
    await until(() => said.includes('GatheringEnded e_2'))
    app.unmount()
  })
})
