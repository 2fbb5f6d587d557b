import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import RecordsPage from '#app/plans/RecordsPage.vue'
import ReportPanel from '#app/reports/ReportPanel.vue'
import { planOf } from '#content/plans/library.ts'
import { reportCasualty } from '#domain/casualties/commands.ts'
import { closeDay } from '#domain/day/commands.ts'
import { countVisitors, declareIncident, standDown, tickStep } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

async function begun(plan: string): Promise<FakeTablet> {
  const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
  await tablet.log.perform(declareIncident, { plan, version: 1, level: 2 })
  return tablet
}
const runs = (tablet: FakeTablet) => foremost(tablet.log.hall)!
function show(tablet: FakeTablet): void {
  shown?.unmount()
  const incident = runs(tablet)
  shown = mountScreen(ReportPanel, { tablet, props: { incident, plan: planOf(incident.plan) } })
}
const fieldText = (label: string): string => {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent.trim().startsWith(label))
  return (document.getElementById(found?.htmlFor ?? '') as HTMLTextAreaElement | null)?.value ?? ''
}

describe('the first report', () => {
  it.each(['P01', 'P03'])('of %s is at least 70 % there before anybody has typed a word', async (plan) => {
    const tablet = await begun(plan)
    await tablet.log.perform(tickStep, { incident: runs(tablet).id, step: `${plan}-BO-1`, behalf: false })
    show(tablet)
    const [, auto = '0', of = '1'] = /自动填写 (\d+)\/(\d+) 项/.exec(pageText()) ?? []
    expect(Number(of)).toBe(15)
    expect(Number(auto) / Number(of)).toBeGreaterThanOrEqual(0.7)
    expect(fieldText('已采取措施')).toMatch(/^09:00 完成 拨/)
    expect(fieldText('事件类型和级别')).toContain('Ⅱ级')
  })

  it('says of every figure whether it is verified, and goes out only once', async () => {
    const tablet = await begun('P01')
    const { id } = runs(tablet)
    await tablet.log.perform(countVisitors, { incident: id, safe: 12, missing: 1 })
    await tablet.log.perform(reportCasualty, { incident: id, severity: 'serious', place: '门口' })
    show(tablet)
    expect(fieldText('人员情况')).toBe(
      '死亡 0（待核实），重伤 1（待核实），轻伤 0（待核实），失联 1（待核实），已疏散 12（待核实）',
    )
    await press('签发首报')
    expect(runs(tablet).reports).toMatchObject([{ report: 'first' }])

    // Somebody was found: the follow-up says that, and nothing that has been said.
    tablet.pass(10)
    await tablet.log.perform(countVisitors, { incident: id, safe: 13, missing: 0 })
    show(tablet)
    await atRest()
    expect(pageText()).toContain('续报只写变化的项')
    const labels = [...document.querySelectorAll('.part > .textArea label, .part > div > label')].map(
      (one) => one.textContent,
    )
    expect(labels.join()).toContain('人员情况')
    expect(labels.join()).not.toContain('地点')
  })
})

describe('the records', () => {
  it('show every incident with what was done, and how it went once it is over', async () => {
    const tablet = await begun('P01')
    const { id } = runs(tablet)
    await tablet.log.perform(tickStep, { incident: id, step: 'P01-BO-1', behalf: false })
    await tablet.log.perform(standDown, { incident: id, met: 4, of: 4, reason: null })
    shown = mountScreen(RecordsPage, { tablet })
    expect(pageText()).toContain('完成 拨119，按脚本说清，不先挂 老陈')
    expect(pageText()).toContain('指标：★项按时')
  })

  it('read the record of what was over long ago from the disk, and let nobody change it', async () => {
    const tablet = await begun('P01')
    const { id } = runs(tablet)
    await tablet.log.perform(tickStep, { incident: id, step: 'P01-BO-1', behalf: false })
    await tablet.log.perform(standDown, { incident: id, met: 4, of: 4, reason: null })
    tablet.pass(70 * 24 * 60)
    await tablet.log.perform(closeDay, { day: '2027-02-01', open: 'void' })
    expect([...tablet.log.hall.incidents.keys()]).toEqual([])
    shown = mountScreen(RecordsPage, { tablet })
    await atRest()
    expect(pageText()).toContain('早已结束')
    expect(pageText()).toContain('完成 拨119，按脚本说清，不先挂 老陈')
    expect(pageText()).toContain('指标：★项按时')
    expect(document.querySelectorAll('.columns textarea, .columns .bigButton')).toHaveLength(0)
  })
})
