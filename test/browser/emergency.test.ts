import { readFileSync } from 'node:fs'
import JSZip from 'jszip'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planOf } from '#content/plans/library.ts'
import { standDown, tickStep } from '#domain/incidents/commands.ts'
import { linesFor } from '#domain/plans/teams.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { violationsOn } from '#support/accessible.ts'
import { showsStatus, signIn } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { enduring } from '#support/endure.ts'
import { fitOn, HARDEST, SCREENS, WALLS } from '#support/fits.ts'
import { PIN } from '#support/foundHall.ts'
import { shot } from '#support/shots.ts'

// A fire, a drill, somebody who falls and something that may explode, in one hall: each test goes on where the one before
// it ended. How soon everything must be there, and that a tablet starts a fire with the server dead, is held by
// inTime.test.ts, where nothing runs beside it.
let hall: BrowserHall
let desk: Page
let second: Page
let door: Page
let office: Page
let wall: Page
const settings = {
  planVariables: {
    集合点: '东广场',
    出口1: '正门',
    出口2: '后门',
    路口: '人民路口',
    AED位置: '门口柱子',
    本厅地址: '人民路 1 号 1 楼',
  },
  zones: ['卫生间', '贵宾室', '维修间', '库房'],
}
beforeAll(async () => {
  hall = await openBrowserHall()
  await hall.founded.manager.log.perform(configureHall, settings)
  desk = await hall.pair('counter', 'desk')
  second = await hall.pair('counter', 'second')
  door = await hall.pair('reception', 'door')
  office = await hall.pair('backoffice', 'office')
  wall = await hall.pair('wall', 'wall')
})
afterAll(() => hall.close())

const clean = async (page: Page) => {
  expect(await violationsOn(page)).toEqual([])
  const fits = await fitOn(page, page === wall ? WALLS : enduring ? SCREENS : HARDEST, 'alarm')
  expect(fits.flatMap(({ screen, faults }) => faults.map((fault) => `${screen.name} · ${fault}`))).toEqual([])
}
const alarm = (page: Page) => page.getByRole('alertdialog', { name: '火灾' })
const start = async (page: Page, card: string) => {
  await page.getByRole('button', { name: card }).click()
  await page.getByRole('button', { name: new RegExp(`启动 ${card.slice(0, 2)}`) }).click({ delay: 1_600 })
}
/** Over the checklist; the lock screen under it has the same names. */
const signInHere = async (page: Page, callName: string) => {
  await page.locator('.incidentScreen .head').getByRole('button', { name: '登录' }).click()
  const sheet = page.getByRole('dialog', { name: '登录' })
  await sheet.getByRole('button', { name: new RegExp(`^${callName}`) }).click()
  await sheet
    .getByLabel(new RegExp(`${callName}，请输入密码`))
    .last()
    .waitFor()
  await page.keyboard.type(PIN)
  await sheet.waitFor({ state: 'detached' })
}
const incidents = () => [...hall.founded.manager.log.hall.incidents.values()]
const running = () => incidents().filter(({ over }) => over === null)

// Six tablets, as the drill wants them: five screens, and the manager's tablet, which has none here.
describe('a fire on six tablets, in the middle of which the hall server loses its power (drill B)', () => {
  it('is started from a locked tablet in two taps and a long press', async () => {
    await showsStatus(desk, /^已连接$/)
    await desk.getByRole('button', { name: '紧急情况 · 无需登录' }).waitFor()
    await shot(desk, 'locked')
    await desk.getByRole('button', { name: '紧急情况 · 无需登录' }).click()
    await desk.getByRole('button', { name: '火灾' }).click()
    await desk.getByRole('button', { name: /启动 火灾/ }).click({ delay: 1_600 })
    await desk.getByText('现在做').waitFor()
    await shot(desk, 'first-step')
    await clean(desk)
    // Nothing of a customer, and nobody had to sign in.
    await desk
      .getByRole('button', { name: /^已完成$/ })
      .first()
      .click()
    await desk.getByText('1/23').waitFor()
  })

  it('reaches every other tablet and the wall (Q49)', async () => {
    await Promise.all([second, door, office].map((page) => alarm(page).waitFor()))
    await expect.poll(() => running().length).toBe(1)
    await wall.getByRole('alert').getByText('东广场').first().waitFor()
    await shot(door, 'alarm')
    await shot(wall, 'wall')
    await clean(door)
    await clean(wall)
  })

  it('is ticked on several tablets while the server is dead, and every tick is there afterwards (1.1.32)', async () => {
    const desks = [desk, second, door, office]
    for (const page of desks.slice(1)) {
      await alarm(page).getByRole('button', { name: '已收到' }).click()
      await page.locator('.now .tick').first().waitFor()
    }
    await hall.server.kill()
    await Promise.all(desks.map((page) => page.locator('.now .tick').first().waitFor()))
    await wall.getByRole('alert').getByText('东广场').first().waitFor()
    const tick = async (page: Page, team: string) => {
      await page.getByRole('radio', { name: team }).click()
      await page.locator('.now .tick').click()
    }
    await tick(door, '疏散引导')
    await tick(office, '通信救护')
    await tick(desk, '技术保障')
    // The same team, from its other end: two people at one list begin where they stand.
    await second.getByRole('radio', { name: '处置警戒' }).click()
    await second.locator('.rest li').last().getByRole('button').last().click()
    const [fire] = incidents()
    const last = linesFor(planOf('P01')?.lines ?? [], ['CMD']).at(-1)
    const ask = { incident: fire?.id ?? '', step: last?.id ?? '', behalf: false }
    expect(await hall.founded.manager.log.perform(tickStep, ask)).toMatchObject({ ok: true })
    // Each goes on by what it knows itself: its own step is done there, and nobody else’s has come.
    await Promise.all(desks.map((page) => page.getByText('2/23').waitFor()))
    await hall.server.start()
    await expect.poll(() => incidents().reduce((sum, { ticks }) => sum + ticks.size, 0)).toBe(6)
    await Promise.all(desks.map((page) => page.getByText('6/23').waitFor()))
    expect(incidents()).toHaveLength(1)
  })

  it('is led by the manager: heads counted, level raised, reported, stood down; the wall comes back', async () => {
    await office.getByRole('button', { name: '收起' }).click()
    await signIn(office, '李敏')
    await office.getByRole('button', { name: /打开清单/ }).click()
    await office.getByRole('radio', { name: '清点' }).click()
    await office.getByRole('button', { name: '卫生间' }).click()
    await office.getByText('已搜，无人').waitFor()
    await office.getByRole('radiogroup', { name: '小王' }).getByRole('radio', { name: '平安' }).click()
    await office.getByRole('radio', { name: '平安', checked: true }).waitFor()
    await shot(office, 'heads')
    await clean(office)
    await office.locator('.side').getByRole('radio', { name: '指挥' }).click()
    await shot(office, 'command')
    await office.getByRole('button', { name: '接管指挥' }).click()
    const conditions = office.locator('.commandPanel [role=switch][aria-checked=false]')
    while ((await conditions.count()) > 0) await conditions.first().click()
    await office.getByRole('button', { name: /^解除/ }).click({ delay: 1_600 })
    await expect.poll(() => running().length).toBe(0)
    await wall.getByRole('alert').getByText('东广场').first().waitFor({ state: 'detached' })
    expect(incidents().every(({ command }) => command.by !== null)).toBe(true)
  })
})

describe('a drill, and something real (drill I)', () => {
  it('says so on every screen, dials nobody, and is over at once when something real starts (1.1.53)', async () => {
    await office.getByRole('button', { name: '紧急', exact: true }).click()
    await office.getByRole('radio', { name: '演练' }).click()
    await office.getByRole('button', { name: '地震' }).click()
    await office.getByRole('button', { name: /开始演练/ }).click({ delay: 1_600 })
    await office.getByText('演练要先选至少一个目的').waitFor()
    await office.getByLabel('锻炼队伍').check()
    await office.getByLabel('★项 95% 按时完成').check()
    await office.getByRole('button', { name: /开始演练/ }).click({ delay: 1_600 })
    await office.getByText('【演练】').first().waitFor()
    expect(await office.locator('a[href^="tel:"]').count()).toBe(0)
    await shot(office, 'drill')
    await clean(office)
    await door.getByRole('alertdialog').getByText('【演练】').waitFor()
    await office.getByRole('button', { name: '真实事件' }).click()
    await office.getByRole('button', { name: '停电' }).click()
    await office.getByRole('button', { name: /启动 停电/ }).click({ delay: 1_600 })
    await expect
      .poll(() => incidents().filter(({ drill, over }) => drill && over?.reason === 'real-incident').length)
      .toBe(1)
    await office.getByRole('heading', { name: /停电/ }).waitFor()
    expect(await office.getByText('【演练】').count()).toBe(0)
  })
})

describe('somebody falls', () => {
  beforeAll(async () => {
    for (const { id } of running())
      await hall.founded.manager.log.perform(standDown, { incident: id, met: 1, of: 1, reason: null })
    for (const page of [desk, door, office]) {
      await page.reload()
      await showsStatus(page, /^已连接$/)
    }
  })

  it('and the alarm covers a sheet that somebody has open, and can be answered there', async () => {
    await showsStatus(door, /^已连接$/)
    await door.getByRole('button', { name: '登录' }).click()
    await door.getByRole('dialog', { name: '登录' }).waitFor()
    await desk.getByRole('button', { name: '紧急情况 · 无需登录' }).click()
    await start(desk, '受伤、突发疾病')
    await desk.getByText('现在做').waitFor()
    const alarm = door.getByRole('alertdialog', { name: '受伤、突发疾病', includeHidden: true })
    await alarm.waitFor()
    await shot(door, 'alarm-over-sheet')
    await alarm.getByRole('button', { name: '已收到', includeHidden: true }).click()
    await door.getByText('现在做').waitFor()
    // Put away, the sheet is there as it was.
    await door.getByRole('button', { name: '收起' }).click()
    await door.getByRole('dialog', { name: '登录' }).getByRole('button', { name: '关闭' }).click()
    await door.getByRole('button', { name: /打开清单/ }).click()
  })

  it('and is noted without anybody signing in, without who it is', async () => {
    await desk.getByRole('radio', { name: '伤员' }).click()
    await desk.getByRole('radiogroup', { name: '伤情（看得出来的）' }).getByRole('radio', { name: '危重' }).click()
    await desk.getByLabel('在哪里').fill('等候区')
    await desk.getByRole('button', { name: '记下一人' }).click()
    await desk.getByText('共 1 人').waitFor()
    await shot(desk, 'casualties')
    await clean(desk)
    await expect.poll(() => running()[0]?.casualties.size).toBe(1)
    await desk.getByRole('button', { name: '1 号的密封记录' }).click()
    await desk.getByText('登录后才能写').waitFor()
  })

  it('and whoever started it says so afterwards, signing in over the checklist, and writes a sealed record', async () => {
    await signInHere(desk, '小王')
    await desk.getByRole('button', { name: '是我启动的' }).click()
    await desk.getByText('启动时没有登录').waitFor({ state: 'detached' })
    await desk.getByLabel('看到的情况').fill('无反应，已按压')
    await desk.getByRole('button', { name: '密封保存' }).click()
    await desk.getByText('已密封。').waitFor()
    await shot(desk, 'casualty-record')
    await clean(desk)
    // Read where somebody else is signed in, and nowhere in the log.
    await office.getByRole('button', { name: '已收到' }).click()
    await signInHere(office, '李敏')
    await office.getByRole('radio', { name: '伤员' }).click()
    await office.getByRole('button', { name: '1 号的密封记录' }).click()
    await expect.poll(() => office.getByLabel('看到的情况').inputValue()).toBe('无反应，已按压')
    expect(JSON.stringify(running())).not.toContain('按压')
  })

  it('and the wall asks for room and for doctors while it goes on calling', async () => {
    await office.getByRole('radio', { name: '广播' }).click()
    await office.getByRole('button', { name: '上综合屏并播报' }).click()
    await office.getByText(/^已播报/).waitFor()
    await wall
      .getByRole('alert')
      .getByText(/请让出通道/)
      .waitFor()
    await shot(wall, 'wall-band')
    await clean(wall)
    await clean(office)
    await office.getByRole('radio', { name: '伤员' }).click()
  })

  it('and is handed over to the ambulance, with the unit that took them', async () => {
    await office.getByRole('radio', { name: '已送医' }).click()
    await office.getByLabel('接收单位和车号').fill('急救 3 号车')
    await office.getByRole('button', { name: '已交接' }).click()
    await office.getByText(/已交 120 急救 急救 3 号车/).waitFor()
    await shot(office, 'handover')
    await clean(office)
    await expect.poll(() => running()[0]?.handovers.length).toBe(1)
  })
})

describe('what is told to the company', () => {
  it('is drafted, signed, exported for Word, and the next report says only what changed', async () => {
    await office.getByRole('radio', { name: '报告' }).click()
    await office.getByText(/首报应在/).waitFor()
    await shot(office, 'first-report')
    await clean(office)
    await office.getByRole('button', { name: '签发首报' }).click()
    await office.getByText('续报只写变化的项').or(office.getByText('没有变化')).first().waitFor()
    await office.locator('.reportPanel').getByRole('button', { name: '失联：增加' }).click({ clickCount: 2 })
    await office.getByRole('button', { name: '报数' }).click()
    await expect.poll(() => office.getByLabel('人员情况').first().inputValue()).toContain('失联 2（待核实）')
    await shot(office, 'follow-up')
    const downloading = office.waitForEvent('download')
    await office.getByRole('button', { name: '导出 Word' }).last().click()
    const zip = await JSZip.loadAsync(readFileSync(await (await downloading).path()))
    expect(await zip.file('word/document.xml')?.async('string')).toContain('首报')
    await expect.poll(() => running()[0]?.reports.length).toBe(1)
  })
})

describe('something that may explode', () => {
  it('makes a tablet silent with one tap, over a reload, until somebody ends it, and nothing is lost', async () => {
    const [first] = running()
    await door.getByRole('button', { name: '又有情况' }).click()
    await door.getByRole('button', { name: '爆炸威胁、可疑物' }).click()
    await door.getByRole('button', { name: '停止本机收发' }).click()
    await door.getByText('无线静默').waitFor()
    await door.getByRole('button', { name: /启动 爆炸/ }).click({ delay: 1_600 })
    // Customers stand before this one: it says that something goes on, and not what.
    await door.getByRole('button', { name: 'P11 进行中 · 打开清单' }).waitFor()
    expect(await door.getByText(/爆炸|可疑/).count()).toBe(0)
    await shot(door, 'radio-silence')
    await clean(door)
    await door.reload()
    await door.getByText('无线静默').waitFor()
    expect(running()).toHaveLength(1)
    await door.getByRole('button', { name: '恢复收发' }).click()
    await expect.poll(() => running().length).toBe(2)
    await door.getByText('无线静默').waitFor({ state: 'detached' })
    // Over the first it covers every list; once it is over, the first comes forward again.
    const threat = office.getByRole('alertdialog', { name: /爆炸威胁/ })
    await threat.waitFor()
    const { id = '' } = running().find(({ plan }) => plan !== first?.plan) ?? {}
    await hall.founded.manager.log.perform(standDown, { incident: id, met: 1, of: 1, reason: null })
    await threat.waitFor({ state: 'detached' })
    await office
      .getByRole('heading', { name: /受伤/ })
      .or(office.getByRole('button', { name: /打开清单/ }))
      .first()
      .waitFor()
    expect(hall.faults).toEqual([])
  })
})
