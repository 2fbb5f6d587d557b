import { afterEach, describe, expect, it } from 'vitest'
import SayPanel from '#app/emergency/SayPanel.vue'
import ScenariosCard from '#app/manager/ScenariosCard.vue'
import TypeReport from '#app/reports/TypeReport.vue'
import { planOf } from '#content/plans/library.ts'
import { declareIncident } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { OTHER } from '#domain/plans/plan.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
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
