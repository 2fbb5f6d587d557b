import { describe, expect, it } from 'vitest'
import { emergencyChart, normalChart } from '#app/plans/orgChart.ts'
import { emergency } from '#app/words/zh/emergency.ts'
import { organisation } from '#app/words/zh/organisation.ts'
import { inCharge } from '#domain/roster/queries.ts'
import { changeStaff } from '#domain/staff/commands.ts'
import { addPerson } from '#support/addPerson.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'

const words = { ...organisation, teams: emergency.teams }

describe('the organisation chart', () => {
  it('draws itself from the staff list, and changes when somebody is replaced (1.1.6)', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    const before = normalChart(tablet.log.hall, words)
    expect(before.map(({ titles }) => titles[0])).toEqual([
      '公司安全管理部、上级',
      '营业厅经理',
      '营业员',
      '后台支持',
      '技术支持',
      '安全保障',
    ])
    expect(before[1]?.people).toEqual(['老陈'])
    expect(before[3]?.people).toEqual(['（空缺）'])
    await tablet.log.perform(changeStaff, { staff: STAFF.wang, callName: '小周', roles: ['back-office'] })
    expect(normalChart(tablet.log.hall, words)[3]?.people).toEqual(['小周'])
  })

  it('in an emergency leaves no team without anybody while another has several', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    const chart = () => {
      const { hall } = tablet.log
      return emergencyChart(hall, tablet.now(), inCharge(hall, tablet.now()), words)
    }
    expect(chart().map(({ people }) => people.length)).toEqual([1, 1, 1])
    expect(chart()[0]).toMatchObject({ titles: ['指挥', '通信救护'], people: ['老陈'] })
    for (const n of [1, 2, 3]) {
      await addPerson(tablet, { workNumber: `10${n}`, callName: `员工${n}`, roles: ['front'], pin: '284617' })
    }
    expect(chart()).toHaveLength(5)
    expect(chart().flatMap(({ people }) => people)).not.toContain('（空缺）')
  })
})
