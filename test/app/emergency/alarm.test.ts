import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import EmergencyLayer from '#app/emergency/EmergencyLayer.vue'
import WallEmergency from '#app/emergency/WallEmergency.vue'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import { planOf } from '#content/plans/library.ts'
import { drawFloorPlan } from '#domain/floorPlan/commands.ts'
import { announce, declareIncident, startDrill } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import type { Place } from '#domain/kind.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

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
