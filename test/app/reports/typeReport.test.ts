import { afterEach, describe, expect, it, vi } from 'vitest'
import SayPanel from '#app/emergency/SayPanel.vue'
import ScenariosCard from '#app/manager/ScenariosCard.vue'
import TypeReport from '#app/reports/TypeReport.vue'
import { planOf } from '#content/plans/library.ts'
import { declareIncident } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { OTHER } from '#domain/plans/plan.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press, typeInto } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: ReturnType<typeof mountScreen> | undefined
afterEach(() => shown?.unmount())
const happened = () => {
  const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
  const colleague = tablet.colleague('counter', STAFF.wang)
  colleague.perform(declareIncident, { plan: OTHER, version: 1, level: 3, scenario: '蜂群进厅' })
  return tablet
}
const rows = () =>
  [...document.querySelectorAll('.typeReport tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim() ?? ''),
  )

describe('the report by type', () => {
  it('has the classes that were not needed with zeros, and what was, at its level (1.1.3)', () => {
    shown = mountScreen(TypeReport, { tablet: happened() })
    expect(rows()).toContainEqual(['P20 设备故障', '0', '0 / 0 / 0 / 0', '0'])
    expect(rows()).toContainEqual(['P21 其他 · 其他突发事件', '1', '0 / 0 / 1 / 0', '0'])
    expect(rows().at(-1)).toEqual(['合计', '1', '0 / 0 / 1 / 0', '0'])
    expect(rows()).toHaveLength(15)
  })
})

describe('the notice to people whose data may be out', () => {
  it('is filled in where it is said, with the hall’s telephone there already, and is copied once it is whole', async () => {
    const copied: string[] = []
    vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text))
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    await tablet.log.perform(configureHall, { planVariables: { 本厅电话: '010-1111' } })
    await tablet.log.perform(declareIncident, { plan: 'P12', version: 1, level: 3 })
    shown = mountScreen(SayPanel, { tablet, props: { incident: foremost(tablet.log.hall), plan: planOf('P12') } })
    await until(() => pageText().includes('联系：010-1111'), pageText)
    for (const [name, text] of [
      ['发现时间', '11月23日9时'],
      ['信息种类', '称呼和电话'],
      ['原因', '平板丢失'],
      ['危害', '骚扰电话'],
      ['补救措施', '停用平板'],
    ] as const)
      await typeInto(name, text)
    await press('复制告知')
    expect(copied).toEqual([])
    await typeInto('您能做的', '留意陌生来电')
    await press('复制告知')
    expect(copied).toEqual([
      '我们于11月23日9时发现您的称呼和电话可能因平板丢失外泄，可能造成骚扰电话。我们已停用平板。建议您留意陌生来电。联系：010-1111。',
    ])
    vi.restoreAllMocks()
  })
})

describe('what no plan was for', () => {
  it('is announced in one’s own words, and not hushed up', () => {
    const tablet = happened()
    shown = mountScreen(SayPanel, { tablet, props: { incident: foremost(tablet.log.hall), plan: planOf(OTHER) } })
    expect(pageText()).toContain('说清发生了什么')
    expect(pageText()).not.toContain('不要广播')
  })

  it('is asked of the manager as a new scenario, and stands in the report once it is to have a plan', async () => {
    const tablet = happened()
    shown = mountScreen(ScenariosCard, { tablet })
    expect(pageText()).toContain('小王：蜂群进厅')
    await press('列为新情景')
    await until(() => !pageText().includes('蜂群进厅'), pageText)
    shown.unmount()
    shown = mountScreen(TypeReport, { tablet })
    expect(pageText()).toContain('列为新情景的：蜂群进厅')
  })
})
