import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import DrillNews from '#app/drills/DrillNews.vue'
import EmergencyLayer from '#app/emergency/EmergencyLayer.vue'
import WallEmergency from '#app/emergency/WallEmergency.vue'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import { planOf } from '#content/plans/library.ts'
import { planBy } from '#content/plans/planBy.ts'
import { approveDrill, beginPlannedDrill, planDrill } from '#domain/drills/commands.ts'
import { drawFloorPlan } from '#domain/floorPlan/commands.ts'
import { announce, declareIncident, startDrill } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import type { Place } from '#domain/kind.ts'
import { TEAMS } from '#domain/plans/plan.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
  vi.unstubAllGlobals()
})

const bomb = { plan: 'P11', version: 1, level: 3 } as const
const fire = { plan: 'P01', version: 1, level: 2 } as const
const drill = { ...fire, purposes: ['train' as const], objectives: ['stars-95'] }
/** What customers may not read: the name of the plan, and anything that its lines and questions say. */
const { name, lines, firstMinute } = planOf('P11')!
const frightening = [name, ...lines.map(({ text }) => text), ...firstMinute].flatMap(({ zh, en }) => [zh, en])

describe('a bomb threat', () => {
  const alarmAt = (place: Place, language: 'zh-CN' | 'en' = 'zh-CN') => {
    const tablet = createFakeTablet({ place, knowsOwnJournal: true })
    tablet.colleague('backoffice', STAFF.chen).perform(declareIncident, bomb)
    shown = mountScreen(EmergencyLayer, { tablet, language, props: { starting: false } })
    return tablet
  }

  it.each(['reception', 'counter'] as const)(
    'says nothing public on the screen of a %s, seen or not',
    async (place) => {
      for (const language of ['zh-CN', 'en'] as const) {
        const tablet = alarmAt(place, language)
        const silent = () => frightening.filter((text) => pageText().includes(text))
        expect(pageText()).toContain(language === 'en' ? 'One moment, please' : '请稍候')
        expect(pageText()).toContain('P11')
        expect(silent()).toEqual([])
        await press(language === 'en' ? 'I have seen it' : '已收到')
        expect(foremost(tablet.log.hall)?.acks.size).toBe(2)
        expect(pageText()).toContain(language === 'en' ? 'P11 under way' : 'P11 进行中')
        expect(silent()).toEqual([])
        shown?.unmount()
      }
    },
  )

  it.each([
    ['P11', 'P01'],
    ['P01', 'P11'],
  ])('is named on no such screen by a drill of %s and %s either, before it or while it runs', async (plan, other) => {
    localStorage.clear()
    const tablet = createFakeTablet({ place: 'reception', by: STAFF.wang, knowsOwnJournal: true })
    const chen = tablet.colleague('manager', STAFF.chen)
    const drillOfTwo = { plan, further: [other], breadth: 'combined' as const, day: '2026-11-23', scope: '' }
    const aims = { form: 'live' as const, purposes: ['train' as const], objectives: ['stars-95'], teams: [...TEAMS] }
    chen.perform(planDrill, { ...drillOfTwo, ...aims })
    const [planned = ''] = tablet.log.hall.plannedDrills.keys()
    chen.perform(approveDrill, { planned })
    const silent = () => frightening.filter((text) => pageText().includes(text))
    const news = [...tablet.log.hall.plannedDrills.values()]
    shown = mountScreen(DrillNews, { tablet, props: { news } })
    await until(() => pageText().includes('老陈安排'), pageText)
    expect(silent()).toEqual([])
    shown.unmount()
    chen.perform(beginPlannedDrill, { planned, version: 1, level: 3 })
    shown = mountScreen(EmergencyLayer, { tablet, props: { starting: false } })
    await until(() => pageText().includes('综合演练：'), pageText)
    expect(pageText()).toContain('P11')
    expect(silent()).toEqual([])
    await press('已收到')
    expect(pageText()).toContain('进行中')
    expect(silent()).toEqual([])
  })

  it('names every plan of a combined drill in its alarm, with one’s own first task in each of them (1.1.51)', async () => {
    localStorage.clear()
    const tablet = createFakeTablet({ place: 'backoffice', by: STAFF.wang, knowsOwnJournal: true })
    const chen = tablet.colleague('manager', STAFF.chen)
    const drillOfTwo = { plan: 'P08', further: ['P06'], breadth: 'combined' as const, day: '2026-11-23', scope: '' }
    const aims = { form: 'live' as const, purposes: ['train' as const], objectives: ['stars-95'], teams: [...TEAMS] }
    chen.perform(planDrill, { ...drillOfTwo, ...aims })
    const [planned = ''] = tablet.log.hall.plannedDrills.keys()
    chen.perform(approveDrill, { planned })
    chen.perform(beginPlannedDrill, { planned, version: 1, level: 3 })
    shown = mountScreen(EmergencyLayer, { tablet, props: { starting: false } })
    await until(() => pageText().includes('受伤、突发疾病'), pageText)
    const alarm = document.querySelector('[role="alertdialog"]')
    expect(alarm?.querySelector('h1')?.textContent).toMatch(/客流激增.*受伤、突发疾病/)
    expect(alarm?.querySelectorAll('.task')).toHaveLength(2)
    expect(alarm?.querySelectorAll('.announcement')).toHaveLength(2)
  })

  it('is named where no customer reads it', () => {
    alarmAt('backoffice')
    expect(pageText()).toContain('爆炸威胁、可疑物 · Ⅲ级 较大')
  })

  it('is announced on the wall in the words of its announcement, and not named', () => {
    const tablet = createFakeTablet({ place: 'wall' })
    const manager = tablet.colleague('backoffice', STAFF.chen)
    manager.perform(declareIncident, bomb)
    manager.perform(announce, { incident: foremost(tablet.log.hall)!.id, which: 'start' })
    shown = mountScreen(WallEmergency, { tablet, props: { incident: foremost(tablet.log.hall) } })
    expect(pageText()).toContain('因安全检查需要')
    expect(frightening.filter((text) => pageText().includes(text))).toEqual([])
  })
})

describe('the alarm of a drill', () => {
  it('is amber and striped, says so, and sounds no siren', () => {
    const heard = vi.fn()
    vi.stubGlobal('AudioContext', heard)
    const tablet = createFakeTablet({ place: 'counter' })
    tablet.colleague('manager', STAFF.chen).perform(startDrill, drill)
    shown = mountScreen(EmergencyLayer, { tablet, props: { starting: false } })
    expect(document.querySelector('.alarmScreen')?.classList.contains('drill')).toBe(true)
    expect(pageText()).toContain('【演练】')
    expect(heard).not.toHaveBeenCalled()
  })
})

describe('a drill that is for some', () => {
  const techOnly = {
    plan: 'P01',
    day: '2026-11-23',
    form: 'live' as const,
    purposes: ['train' as const],
    objectives: ['stars-95'],
    teams: ['TS' as const],
    tablets: ['d_elsewhere'],
    scope: '',
    impact: 'none' as const,
    safety: '不锁出口',
    resources: '扩音器 2 个',
  }
  /** Planned, approved and begun by 老陈, at another tablet or at this one. */
  async function begun(place: Place, { here = false, tablets = techOnly.tablets } = {}) {
    const tablet = createFakeTablet({ place, by: here ? STAFF.chen : STAFF.wang, knowsOwnJournal: true })
    const chen = tablet.colleague('manager', STAFF.chen)
    chen.perform(planDrill, { ...techOnly, tablets })
    const [planned = ''] = tablet.log.hall.plannedDrills.keys()
    chen.perform(approveDrill, { planned })
    const ask = { planned, version: 1, level: 2 as const }
    if (here) await tablet.log.perform(beginPlannedDrill, ask)
    else chen.perform(beginPlannedDrill, ask)
    shown = mountScreen(EmergencyLayer, { tablet, props: { starting: false } })
    await atRest()
    return { tablet, chen }
  }
  const alarms = () => document.querySelector('.alarmScreen')

  it('is a quiet band for everybody else, which says for whom it is, and takes no screen (1.1.50)', async () => {
    const { tablet, chen } = await begun('counter')
    expect(alarms()).toBeNull()
    expect(document.querySelector('.incidentScreen')).toBeNull()
    expect(pageText()).toBe('【演练】火灾：技术保障、d_elsewhere参加，本机照常办理')
    expect(foremost(tablet.log.hall)?.acks.size).toBe(1)
    // What is real takes this screen at once all the same.
    chen.perform(declareIncident, fire)
    await atRest()
    expect(alarms()?.classList.contains('drill')).toBe(false)
    expect(pageText()).not.toContain('【演练】')
  })

  it('leads a tablet that was picked through the lines of the teams that take part, and of no others (1.1.50)', async () => {
    const { tablet } = await begun('counter', { tablets: ['d_self'] })
    expect(alarms()).not.toBeNull()
    await until(() => pageText().includes('参加：技术保障'), pageText)
    expect(pageText()).toContain('客户：没有影响。')
    await press('已收到')
    await until(() => document.querySelector('.incidentScreen') !== null, pageText)
    const ids = planBy(tablet.log.hall, foremost(tablet.log.hall)!)?.lines.map(({ team }) => team)
    expect([...new Set(ids)]).toEqual(['TS'])
    const offered = [...document.querySelectorAll('.list [role="radio"]')].map(({ textContent }) => textContent?.trim())
    expect(offered).toEqual(['技术保障', '全部'])
  })

  it('shows whoever runs it what keeps everybody safe first, then who takes part and what is needed (1.1.52)', async () => {
    await begun('manager', { here: true })
    await until(() => pageText().includes('安全措施：不锁出口'), pageText)
    expect(document.querySelector('.list')?.firstElementChild?.textContent).toContain('安全措施：不锁出口')
    for (const said of ['参加：技术保障', '客户：没有影响。', '需要的物资：扩音器 2 个', '不上综合屏'])
      expect(pageText()).toContain(said)
    expect(pageText()).not.toContain('上综合屏并播报')
  })
})

describe('the wall in a fire', () => {
  const wallOf = ({ floor = false, variables = {} }: { floor?: boolean; variables?: Record<string, string> } = {}) => {
    const tablet = createFakeTablet({ place: 'wall' })
    const manager = tablet.colleague('manager', STAFF.chen)
    if (floor) manager.perform(drawFloorPlan, exampleFloor)
    manager.perform(configureHall, { planVariables: variables })
    manager.perform(declareIncident, fire)
    shown = mountScreen(WallEmergency, { tablet, props: { incident: foremost(tablet.log.hall) } })
    return tablet
  }
  const arrow = () => document.querySelector('.arrow')

  it('of a hall that nobody has prepared points nowhere, and says both languages at once', async () => {
    wallOf()
    await atRest()
    expect(arrow()).toBeNull()
    for (const text of [
      '火灾',
      'Fire',
      '从最近的出口离开，听工作人员指引',
      'Leave by the nearest exit',
      '请不要惊慌',
      'Stay calm',
    ])
      expect(pageText()).toContain(text)
    expect(pageText()).not.toMatch(/[{}→]/)
  })

  it('that was not put on the floor plan names the exit, and points nowhere', async () => {
    wallOf({ floor: true, variables: { 集合点: '东广场' } })
    await atRest()
    expect(arrow()).toBeNull()
    expect(pageText()).toMatch(/从.+离开，到东广场集合/)
  })

  it('names the hall’s own exit and place in both languages', () => {
    wallOf({ variables: { 出口1: '正门', 集合点: '东广场' } })
    expect(pageText()).toContain('从正门离开，到东广场集合')
    expect(pageText()).toContain('Leave by 正门 and gather at 东广场')
  })
})

describe('the wall in an earthquake', () => {
  it('sends nobody to the door while it shakes', () => {
    const tablet = createFakeTablet({ place: 'wall' })
    const manager = tablet.colleague('manager', STAFF.chen)
    manager.perform(declareIncident, { plan: 'P09', version: 1, level: 2 })
    const show = () => {
      shown?.unmount()
      shown = mountScreen(WallEmergency, { tablet, props: { incident: foremost(tablet.log.hall) } })
    }
    show()
    expect(pageText()).toContain('不要奔跑')
    expect(pageText()).not.toContain('离开')
    manager.perform(announce, { incident: foremost(tablet.log.hall)!.id, which: 'after' })
    show()
    expect(pageText()).toContain('从最近的出口离开')
  })
})
