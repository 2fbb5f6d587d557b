import type { VueWrapper } from '@vue/test-utils'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import AddTablet from '#app/manager/AddTablet.vue'
import CloseDay from '#app/manager/CloseDay.vue'
import HallBasics from '#app/manager/HallBasics.vue'
import HallCounters from '#app/manager/HallCounters.vue'
import HallHours from '#app/manager/HallHours.vue'
import HallNotices from '#app/manager/HallNotices.vue'
import HallProbes from '#app/manager/HallProbes.vue'
import HallQueues from '#app/manager/HallQueues.vue'
import HallRules from '#app/manager/HallRules.vue'
import HallWall from '#app/manager/HallWall.vue'
import ManagerPages from '#app/manager/ManagerPages.vue'
import { ruleFields } from '#app/manager/ruleFields.ts'
import StaffTab from '#app/manager/StaffTab.vue'
import TodayTab from '#app/manager/TodayTab.vue'
import UncountedPage from '#app/manager/UncountedPage.vue'
import { startRetention } from '#content/retention.ts'
import { callNextTicket, finishService, greetCustomer, resumeTicket } from '#domain/calls/commands.ts'
import { holdTicket } from '#domain/calls/seldom.ts'
import { closeCounter, openCounter } from '#domain/counters/commands.ts'
import { slice } from '#domain/daily.ts'
import { closeDay } from '#domain/day/commands.ts'
import { createFold } from '#domain/fold.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { Rules } from '#domain/settings/events.ts'
import { tellWrongPins } from '#domain/staff/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { ticketKinds } from '#domain/tickets/events.ts'
import { type Hall, type HallCommand, slices } from '#domain/whole.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { eventsOf, journalOf, setUp, ticketIssued } from '#support/hallAfter.ts'
import { pageText, press, typeInto, typePin } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

const manager = () => createFakeTablet({ place: 'manager', by: STAFF.chen })
const submit = async () => {
  document.querySelector('form')?.requestSubmit()
  await atRest()
}
const tick = async (label: string) => {
  await atRest()
  const box = [...document.querySelectorAll('label')].find((each) => each.textContent?.trim() === label)
  expect(box, label).toBeDefined()
  box?.querySelector('input')?.click()
  await atRest()
}
const choose = async (label: string, value: string) => {
  const name = [...document.querySelectorAll('label')].find((each) => each.textContent?.trim() === label)
  const list = name && document.getElementById(name.htmlFor)
  if (!(list instanceof HTMLSelectElement)) throw new Error(`no list is labelled ${label}`)
  list.value = value
  list.dispatchEvent(new Event('change'))
  await atRest()
}
const ticket = { queue: 'q-pay', service: null, priority: null }

describe('today on the manager’s tablet', () => {
  it('shows who waits in each queue and that no counter serves it', () => {
    const tablet = manager()
    tablet.colleague('reception', STAFF.li).perform(issueTicket, ticket)
    shown = mountScreen(TodayTab, { tablet })
    expect(pageText()).toContain('缴费充值 没有窗口办理1 人等候')
    expect(pageText()).toContain('没有异常。')
  })

  it('warns of customers who come close to the target', () => {
    const tablet = manager()
    tablet.colleague('reception', STAFF.li).perform(issueTicket, ticket)
    tablet.pass(12)
    shown = mountScreen(TodayTab, { tablet })
    expect(pageText()).toContain('已等 12 分，目标 15 分')
    expect(pageText()).toContain('没有异常。')
  })

  it('does not call it nothing unusual while customers have waited too long', () => {
    const tablet = manager()
    for (const _ of [1, 2, 3]) tablet.colleague('reception', STAFF.li).perform(issueTicket, ticket)
    tablet.pass(16)
    shown = mountScreen(TodayTab, { tablet })
    expect(pageText()).toContain('3 位客户等候已超时。')
    expect(pageText()).not.toContain('没有异常')
  })

  it('shows who is set aside where, why, since when and until when, and reminds when the time is over (Q19)', async () => {
    const tablet = manager()
    tablet.colleague('reception', STAFF.li).perform(issueTicket, ticket)
    const clerk = tablet.colleague('counter', STAFF.wang)
    clerk.perform(openCounter, { counter: '2' })
    clerk.perform(callNextTicket, { counter: '2' })
    clerk.perform(greetCustomer, { counter: '2' })
    shown = mountScreen(TodayTab, { tablet })
    await atRest()
    expect(pageText()).toContain('没有挂起的客户。')
    clerk.perform(holdTicket, { counter: '2', reason: 'fills-in-form', minutes: 10 })
    await atRest()
    expect(pageText()).toContain('在填单 2 号窗，09:00 起到 09:10')
    tablet.pass(12)
    shown.unmount()
    shown = mountScreen(TodayTab, { tablet })
    await atRest()
    expect(pageText()).toContain('超时 2 分')
    expect(pageText()).toContain('1 位到时间了：请提醒窗口接着办')
    clerk.perform(closeCounter, { counter: '2' })
    await atRest()
    expect(pageText()).toContain('2 号窗（已不在叫号）')
    clerk.perform(openCounter, { counter: '2' })
    clerk.perform(resumeTicket, { counter: '2', ticket: [...tablet.log.hall.tickets.keys()][0] ?? '' })
    await atRest()
    expect(pageText()).toContain('没有挂起的客户。')
  })

  it('puts whoever is set aside back to the front for the counter that is free first (Q19)', async () => {
    const tablet = manager()
    tablet.colleague('reception', STAFF.li).perform(issueTicket, ticket)
    const clerk = tablet.colleague('counter', STAFF.wang)
    clerk.perform(openCounter, { counter: '2' })
    clerk.perform(callNextTicket, { counter: '2' })
    clerk.perform(holdTicket, { counter: '2', reason: 'fills-in-form', minutes: 10 })
    shown = mountScreen(TodayTab, { tablet })
    await atRest()
    const [waiting] = tablet.log.hall.tickets.values()
    await press(`${waiting?.label} 排回队首`)
    await atRest()
    expect(pageText()).toContain('没有挂起的客户。')
    expect([...tablet.log.hall.tickets.values()][0]).toMatchObject({ status: 'waiting', counter: null })
  })

  it('tells a queue that is too long on whatever page, with the counter to open (Q33)', async () => {
    const tablet = manager()
    tablet.colleague('counter', STAFF.wang).perform(openCounter, { counter: '3' })
    tablet.colleague('reception', STAFF.li).perform(issueTicket, { ...ticket, queue: 'q-plan' })
    tablet.pass(16)
    shown = mountScreen(ManagerPages, { tablet, props: { first: 'about' } })
    await atRest()
    expect(pageText()).toContain('变更过户：请开 2 号窗')
    await press('知道了')
    await atRest()
    expect(pageText()).not.toContain('请开 2 号窗')
  })

  it('nags about yesterday until it is closed', async () => {
    const tablet = manager()
    tablet.colleague('reception', STAFF.li).perform(issueTicket, ticket)
    tablet.pass(24 * 60)
    shown = mountScreen(TodayTab, { tablet })
    expect(pageText()).toContain('2026-11-23 还没有日结。')
    await tablet.log.perform(closeDay, { day: '2026-11-23', open: 'void' })
    await atRest()
    expect(pageText()).not.toContain('还没有日结')
  })

  it('says which events are missing', () => {
    const tablet = manager()
    const at = Date.parse('2026-11-23T02:12:00.000Z')
    const seen = [
      { label: 'A005', at },
      { label: null, at: at + 60_000 },
      { label: null, at: null },
    ]
    tablet.setStatus({ missing: [{ journal: 'j_00000000000000aa', from: 399, to: 412, seen }] })
    shown = mountScreen(TodayTab, { tablet })
    expect(pageText()).toContain('未知平板 缺第 399–412 条（A005 10:12、10:13）')
  })

  it('says that the server is short of room, who asks too much of it and who is too slow for it', () => {
    const tablet = manager()
    tablet.setStatus({
      troubles: [
        { kind: 'disk', room: 'reserve' },
        { kind: 'damaged', part: 'log' },
        { kind: 'flood', tablet: null, at: '2026-11-23T02:12:00.000Z' },
        { kind: 'slow', tablet: 'd_self', at: '2026-11-23T02:13:00.000Z' },
      ],
    })
    shown = mountScreen(TodayTab, { tablet })
    expect(document.querySelector('.errorNotice')?.textContent, 'above everything else').toContain('磁盘满了')
    expect(pageText()).toContain('磁盘满了：只收经理的操作、停用和应急记录')
    expect(pageText()).toContain('门店服务器的存储损坏过')
    expect(pageText()).toContain('没有配对的设备向门店服务器发得太多（最近一次 10:12）')
    expect(pageText()).toContain('前台 1 收发很慢（最近一次 10:13）')
  })

  it('says in words why the server does not take a line', async () => {
    const tablet = manager()
    tablet.setStatus({ missing: [{ journal: 'j_00000000000000aa', from: 5, to: 5, refused: 'bad-signature' }] })
    shown = mountScreen(TodayTab, { tablet })
    await atRest()
    expect(pageText()).toContain('第 5 条被服务器退回：这台平板的签名对不上。它仍在本机')
    expect(pageText()).not.toContain('没有异常')
  })

  it('asks nobody to revoke what was never let in', () => {
    const tablet = manager()
    tablet.setStatus({ troubles: [{ kind: 'flood', tablet: null, at: '2026-11-23T02:12:00.000Z' }] })
    shown = mountScreen(TodayTab, { tablet })
    expect(pageText()).toContain('请技术支持查看营业厅的网络')
    expect(pageText()).not.toContain('停用')
  })

  it('says how many events count for nobody, and leads to the list', async () => {
    const tablet = manager()
    tablet.setStatus({ setAside: [{ journal: 'j_00000000000000ee', n: 7, code: 'not-allowed-here' }] })
    shown = mountScreen(TodayTab, { tablet })
    expect(pageText()).toContain('1 条记录不算数。')
    await press('看原因和办法')
    expect(shown.emitted('log')).toHaveLength(1)
  })
})

describe('wrong PINs', () => {
  it('stand on the manager’s first page with tablet and time, until they have been seen', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    const counter = tablet.colleague('counter', null)
    counter.perform(tellWrongPins, { staff: STAFF.wang, count: 3 })
    counter.perform(tellWrongPins, { staff: STAFF.wang, count: 4 })
    shown = mountScreen(TodayTab, { tablet })
    await atRest()
    expect(pageText()).toContain('上有人连续输错小王的密码 4 次（09:00）')
    await press('知道了')
    expect(pageText()).toContain('没有异常。')
    counter.perform(tellWrongPins, { staff: STAFF.wang, count: 5 })
    await atRest()
    expect(pageText()).toContain('连续输错小王的密码 5 次')
  })
})

describe('an event that a fold breaks on', () => {
  /** A mistake of ours: a ticket of queue B is too much for it. */
  const broken = slice<{ readonly seen: ReadonlySet<string> }>()('broken', {
    start: { seen: new Set() },
    needs: [],
    kinds: { TicketIssued: ticketKinds.TicketIssued },
    folds: {
      TicketIssued(_hall, { body }) {
        if (body.queue === 'B') throw new Error('our own mistake')
      },
    },
    forgets: { seen: 'it is a test' },
  })
  const fold = createFold<Hall>([...slices, broken])
  const publicKey = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE'
  const events = eventsOf([
    ...setUp,
    {
      kind: 'TabletAdmitted',
      subject: 'd_reception',
      body: { name: '前台 2', place: 'reception', key: publicKey, sealKey: null, box: null, after: [] },
    },
    {
      kind: 'JournalOpened',
      subject: journalOf('reception'),
      body: { tablet: 'd_reception', key: publicKey, nonce: 'anything', lane: 1 },
    },
    { ...ticketIssued('A001'), at: '09:00' },
    { ...ticketIssued('B001'), at: '09:10' },
    { ...ticketIssued('A002'), at: '09:20' },
  ])
  const empty = fold.empty('h_test')
  const { n: which } = events.find(({ kind, body }) => kind === 'TicketIssued' && body.queue === 'B')!
  const live = events.reduce((hall, event) => fold.fold(hall, [event]), empty)

  it.each([
    ['while it happens', live],
    ['after a restart', fold.fold(structuredClone(fold.fold(empty, events.slice(0, -1))), events.slice(-1))],
    ['on a fresh tablet', fold.fold(empty, events)],
  ])('%s is named, with what stands and what to do', async (_, found) => {
    shown = mountScreen(UncountedPage, { tablet: createFakeTablet({ place: 'manager', by: 's_li', found }) })
    await atRest()
    expect(pageText()).toContain('有记录暂时没有全部计入')
    expect(pageText()).toContain('记录都还在，没有丢失；其他一切照常。')
    expect(pageText()).toContain('09:10，前台 2 的记录')
    expect(pageText()).toContain(`TicketIssued ${journalOf('reception')}:${which} broken: Error: our own mistake`)
    expect(pageText()).not.toContain('没有不算数的记录')
  })

  it('can be handed to technical support as a file', async () => {
    const saved: Blob[] = []
    URL.createObjectURL = (blob: Blob) => `blob:${saved.push(blob)}`
    shown = mountScreen(UncountedPage, { tablet: createFakeTablet({ place: 'manager', by: 's_li', found: live }) })
    await atRest()
    await press('存成文件交给技术支持')
    expect(JSON.parse(await saved[0]!.text())).toMatchObject({
      hall: 'h_test',
      tablet: 'd_self',
      unfolded: [{ kind: 'TicketIssued', event: `${journalOf('reception')}:${which}`, why: 'Error: our own mistake' }],
    })
  })

  it('is told in English, too', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: 's_li', found: live })
    shown = mountScreen(UncountedPage, { tablet, language: 'en' })
    await atRest()
    expect(pageText()).toContain('over one event, which does not fully count on this tablet for now. Nothing is lost')
    expect(pageText()).toContain('09:10, written by 前台 2')
  })
})

describe('closing the day', () => {
  it('shows the counts before, and what became of everybody after', async () => {
    const tablet = manager()
    tablet.colleague('reception', STAFF.li).perform(issueTicket, ticket)
    shown = mountScreen(CloseDay, { tablet, props: { day: '2026-11-23' } })
    expect(pageText()).toContain('还在等候1')
    findByRole('button', '日结 2026-11-23（按住 1.5 秒）').click()
    await atRest()
    expect(pageText()).toContain('2026-11-23 已日结。')
    expect(pageText()).toContain('结转1')
  })

  it('opens each figure to the numbers behind it, which are as many as it says, and saves them as a table (Q70)', async () => {
    const saved: Blob[] = []
    const { createObjectURL } = URL
    URL.createObjectURL = (blob: Blob) => `blob:${saved.push(blob)}`
    const tablet = manager()
    const door = tablet.colleague('reception', STAFF.li)
    const counter = tablet.colleague('counter', STAFF.wang)
    counter.perform(openCounter, { counter: '1' })
    for (const _ of [1, 2, 3]) door.perform(issueTicket, ticket)
    counter.perform(callNextTicket, { counter: '1' })
    counter.perform(greetCustomer, { counter: '1' })
    tablet.pass(7)
    counter.perform(finishService, { counter: '1', outcome: 'done' })
    shown = mountScreen(CloseDay, { tablet, props: { day: '2026-11-23' } })
    for (const figure of ['取号3', '已办结1', '还在等候2', '弃号0']) {
      await press(figure)
      await until(() => document.querySelector('.fullSheet') !== null, pageText)
      const count = Number(figure.slice(-1))
      expect(document.querySelectorAll('.fullSheet tbody tr:not(:has(.empty))')).toHaveLength(count)
      if (figure === '已办结1') {
        const [served] = [...tablet.log.hall.tickets.values()].filter(({ status }) => status === 'done')
        await press('存成表格（CSV）')
        const [head, line, ...more] = (await saved[0]!.text()).split('\r\n')
        expect(head).toContain('"号码","业务","取号"')
        expect(line).toContain(`"${served?.label}","缴费充值","09:00"`)
        expect(more).toEqual([])
      }
      await press('关闭')
      await until(() => document.querySelector('.fullSheet') === null, pageText)
    }
    URL.createObjectURL = createObjectURL
  })

  it('says whose records are still missing from the figures (Q70)', async () => {
    const tablet = manager()
    shown = mountScreen(CloseDay, { tablet, props: { day: '2026-11-23' } })
    expect(pageText()).not.toContain('数据缺口')
    tablet.setStatus({ silent: new Map([['d_self', tablet.now()]]) })
    await atRest()
    expect(pageText()).toContain('数据缺口')
    tablet.setStatus({ silent: new Map(), link: 'server-lost' })
    await atRest()
    expect(pageText()).toContain('现在连不上服务器')
  })

  it('says of a day closed while a counter was apart what its tickets say, and what the closing knew', async () => {
    const tablet = manager()
    const [issued] = tablet.colleague('reception', STAFF.li).perform(issueTicket, ticket)
    await tablet.log.perform(closeDay, { day: '2026-11-23', open: 'void' })
    shown = mountScreen(CloseDay, { tablet, props: { day: '2026-11-23' } })
    expect(pageText()).toContain('作废1')
    expect(pageText()).not.toContain('日结时那台平板知道的是')
    const subject = issued?.subject ?? ''
    const servedApart: HallCommand<null> = {
      name: 'servedApart',
      needs: [],
      decide: () => ({
        ok: true,
        events: [
          { kind: 'CustomerArrived', subject, body: { counter: '3' } },
          { kind: 'ServiceFinished', subject, body: { counter: '3', outcome: 'done' } },
        ],
      }),
    }
    tablet.colleague('counter', STAFF.li).perform(servedApart, null)
    await atRest()
    expect(pageText()).toContain('已办结1')
    expect(pageText()).toContain('作废0')
    expect(pageText()).toContain('日结时那台平板知道的是：取号 1，已办结 0，弃号 0，作废 1，结转 0。')
  })

  it('makes open tickets void when the manager decides so', async () => {
    const tablet = manager()
    tablet.colleague('reception', STAFF.li).perform(issueTicket, ticket)
    shown = mountScreen(CloseDay, { tablet, props: { day: '2026-11-23' } })
    await press('全部作废 除正在办理的以外，没办完的号都作废。')
    findByRole('button', '日结 2026-11-23（按住 1.5 秒）').click()
    await atRest()
    expect([...tablet.log.hall.tickets.values()].map(({ status }) => status)).toEqual(['void'])
  })

  it('can be opened again for new tickets', async () => {
    const tablet = manager()
    await tablet.log.perform(closeDay, { day: '2026-11-23', open: 'void' })
    shown = mountScreen(CloseDay, { tablet, props: { day: '2026-11-23' } })
    await press('重新开放当天')
    expect(tablet.log.hall.days.get('2026-11-23')?.status).toBe('open')
  })

  it('is refused to a clerk, with a way to sign in', async () => {
    shown = mountScreen(CloseDay, {
      tablet: createFakeTablet({ place: 'manager', by: STAFF.wang }),
      props: { day: '2026-11-23' },
    })
    findByRole('button', '日结 2026-11-23（按住 1.5 秒）').click()
    await atRest()
    expect(pageText()).toContain('您的岗位不能做这一步')
    expect(findByRole('button', '经理登录')).toBeTruthy()
  })
})

describe('the hall’s settings', () => {
  it('take where a counter is from the walls, and take it back (Q45)', async () => {
    const tablet = manager()
    shown = mountScreen(HallCounters, { tablet })
    const ways = () => tablet.log.hall.settings.counters.map(({ way }) => way)
    for (const [label, way] of [
      ['右边', 'right'],
      ['不显示', undefined],
    ] as const) {
      const [choice] = [...document.querySelectorAll<HTMLElement>('[role=radio]')].filter(
        ({ textContent }) => textContent?.trim() === label,
      )
      choice?.click()
      await atRest()
      await submit()
      expect(ways()[0]).toBe(way)
    }
  })

  it('take where a counter is from one wall alone, and show beforehand where its arrow points (Q45)', async () => {
    const { hall } = manager().log
    const [known] = hall.tablets.values()
    const wall = (id: string, name: string) => [id, { ...known!, id, name, place: 'wall' as const }] as const
    const tablets = new Map([...hall.tablets, wall('d_door', '门口的屏'), wall('d_back', '里面的屏')])
    const counters = hall.settings.counters.map((each) => ({ ...each, way: 'left' as const }))
    const found = { ...hall, tablets, settings: { ...hall.settings, counters } }
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen, found })
    shown = mountScreen(HallWall, { tablet })
    await choose('给哪块屏设', 'd_back')
    const row = () => document.querySelector(`ul[aria-label="每块屏上，窗口在哪边"] li`)
    const arrow = () => row()?.querySelector('.picture .wallWay')?.getAttribute('aria-label')
    const press = async (label: string) => {
      const radios = [...(row()?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])]
      radios.find(({ textContent }) => textContent?.trim() === label)?.click()
      await atRest()
    }
    expect(arrow()).toBe('往左走')
    await press('右边')
    expect(arrow()).toBe('往右走')
    await submit()
    expect(tablet.log.hall.settings.wall.ways).toEqual([{ tablet: 'd_back', counter: '1', way: 'right' }])
    await choose('给哪块屏设', 'd_door')
    expect(arrow()).toBe('往左走')
    await choose('给哪块屏设', 'd_back')
    await press('同其他屏')
    await submit()
    expect(tablet.log.hall.settings.wall.ways).toEqual([])
  })

  it('take quiet hours and a bright day for the walls (Q43)', async () => {
    const tablet = manager()
    shown = mountScreen(HallWall, { tablet })
    findByRole('button', '添加时段').click()
    await atRest()
    await typeInto('从', '20:00')
    await typeInto('到', '08:30')
    findByRole('switch', '白天用浅色').click()
    await atRest()
    await submit()
    expect(tablet.log.hall.settings.wall).toMatchObject({
      quieter: [{ from: '20:00', to: '08:30', volume: 0 }],
      bright: { from: '08:00', to: '18:00' },
      voices: ['zh-CN'],
    })
  })

  it('put the zones of the walls where the hall wants them, and show beforehand what comes of it (Q47)', async () => {
    const tablet = manager()
    shown = mountScreen(HallWall, { tablet })
    const stands = (area: string) =>
      [...document.querySelectorAll(`.preview .${area} p`)].map((zone) => zone.textContent?.trim())
    expect([stands('big'), stands('side'), stands('foot')]).toEqual([
      ['当前叫号'],
      ['最近叫号'],
      ['各业务等候人数', '暂停的窗口'],
    ])
    await choose('各业务等候人数', 'big')
    await choose('最近叫号', 'hidden')
    await choose('通知', 'hidden')
    findByRole('button', '各业务等候人数往前放').click()
    await atRest()
    expect([stands('big'), stands('side'), stands('foot')]).toEqual([
      ['各业务等候人数', '当前叫号'],
      [],
      ['暂停的窗口'],
    ])
    expect(tablet.log.hall.settings.wall.landscape.side).toEqual(['recent'])
    findByRole('radio', '竖屏').click()
    await atRest()
    expect(stands('side')).toEqual(['最近叫号'])
    await submit()
    expect(tablet.log.hall.settings.wall).toMatchObject({
      landscape: { big: ['queues', 'call'], side: [], foot: ['counters'] },
      portrait: { big: ['call'], side: ['recent'], foot: ['queues', 'counters', 'notice'] },
      volume: 100,
    })
  })

  it('take the hall’s own words for a call, and say which of them are not recorded (Q42)', async () => {
    const tablet = manager()
    shown = mountScreen(HallWall, { tablet })
    await typeInto('中文', '请到窗口')
    expect(pageText()).toContain('要有一个 {号码} 和一个 {窗口}')
    await submit()
    expect(tablet.log.hall.settings.wall.wording.zh).toBe('')
    await typeInto('中文', '请{号码}号到{窗口}号窗口')
    expect(pageText()).toContain('请A012号到3号窗口 · 录音里都有')
    await typeInto('中文', '贵宾{号码}号到{窗口}号窗口')
    expect(pageText()).toContain('录音里没有“贵、宾”')
    await submit()
    expect(tablet.log.hall.settings.wall.wording).toEqual({ zh: '贵宾{号码}号到{窗口}号窗口', en: '' })
  })

  it('give a screen to a counter, and take it back (Q51)', async () => {
    const { hall } = manager().log
    const [known] = hall.tablets.values()
    const screen = { ...known!, id: 'd_wall', name: '3 号窗的屏', place: 'wall' as const }
    const found = { ...hall, tablets: new Map([...hall.tablets, ['d_wall', screen]]) }
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen, found })
    shown = mountScreen(HallWall, { tablet })
    await choose('3 号窗的屏', '3')
    await submit()
    expect(tablet.log.hall.settings.wall.screens).toEqual([{ tablet: 'd_wall', counter: '3' }])
    expect(tablet.log.hall.settings.wall.badge).toBe('number')
    await choose('窗口屏上显示谁在办', 'name')
    await submit()
    expect(tablet.log.hall.settings.wall.badge).toBe('name')
    await choose('3 号窗的屏', '')
    await submit()
    expect(tablet.log.hall.settings.wall.screens).toEqual([])
    // Then it is a wall of the hall, which says the calls of its own part alone where the hall is divided.
    await tick('3 号窗')
    await submit()
    expect(tablet.log.hall.settings.wall.near).toEqual([{ tablet: 'd_wall', counters: ['3'], only: false }])
    await tick('3 号窗')
    await submit()
    expect(tablet.log.hall.settings.wall.near).toEqual([])
  })

  it('say of a picture for which no wall has a place that it is not up (Q48)', async () => {
    const tablet = manager()
    const notice = { id: 'n_1', text: { zh: '八折', en: '' }, from: '', to: '', poster: 'p_1' }
    await tablet.log.perform(configureHall, { notices: [notice] })
    shown = mountScreen(HallNotices, { tablet })
    expect(pageText()).toContain('图片还没有位置')
    const { landscape } = tablet.log.hall.settings.wall
    await tablet.log.perform(configureHall, { wall: { landscape: { ...landscape, side: ['recent', 'posters'] } } })
    await atRest()
    expect(pageText()).not.toContain('图片还没有位置')
    expect(pageText()).toContain('正在显示')
  })

  it('take a notice for the walls from one moment to another, and say that it is not up yet (Q48)', async () => {
    const tablet = manager()
    shown = mountScreen(HallNotices, { tablet })
    findByRole('button', '添加通知').click()
    await atRest()
    expect(pageText()).not.toContain('正在显示')
    expect(pageText()).toContain('还没保存')
    await typeInto('中文', '元旦照常营业')
    expect(pageText()).not.toContain('正在显示')
    await typeInto('从哪天', '2026-12-30')
    await typeInto('从几点', '18:00')
    expect(pageText()).toContain('还没到时间')
    await submit()
    expect(tablet.log.hall.settings.notices).toMatchObject([
      { text: { zh: '元旦照常营业', en: '' }, from: '2026-12-30T18:00', to: '' },
    ])
  })

  it('are saved, and say that tickets that exist are not touched', async () => {
    const tablet = manager()
    shown = mountScreen(HallBasics, { tablet })
    await typeInto('综合屏提示条', '12 月 1 日起营业到 20:00')
    await submit()
    expect(tablet.log.hall.settings.notice).toBe('12 月 1 日起营业到 20:00')
    expect(pageText()).toContain('已保存。已取的号照旧。')
  })

  it('keep what is being typed when a colleague changes something else', async () => {
    const tablet = manager()
    shown = mountScreen(HallBasics, { tablet })
    await typeInto('综合屏提示条', '写到一半')
    tablet.colleague('manager', STAFF.chen).perform(issueTicket, ticket)
    await atRest()
    expect([...document.querySelectorAll('input')].map(({ value }) => value)).toContain('写到一半')
  })

  it('take the address of the hint, and none that only leads back to the server', async () => {
    const tablet = manager()
    shown = mountScreen(HallProbes, { tablet })
    await typeInto('外网检测地址', '127.0.0.1:9998')
    expect(pageText()).toContain('这是服务器自己')
    expect(findByRole('button', '保存')?.getAttribute('aria-disabled')).toBe('true')
    await typeInto('外网检测地址', '10.2.0.8:443')
    expect(document.querySelector('form')?.checkValidity()).toBe(true)
    await submit()
    expect(tablet.log.hall.settings.probed.upstream).toBe('10.2.0.8:443')
  })

  it('refuse two queues with one letter and change nothing', async () => {
    const tablet = manager()
    shown = mountScreen(HallQueues, { tablet })
    await typeInto('字母', 'B')
    await submit()
    expect(pageText()).toContain('B')
    expect(document.querySelector('[role=alert]')).not.toBeNull()
    expect(tablet.log.hall.settings.queues.map(({ prefix }) => prefix)).toEqual(['A', 'B', 'C'])
  })

  it('say when numbers are given', async () => {
    const tablet = manager()
    shown = mountScreen(HallHours, { tablet })
    expect(pageText()).toContain('什么时间都可以取号')
    await press('添加一段时间')
    await typeInto('几点停止取号', '08:00')
    expect(pageText()).toContain('停止要晚于开始')
    await submit()
    expect(tablet.log.hall.settings.opening).toEqual([])
    await typeInto('几点停止取号', '16:00')
    await submit()
    expect(tablet.log.hall.settings.opening).toEqual([{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '16:00' }])
  })

  it('say of each queue where its customers wait', async () => {
    const tablet = manager()
    shown = mountScreen(HallQueues, { tablet })
    await typeInto('等候区（中文）', '二楼 A 区')
    await submit()
    expect(tablet.log.hall.settings.queues[0]?.area).toEqual({ zh: '二楼 A 区', en: '' })
    expect(tablet.log.hall.settings.queues[0]?.name.zh).toBe('缴费充值')
  })

  it('do not offer to remove a queue with customers in it', () => {
    const tablet = manager()
    tablet.colleague('reception', STAFF.li).perform(issueTicket, ticket)
    shown = mountScreen(HallQueues, { tablet })
    expect(pageText()).toContain('还有 1 位客户，不能删除，只能停止取号。')
  })

  it('propose to a hall that keeps papers for ever how long to keep them, and by which norm, and take it with one tap', async () => {
    const tablet = manager()
    expect(tablet.log.hall.settings.rules.formDays).toBe(0)
    shown = mountScreen(HallRules, { tablet })
    expect(pageText()).toContain('建议 183 天。')
    expect(pageText()).toContain('建议 45 天。')
    expect(pageText()).toContain('依据：《电信用户申诉处理办法》')
    await press('填上建议的天数')
    expect(pageText()).not.toContain('填上建议的天数')
    expect(tablet.log.hall.settings.rules.formDays).toBe(0)
    await submit()
    expect(tablet.log.hall.settings.rules).toMatchObject(startRetention)
  })

  it('have for every rule the limits that the hall accepts', () => {
    for (const { rule, min, max, step = 1 } of ruleFields) {
      const fits = (value: number) => v.is(v.partial(Rules), { [rule]: value })
      expect([rule, fits(min), fits(max), fits(max + step)]).toEqual([rule, true, true, false])
    }
  })
})

describe('the staff list', () => {
  it('gets a colleague with a first PIN', async () => {
    const tablet = manager()
    shown = mountScreen(StaffTab, { tablet })
    await press('添加员工')
    await typeInto('工号', '0021')
    await typeInto('称呼', '小赵')
    await atRest()
    await press('下一步')
    for (const round of ['351792', '351792']) {
      await typePin(round)
      await press('下一步')
    }
    expect([...tablet.log.hall.staff.values()].map(({ callName }) => callName)).toContain('小赵')
  })

  it('does not take a work number twice', async () => {
    const tablet = manager()
    shown = mountScreen(StaffTab, { tablet })
    await press('添加员工')
    await typeInto('工号', '0012')
    await typeInto('称呼', '小赵')
    await atRest()
    await press('下一步')
    for (const round of ['351792', '351792']) {
      await typePin(round)
      await press('下一步')
    }
    expect(pageText()).toContain('这个工号已有')
  })
})

describe('adding a tablet', () => {
  it('shows a code to type and how long it is good for', async () => {
    shown = mountScreen(AddTablet, { tablet: manager(), props: { open: true } })
    await atRest()
    await press('出配对码')
    expect(pageText()).toContain('A7K2-9QXD')
    expect(pageText()).toContain('10:00 内有效')
  })

  async function offer(tablet = manager()) {
    shown = mountScreen(AddTablet, { tablet, props: { open: true } })
    await atRest()
    await press('出配对码')
    return tablet
  }

  it('names who knocks, and lets it in with one tap', async () => {
    const tablet = await offer()
    tablet.knock()
    await atRest()
    expect(pageText()).toContain('“前台 1”在请求加入')
    expect(pageText()).toContain('0417')
    await press('放行')
    await atRest()
    expect(pageText()).toContain('前台 1 已加入。')
  })

  it('does not let in what was not meant, and says that the code is void', async () => {
    const tablet = await offer()
    tablet.knock()
    await atRest()
    await press('不是这台')
    expect(pageText()).toContain('没有放行。这个配对码已作废')
    expect(pageText()).not.toContain('A7K2-9QXD')
    await press('出配对码')
    expect(pageText()).toContain('A7K2-9QXD')
  })

  it('lets nobody in who knocks without having the code', async () => {
    const tablet = await offer()
    tablet.knock({ stranger: true })
    await atRest()
    expect(pageText()).toContain('有别的设备用错误的方式请求加入')
    expect([...tablet.log.hall.tablets.values()]).toHaveLength(1)
  })

  it('does not say that it has joined before the hall server has it', async () => {
    const tablet = await offer()
    tablet.knock()
    tablet.setStatus({ link: 'server-lost' })
    await atRest()
    expect(pageText()).toContain('暂时连不上门店服务器')
    await press('放行')
    await atRest()
    expect(pageText()).toContain('已放行“前台 1”，等网络')
    expect(pageText()).not.toContain('已加入')
  })

  it('takes 放行 away once nobody waits any more, and makes another code with one tap', async () => {
    const tablet = await offer()
    tablet.knock()
    await atRest()
    tablet.pass(10)
    await press('放行')
    await atRest()
    expect(pageText()).toContain('新平板也不再等了')
    expect(pageText()).not.toContain('放行')
    await press('出配对码')
    expect(pageText()).toContain('A7K2-9QXD')
  })

  it('shows who knocks when the sheet was closed and is opened again', async () => {
    const tablet = await offer()
    shown?.unmount()
    tablet.knock()
    shown = mountScreen(AddTablet, { tablet, props: { open: true } })
    await atRest()
    expect(pageText()).toContain('“前台 1”在请求加入')
    await press('放行')
    expect([...tablet.log.hall.tablets.values()]).toHaveLength(2)
  })

  it('takes no name twice, and begins the next tablet without the last one’s', async () => {
    const tablet = manager()
    const [first] = [...tablet.log.hall.tablets.values()]
    shown = mountScreen(AddTablet, { tablet, props: { open: true } })
    await atRest()
    await typeInto('平板名称', first?.name ?? '')
    expect(pageText()).toContain('已有一台平板叫这个名字')
    expect(findByRole('button', '出配对码').getAttribute('aria-disabled')).toBe('true')
    await typeInto('平板名称', '3 号窗平板')
    await press('出配对码')
    await press('另出一个')
    expect(document.querySelector<HTMLInputElement>('input.field')?.value).toBe('')
  })

  it('says that there is no code while nobody hears the hall server', async () => {
    const tablet = manager()
    tablet.setStatus({ link: 'offline' })
    await offer(tablet)
    expect(pageText()).toContain('现在不能出配对码')
  })
})

describe('the colour of a queue', () => {
  it('is chosen by what it looks like, and has a name', async () => {
    const tablet = manager()
    shown = mountScreen(HallQueues, { tablet })
    const [first] = document.querySelectorAll('.hueField')
    const swatch = [...(first?.querySelectorAll('label') ?? [])].find((each) => each.textContent?.includes('黄'))
    swatch?.querySelector('input')?.click()
    await atRest()
    expect(document.querySelector('.queueBadge.big')?.classList).toContain('hue6')
    await submit()
    expect(tablet.log.hall.settings.queues[0]?.hue).toBe(6)
  })
})
