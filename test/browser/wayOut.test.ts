import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configureHall } from '#domain/settings/commands.ts'
import { violationsOn } from '#support/accessible.ts'
import { installed, showsStatus, signIn } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { shot } from '#support/shots.ts'
import { wholeHall } from '#support/wholeHall.ts'

// The way out told from beginning to end: each test goes on where the one before it ended. Within how many seconds it must
// be there is held by inTime.test.ts, where nothing runs beside it.
let hall: BrowserHall
let boss: Page
let desk: Page
let wall: Page

const floor = () => wholeHall(hall.founded.manager).floor
const clean = async (page: Page) => expect(await violationsOn(page)).toEqual([])
const file = (name: string, mimeType: string, text: string) => ({ name, mimeType, buffer: Buffer.from(text) })
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160"><rect width="240" height="160" fill="white"/>
${Array.from({ length: 40 }, (_, n) => `<path d="M${n * 6} 0V160M0 ${n * 4}H240" stroke="silver" stroke-width=".4"/>`).join('')}</svg>`
/** Noise that no compression makes small. */
const snow = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1000"><filter id="f"><feTurbulence baseFrequency=".9" numOctaves="5"/></filter><rect width="1600" height="1000" filter="url(#f)"/></svg>`

beforeAll(async () => {
  hall = await openBrowserHall()
  await hall.founded.manager.log.perform(configureHall, {
    planVariables: { 集合点: '东广场', 出口1: '正门', 出口2: '后门', 路口: '人民路口' },
  })
  boss = await hall.pair('manager', 'boss')
  desk = await hall.pair('counter', 'desk', { installs: true })
  wall = await hall.pair('wall', 'wall')
  await installed(desk)
})
afterAll(() => hall.close())

describe('the floor plan', () => {
  it('is drawn by a manager from a form, with a picture under it; what is no plan and no picture is refused with a sentence', async () => {
    await signIn(boss, '李敏')
    await boss.getByRole('button', { name: '李敏 的账户' }).click()
    await boss.getByRole('button', { name: '预案与演练' }).click()
    await boss.getByRole('radio', { name: '疏散图' }).click()
    await boss.getByText('还没有平面图').waitFor()
    await boss.getByRole('button', { name: '修改平面图' }).click()
    const [plan, picture] = [boss.locator('input[accept*=json]'), boss.locator('input[accept^=image]')]
    await plan.setInputFiles(file('menu.json', 'application/json', '{"soup": 3}'))
    await boss.getByText('这个文件不是平面图').waitFor()
    await picture.setInputFiles(file('letter.png', 'image/png', 'Dear Sir'))
    await boss.getByText('不是能打开的图片').waitFor()
    await picture.setInputFiles(file('snow.svg', 'image/svg+xml', snow))
    await boss.getByText('这张图缩到 40 KB 还是太大').waitFor()
    await boss.getByRole('button', { name: '从示例开始' }).click()
    await boss.getByRole('textbox', { name: '区的名称' }).first().fill('大厅')
    await boss.getByRole('button', { name: '保存', exact: true }).click()
    await boss.getByText('已保存，所有平板都会收到。').waitFor()
    await picture.setInputFiles(file('hall.svg', 'image/svg+xml', svg))
    await boss.getByRole('button', { name: '去掉底图' }).waitFor()
    await boss.getByLabel('wall').selectOption({ label: '大厅' })
    await boss.getByLabel('desk').selectOption({ label: '贵宾室' })
    await expect.poll(() => floor().stands.size).toBe(2)
    expect(floor().drawing?.base64.length).toBeGreaterThan(1000)
    await shot(boss, 'form')
    await clean(boss)
    await boss.getByRole('button', { name: '看图' }).click()
    await boss.getByText('点一个区，看从那里怎么走。').waitFor()
    await shot(boss, 'page')
    await clean(boss)
  })

  it('leads out from a locked tablet that was reloaded and hears nobody, with its picture', async () => {
    await showsStatus(desk, /^已连接$/)
    await desk.getByRole('button', { name: '紧急情况 · 无需登录' }).click()
    await desk.getByRole('button', { name: '疏散图' }).click()
    await desk.getByText('贵宾室 → 大厅 → 正门').waitFor()
    await desk.locator('.floorMap image').waitFor()
    await hall.server.kill()
    await desk.reload()
    await desk.getByRole('button', { name: '紧急情况 · 无需登录' }).click()
    await desk.getByRole('button', { name: '疏散图' }).click()
    await desk.getByText('贵宾室 → 大厅 → 正门').waitFor()
    await desk.getByText('出门左转 60 米，到东广场集合').waitFor()
    await desk.locator('.floorMap image').waitFor()
    await shot(desk, 'locked')
    await clean(desk)
  })
})

describe('a blocked exit', () => {
  it('is said with one tap on the plan, and the way changes there and, once heard, on the wall', async () => {
    await desk.getByRole('button', { name: '返回' }).click()
    await desk.getByRole('button', { name: '火灾' }).click()
    await desk.getByRole('button', { name: /启动 火灾/ }).click({ delay: 1_600 })
    await desk.getByRole('radio', { name: '疏散图' }).click()
    await desk.getByText('贵宾室 → 大厅 → 正门').waitFor()
    await shot(desk, 'panel')
    await clean(desk)
    await desk.getByRole('button', { name: /放大/ }).click()
    const large = desk.getByRole('dialog', { name: '疏散图' })
    await large.locator('.floorMap').getByRole('button', { name: '正门' }).click()
    await large.getByText(/→ 后门/).waitFor()
    await large.locator('.floorMap').getByRole('button', { name: '库房' }).click()
    await large.getByText('已搜 1/7 区').waitFor()
    await shot(desk, 'blocked')
    await clean(desk)
    await hall.server.start()
    await wall.getByRole('alert').getByText('后门 → 东广场').waitFor()
    await shot(wall, 'wall')
    await clean(wall)
    await large.locator('.floorMap').getByRole('button', { name: '后门' }).click()
    await large
      .getByText(/没有已知的出路/)
      .first()
      .waitFor()
    await wall
      .getByRole('alert')
      .getByText(/没有已知的出路/)
      .waitFor()
    await shot(desk, 'no-way')
    await shot(wall, 'no-way-wall')
    expect(hall.faults).toEqual([])
  })
})
