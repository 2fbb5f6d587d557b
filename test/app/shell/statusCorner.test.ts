import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import StatusCorner from '#app/shell/StatusCorner.vue'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startServices } from '#content/services.ts'
import type { TabletStatus } from '#device/tabletStatus.ts'
import { caseAskOf } from '#domain/cases/caseAsk.ts'
import { keepCasePaper, openCase } from '#domain/cases/commands.ts'
import { closeDay } from '#domain/day/commands.ts'
import { noProbes } from '#domain/outages/outages.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { atRest } from '#support/atRest.ts'
import { paper } from '#support/caseStory.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let corner: VueWrapper | undefined
afterEach(() => corner?.unmount())

const show = (change: Partial<TabletStatus>) => {
  const tablet = createFakeTablet()
  tablet.setStatus(change)
  corner = mountScreen(StatusCorner, { tablet })
  return tablet
}
const at0841 = Date.parse('2026-11-23T00:41:00.000Z')

describe('the status in the corner', () => {
  it('says connected when everything is with the hall server', () => {
    show({})
    expect(findByRole('button', '已连接')).toBeTruthy()
  })

  it('counts what is being sent (Q79)', () => {
    show({ unsent: { count: 3, oldest: at0841 } })
    expect(findByRole('button', '已连接 · 正在上传 3 条')).toBeTruthy()
  })

  it('says that the tablet works without the network, with count and oldest of what is unsent (Q79)', () => {
    show({ link: 'offline', unsent: { count: 12, oldest: at0841 } })
    expect(findByRole('button', '断网，本机可用（12 条未上传，最早 08:41）')).toBeTruthy()
  })

  it('tells a lost server from a lost network', () => {
    show({ link: 'server-lost' })
    expect(findByRole('button', '服务器失联')).toBeTruthy()
  })

  it('says of the hall server neither that it is heard nor that it is lost while nobody can know', () => {
    show({ link: 'asking', heardAt: null, unsent: { count: 3, oldest: at0841 } })
    expect(findByRole('button', '正在连接')).toBeTruthy()
  })

  it('never says connected when nothing can be saved', () => {
    show({ pen: 'none' })
    expect(findByRole('button', '本机无法保存')).toBeTruthy()
  })

  it('says that there is no room, where that is why nothing can be saved', () => {
    show({ pen: 'no-room' })
    expect(findByRole('button', '本机存不下了')).toBeTruthy()
  })

  it('says that the browser refuses to save, not that the server is lost', () => {
    show({ pen: 'refused', link: 'server-lost' })
    expect(findByRole('button', '浏览器不让保存')).toBeTruthy()
  })

  it('says that lines cannot be read here, or that the server refuses them, not that they are being sent', () => {
    const lines = { journal: 'j_00000000000000aa', from: 5, to: 5 }
    const unsent = { count: 3, oldest: at0841 }
    show({ unsent, missing: [{ ...lines, isHere: true, seen: [{ label: 'A005', at: at0841 }] }] })
    expect(findByRole('button', '本机有记录读不出')).toBeTruthy()
    corner?.unmount()
    show({ unsent, missing: [{ ...lines, refused: 'bad-envelope' }] })
    expect(findByRole('button', '有记录被服务器退回')).toBeTruthy()
    corner?.unmount()
    // What another tablet has lost is the manager's to see to.
    show({ unsent, missing: [lines] })
    expect(findByRole('button', '已连接 · 正在上传 3 条')).toBeTruthy()
  })

  it('says that news comes a little late, where it has to be asked for', () => {
    show({ byPages: true })
    expect(findByRole('button', '已连接，稍有延迟')).toBeTruthy()
  })

  it.each(['reception', 'counter', 'backoffice', 'manager'] as const)(
    'says at the %s, locked or not, what does not answer beyond the hall',
    async (place) => {
      const tablet = createFakeTablet({ place })
      const tries = (reached: boolean) => [30_000, 15_000, 0].map((ago) => ({ at: tablet.now() - ago, reached }))
      tablet.setStatus({ probes: { ...noProbes, hall: tries(true), upstream: tries(false), operator: tries(false) } })
      corner = mountScreen(StatusCorner, { tablet })
      findByRole('button', '外网不通').click()
      await atRest()
      expect(pageText()).toContain('取号、叫号照常')
      tablet.setStatus({ probes: { ...noProbes, hall: tries(true), upstream: tries(true), operator: tries(false) } })
      await atRest()
      expect(findByRole('button', '业务系统不通')).toBeTruthy()
      tablet.setStatus({ probes: { ...noProbes, hall: tries(true), upstream: tries(true), operator: tries(true) } })
      await atRest()
      expect(findByRole('button', '已连接')).toBeTruthy()
    },
  )

  it('says of a paper that is not taken which case it belongs to', async () => {
    const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang, settings: { services: [...startServices] } })
    const service = formOf('SV05')!
    const opened = await tablet.log.perform(openCase, caseAskOf(service, null))
    const id = opened.ok ? (opened.events[0]?.subject ?? '') : ''
    await tablet.log.perform(keepCasePaper, { case: id, kind: 'photo', papers: [paper(2)], holds: [] })
    tablet.setStatus({ unsentPapers: 2, refusedPapers: [paper(2), paper(3)] })
    corner = mountScreen(StatusCorner, { tablet })
    findByRole('button', '2 份单据没被收下').click()
    await until(() => pageText().includes('没被收下的单据'))
    const [name] = startServices.flatMap((each) => (each.id === service.service ? [each.name.zh] : []))
    expect(pageText()).toContain(`${name}，09:00 开始办理：照片`)
  })

  it.each([
    ['reception', null],
    ['counter', null],
    ['counter', STAFF.wang],
    ['backoffice', STAFF.li],
    ['manager', null],
    ['manager', STAFF.chen],
  ] as const)('says at the %s, signed in as %s, that yesterday was not closed, and what follows', async (place, by) => {
    const tablet = createFakeTablet({ place, by })
    tablet.colleague('reception', STAFF.li).perform(issueTicket, { queue: 'q-pay', service: 'payment', priority: null })
    tablet.pass(24 * 60)
    corner = mountScreen(StatusCorner, { tablet })
    await atRest()
    findByRole('button', '有一天没日结').click()
    await atRest()
    expect(pageText()).toContain('2026-11-23 还没有日结：当天没办完的号不上综合屏，也不会被叫到。')
    tablet.colleague('manager', STAFF.chen).perform(closeDay, { day: '2026-11-23', open: 'void' })
    await atRest()
    expect(pageText()).not.toContain('没日结')
  })

  it('says that the clock was never compared', () => {
    show({ clock: 'not-set' })
    expect(findByRole('button', '时间未校准')).toBeTruthy()
  })

  it('follows the tablet while it is on the screen', async () => {
    const tablet = show({})
    tablet.setStatus({ link: 'offline' })
    await atRest()
    expect(findByRole('button', '断网，本机可用')).toBeTruthy()
  })

  it('lists what is missing, who is silent and that storage may be cleared', async () => {
    show({
      missing: [{ journal: 'j_00000000000000ff', from: 399, to: 412 }],
      silent: new Map([['d_self', at0841]]),
      storage: { persisted: false, usedBytes: 1_000_000, quotaBytes: 2_000_000, rebuilt: true },
    })
    findByRole('button', '已连接').click()
    await atRest()
    expect(pageText()).toContain('缺第 399–412 条')
    expect(pageText()).toContain('前台 1（08:41 起）')
    expect(pageText()).toContain('空间不足时系统可能清理本机记录')
    expect(pageText()).toContain('数据库已从本机日志重建')
    expect(findByRole('button', '请求保留')).toBeTruthy()
  })

  it('says on whatever tablet meets it that a record is not counted', async () => {
    const tablet = createFakeTablet()
    const broken = {
      ...{ stamp: '2026-11-23T00:41:00.000Z-0000-00000000', journal: 'j_00000000000000ff', n: 7 },
      ...{ event: 'j_00000000000000ff:7', kind: 'CaseOpened', slice: 'cases', why: 'Error: our own mistake' },
    }
    const hall = { ...tablet.log.hall, unfolded: [broken] }
    corner = mountScreen(StatusCorner, { tablet: { ...tablet, log: { ...tablet.log, hall } } })
    findByRole('button', '已连接').click()
    await atRest()
    expect(pageText()).toContain('不算数的记录1 条，请告诉经理：原因在经理页面的“记录”里。')
  })
})

describe('asking for the hall server by hand', () => {
  it('says what came of it: being asked, no answer after ten seconds, and heard at last (Q79)', async () => {
    const tablet = show({ link: 'server-lost', heardAt: at0841 })
    findByRole('button', '服务器失联')?.click()
    await atRest()
    findByRole('button', '立即同步')?.click()
    await atRest()
    expect(pageText()).toContain('正在连服务器。')
    tablet.pass(1)
    await until(() => pageText().includes('09:00 试过了，服务器没有回应。'))
    tablet.setStatus({ link: 'connected', heardAt: tablet.now() })
    await atRest()
    expect(pageText()).toContain('09:01 连上了服务器。')
  })
})

describe('the card in the corner of a desk', () => {
  it('opens the wall for a second screen, and says what to do where the browser lets no window open (Q39)', async () => {
    show({ link: 'offline' })
    const opened = vi.spyOn(window, 'open').mockReturnValueOnce(window).mockReturnValue(null)
    findByRole('button', '断网，本机可用').click()
    await until(() => pageText().includes('综合屏：在第二块屏上显示'))
    findByRole('button', '综合屏：在第二块屏上显示').click()
    await atRest()
    expect(opened).toHaveBeenCalledWith('/second', 'stayopen-second', 'popup')
    expect(pageText()).not.toContain('允许本站弹出窗口')
    findByRole('button', '综合屏：在第二块屏上显示').click()
    await until(() => pageText().includes('允许本站弹出窗口'))
    opened.mockRestore()
  })
})
