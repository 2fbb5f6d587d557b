import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import EvaluationForm from '#app/drills/EvaluationForm.vue'
import InjectCard from '#app/drills/InjectCard.vue'
import NetworkDrillWatch from '#app/drills/NetworkDrillWatch.vue'
import { networkDrillBegun } from '#app/drills/networkDrillBegun.ts'
import ObservePanel from '#app/drills/ObservePanel.vue'
import PhotoField from '#app/intake/PhotoField.vue'
import LongPressButton from '#app/ui/LongPressButton.vue'
import { papers } from '#app/words/zh/papers.ts'
import { planOf } from '#content/plans/library.ts'
import { shutBehindDoor } from '#device/sealed/openPaper.ts'
import { noteObservation } from '#domain/drills/commands.ts'
import { beginNetworkDrill } from '#domain/drills/queries.ts'
import { endDrill, startDrill } from '#domain/incidents/commands.ts'
import { incidentBy } from '#domain/incidents/queries.ts'
import { atRest } from '#support/atRest.ts'
import { paper } from '#support/caseStory.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press, typeInto } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

async function begun(): Promise<{ tablet: FakeTablet; id: string }> {
  const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
  await tablet.log.perform(startDrill, {
    plan: 'P09',
    version: 1,
    level: 3,
    purposes: ['train' as const],
    objectives: ['stars-95'],
  })
  return { tablet, id: [...tablet.log.hall.incidents.keys()][0] ?? '' }
}

describe('an inject', () => {
  it('comes on time to the tablet of its team, says what to do when asked, and goes when it was dealt with', async () => {
    const { tablet, id } = await begun()
    const show = (teams: readonly string[]) => {
      shown?.unmount()
      shown = mountScreen(InjectCard, { tablet, props: { incident: incidentBy(tablet.log.hall, id), teams } })
    }
    show(['FD'])
    expect(pageText()).not.toContain('客户往外跑')
    tablet.pass(0.4)
    show(['CMD'])
    expect(pageText()).not.toContain('客户往外跑')
    show(['FD'])
    expect(pageText()).toContain('【演练】情景 · 现场')
    expect(pageText()).toContain('喊停，就近蹲下')
    await press('已处理')
    show(['FD'])
    expect(pageText()).not.toContain('客户往外跑')
    expect(incidentBy(tablet.log.hall, id)?.injects.has('P09-I1')).toBe(true)
  })
})

describe('whoever runs a drill', () => {
  it('lets an inject happen before its time, and one of their own, which come to the team at once (1.1.51, 1.1.53)', async () => {
    const { tablet, id } = await begun()
    const show = (part: typeof ObservePanel | typeof InjectCard, props: object) => {
      shown?.unmount()
      shown = mountScreen(part, { tablet, props: { incident: incidentBy(tablet.log.hall, id), ...props } })
    }
    show(ObservePanel, { plan: planOf('P09') })
    expect(pageText()).toContain('客户往外跑 还没到时间')
    await typeInto('自己写一个情景', '天花板掉下一块')
    await press('发出')
    show(InjectCard, { teams: ['FD'] })
    expect(pageText()).toContain('【演练】情景 · 导调')
    expect(pageText()).toContain('天花板掉下一块')
    await press('已处理')
    show(InjectCard, { teams: ['FD'] })
    expect(pageText()).not.toContain('客户往外跑')
    show(ObservePanel, { plan: planOf('P09') })
    document.querySelector<HTMLElement>('.row .bigButton')?.click()
    await atRest()
    show(InjectCard, { teams: ['FD'] })
    expect(pageText()).toContain('客户往外跑')
  })
})

describe('whoever watches a drill', () => {
  /** A tablet whose papers are sealed and opened in memory. */
  function withPapers(tablet: FakeTablet) {
    const kept = new Map<string, Uint8Array>()
    const papers = {
      seal: async (place: object, bytes: Uint8Array) => {
        expect(place).toEqual({ subject: [...tablet.log.hall.incidents.keys()][0], kind: 'photo' })
        const name = paper(kept.size + 1)
        kept.set(name, bytes)
        return name
      },
    }
    const door = shutBehindDoor({
      open: async (name) =>
        tablet.log.hall.shredded.has(name)
          ? { ok: false, why: 'shredded' }
          : { ok: true, bytes: kept.get(name) ?? new Uint8Array() },
    })
    const sealed = { papers, door, vault: {} }
    const shut: FakeTablet = Object.create(tablet, {
      sealed: { value: sealed },
      openSealed: { value: async () => sealed },
    })
    tablet.setStatus({ vault: 'unlocked' })
    return shut
  }

  it('takes photographs, which lie sealed, are looked at by name, and go when a manager says so (1.1.53)', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    const wang = tablet.colleague('counter', STAFF.wang)
    wang.perform(startDrill, { plan: 'P09', version: 1, level: 3, purposes: ['train'], objectives: ['stars-95'] })
    const [id = ''] = tablet.log.hall.incidents.keys()
    const observed = () => incidentBy(tablet.log.hall, id)?.observations ?? []
    const sheet = mountScreen(ObservePanel, {
      tablet: withPapers(tablet),
      props: { incident: incidentBy(tablet.log.hall, id), plan: planOf('P09') },
    })
    shown = sheet
    await until(() => sheet.findComponent(PhotoField).exists())
    const camera = sheet.findComponent(PhotoField)
    expect(camera.props('mark')).toBe('仅用于演练和事件评估 2026-11-23')
    camera.vm.$emit('photo', new Uint8Array([1]))
    camera.vm.$emit('photo', new Uint8Array([2]))
    await atRest()
    // Without words nothing is sealed, and the photographs are still there.
    await press('记下')
    expect([observed().length, camera.props('count')]).toEqual([0, 2])
    await typeInto('观察记录', '通道被椅子堵住')
    await press('记下')
    expect(observed()).toMatchObject([{ text: '通道被椅子堵住', papers: [paper(1), paper(2)] }])
    expect(camera.props('count')).toBe(0)

    await sheet.setProps({ incident: incidentBy(tablet.log.hall, id) })
    await press('看照片（2 张）')
    expect(sheet.findAll('.picture')).toHaveLength(2)
    expect(tablet.log.hall.shredded.size).toBe(0)
    const destroy = sheet.findComponent(LongPressButton)
    destroy.vm.$emit('press')
    await atRest()
    expect([...tablet.log.hall.shredded].sort()).toEqual([paper(1), paper(2)])
    expect(sheet.findAll('.picture')).toHaveLength(0)
    expect(pageText()).toContain(papers.shredded)
  })

  it('takes four photographs at a time at most, and words with them (1.1.53)', async () => {
    const { tablet, id } = await begun()
    const wang = tablet.colleague('counter', STAFF.wang)
    const ask = { incident: id, team: null, good: true, text: '有序', papers: [1, 2, 3, 4, 5].map(paper) }
    expect(() => wang.perform(noteObservation, ask)).toThrow('too-many-photos')
    wang.perform(noteObservation, { ...ask, papers: [paper(1)] })
    expect(incidentBy(tablet.log.hall, id)?.observations).toMatchObject([{ papers: [paper(1)] }])
  })
})

describe('the evaluation', () => {
  it('has its facts filled in, is refused to whoever commanded, and shows the score of a colleague (1.1.33, 1.1.54)', async () => {
    const { tablet, id } = await begun()
    await tablet.log.perform(endDrill, { incident: id, completed: false, reason: '' })
    const show = () => {
      shown?.unmount()
      shown = mountScreen(EvaluationForm, {
        tablet,
        props: { incident: incidentBy(tablet.log.hall, id), plan: planOf('P09') },
      })
    }
    show()
    expect(pageText()).toContain('没达到：★项 95% 按时完成')
    expect(pageText()).toContain('“客户往外跑”：没有处理')
    // A score is given by somebody, never beforehand.
    await press('签名提交')
    expect(pageText()).toContain('还有 10 项没有打分')
    for (const field of document.querySelectorAll('select')) {
      field.value = '3'
      field.dispatchEvent(new Event('change'))
    }
    await atRest()
    // Everything at 3 of 5 is 60 of 100.
    expect(pageText()).toContain('60 分 合格')
    await press('签名提交')
    expect(pageText()).toContain('指挥的人不做观察和评估')
    await atRest()
    expect(incidentBy(tablet.log.hall, id)?.evaluations).toEqual([])
  })
})

describe('a network drill', () => {
  it('says how much was written meanwhile, also what was written before its watch was fetched', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    networkDrillBegun.keep(beginNetworkDrill(5, Date.now(), 1))
    await tablet.goQuiet('network-drill', 300_000)
    tablet.setStatus({ unsent: { count: 3, oldest: null } })
    shown = mountScreen(NetworkDrillWatch, { tablet })
    await tablet.endQuiet()
    await atRest()
    expect(tablet.log.hall.networkDrills).toEqual([])
    tablet.setStatus({ unsent: { count: 0, oldest: null } })
    await atRest()
    expect(tablet.log.hall.networkDrills).toMatchObject([{ written: 2, kept: 2, early: true }])
  })
})
