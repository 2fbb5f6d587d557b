import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configureHall } from '#domain/settings/commands.ts'
import { violationsOn } from '#support/accessible.ts'
import { installed, showsStatus, signIn } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { shot } from '#support/shots.ts'

// A fire told from beginning to end: each test goes on where the one before it ended. How soon everything must be there, and
// that a tablet starts a fire with the server dead, is held by inTime.test.ts, where nothing runs beside it.
let hall: BrowserHall
let desk: Page
let door: Page
let office: Page
let wall: Page
let other: Page
const settings = {
  planVariables: { 集合点: '东广场', 出口1: '正门', 出口2: '后门', 路口: '人民路口' },
  zones: ['卫生间', '贵宾室', '维修间', '库房'],
}
beforeAll(async () => {
  hall = await openBrowserHall()
  await hall.founded.manager.log.perform(configureHall, settings)
  desk = await hall.pair('counter', 'desk')
  door = await hall.pair('reception', 'door')
  office = await hall.pair('backoffice', 'office')
  wall = await hall.pair('wall', 'wall')
  // Starts again while the server is dead.
  other = await hall.pair('counter', 'other', { installs: true })
  await installed(other)
})
afterAll(() => hall.close())

const clean = async (page: Page) => expect(await violationsOn(page)).toEqual([])
const alarm = (page: Page) => page.getByRole('alertdialog', { name: '火灾' })
const incidents = () => [...hall.founded.manager.log.hall.incidents.values()]

describe('a fire', () => {
  it('is started from a locked tablet in two taps and a long press', async () => {
    await showsStatus(desk, /^已连接$/)
    await desk.getByRole('button', { name: '紧急情况 · 无需登录' }).waitFor()
    await shot(desk, 'locked')
    await clean(desk)
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

  it('reaches every other tablet and the wall', async () => {
    await Promise.all([door, office, other].map((page) => alarm(page).waitFor()))
    await wall.getByRole('alert').getByText('东广场').first().waitFor()
    await shot(door, 'alarm')
    await shot(wall, 'wall')
    await clean(door)
    await clean(wall)
    // A second plan, with everybody in touch.
    await desk.getByRole('button', { name: '收起' }).click()
    await desk.getByRole('button', { name: '紧急情况 · 无需登录' }).click()
    await desk.getByRole('button', { name: '受伤、突发疾病' }).click()
    await desk.getByRole('button', { name: /启动 受伤/ }).click({ delay: 1_600 })
    await expect.poll(() => incidents().length).toBe(2)
  })

  it('is ticked on several tablets while the server is dead, one of them shot and started again, and every tick is there afterwards', async () => {
    for (const page of [door, office, other]) {
      await alarm(page).or(page.getByRole('alertdialog')).first().getByRole('button', { name: '已收到' }).click()
      await page.locator('.now .tick').first().waitFor()
    }
    await hall.server.kill()
    const tick = async (page: Page, team: string) => {
      await page.getByRole('radio', { name: team }).click()
      await page.locator('.now .tick').click()
    }
    // Whichever of the two stands in front, it takes a tick by each team.
    await tick(door, '疏散引导')
    await tick(office, '通信救护')
    await tick(desk, '技术保障')
    await other.reload()
    // With three people here one of them carries two teams: this tablet sees the same list, and takes the line after.
    await other.getByRole('radio', { name: '处置警戒' }).click()
    await other.locator('.rest li').first().getByRole('button', { name: '已完成' }).click()
    await hall.server.start()
    await expect.poll(() => incidents().reduce((sum, { ticks }) => sum + ticks.size, 0)).toBe(5)
  })

  it('is led by the manager: heads counted, level raised, reported, stood down; the wall comes back', async () => {
    await office.getByRole('button', { name: '收起' }).click()
    await signIn(office, '李敏')
    await office.getByRole('button', { name: /打开清单/ }).click()
    for (let left = incidents().filter(({ over }) => over === null).length; left > 0; left--) {
      // What stood behind the first comes forward; it was not seen here yet.
      const seen = office.getByRole('button', { name: '已收到' })
      await seen
        .or(office.getByRole('radio', { name: '清点' }))
        .first()
        .waitFor()
      if (await seen.isVisible()) await seen.click()
      await office.getByRole('radio', { name: '清点' }).click()
      await office.getByRole('button', { name: '卫生间' }).click()
      await office.getByText('已搜，无人').waitFor()
      await office.getByRole('radiogroup', { name: '小王' }).getByRole('radio', { name: '平安' }).click()
      await office.getByRole('radio', { name: '平安', checked: true }).waitFor()
      await shot(office, `heads-${left}`)
      await clean(office)
      await office.locator('.side').getByRole('radio', { name: '指挥' }).click()
      await shot(office, `command-${left}`)
      await office.getByRole('button', { name: '接管指挥' }).click()
      const conditions = office.locator('.commandPanel [role=switch][aria-checked=false]')
      while ((await conditions.count()) > 0) await conditions.first().click()
      await office.getByRole('button', { name: /^解除/ }).click({ delay: 1_600 })
      await expect.poll(() => incidents().filter(({ over }) => over === null).length).toBe(left - 1)
    }
    await wall.getByRole('alert').getByText('东广场').first().waitFor({ state: 'detached' })
    expect(incidents().every(({ command }) => command.by !== null)).toBe(true)
  })
})

describe('a drill', () => {
  it('says so on every screen, dials nobody, and is over at once when something real starts', async () => {
    await office.getByRole('button', { name: '紧急', exact: true }).click()
    await office.getByRole('radio', { name: '演练' }).click()
    await office.getByRole('button', { name: '地震' }).click()
    await office.getByLabel('★项 95% 按时完成').uncheck()
    await office.getByRole('button', { name: /开始演练/ }).click({ delay: 1_600 })
    await office.getByText('演练要先选至少一个可以测量的目标').waitFor()
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
    expect(hall.faults).toEqual([])
  })
})
