import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configureHall } from '#domain/settings/commands.ts'
import { violationsOn } from '#support/accessible.ts'
import { installed, showsStatus, signIn } from '#support/browserActs.ts'
import { type BrowserHall, openBrowserHall } from '#support/browserHall.ts'
import { shot } from '#support/shots.ts'
import { wholeHall } from '#support/wholeHall.ts'

// The book of plans as a manager and a colleague read it, then the way out: each test goes on where the one before it ended.
// Within how many seconds the way out must be there is held by inTime.test.ts, where nothing runs beside it.
let hall: BrowserHall
let office: Page
let desk: Page
let wall: Page
beforeAll(async () => {
  hall = await openBrowserHall()
  await hall.founded.manager.log.perform(configureHall, {
    planVariables: { 集合点: '东广场', 出口1: '正门', 出口2: '后门' },
  })
  office = await hall.pair('manager', 'office')
  desk = await hall.pair('counter', 'desk', { installs: true })
  wall = await hall.pair('wall', 'wall')
  await installed(desk)
})
afterAll(() => hall.close())

const clean = async (page: Page) => expect(await violationsOn(page)).toEqual([])
const floor = () => wholeHall(hall.founded.manager).floor
const file = (name: string, mimeType: string, text: string) => ({ name, mimeType, buffer: Buffer.from(text) })
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 160"><rect width="240" height="160" fill="white"/>
${Array.from({ length: 40 }, (_, n) => `<path d="M${n * 6} 0V160M0 ${n * 4}H240" stroke="silver" stroke-width=".4"/>`).join('')}</svg>`
/** A bitmap of noise that no compression makes small. */
function snow(side = 640): Buffer {
  const bitmap = Buffer.alloc(54 + side * side * 3)
  bitmap.write('BM')
  for (const [at, value] of [
    [2, bitmap.length],
    [10, 54],
    [14, 40],
    [18, side],
    [22, side],
    [26, 1 + (24 << 16)],
  ] as const)
    bitmap.writeUInt32LE(value, at)
  for (let at = 54, flake = 1; at < bitmap.length; at++) {
    flake = (Math.imul(flake, 1_664_525) + 1_013_904_223) | 0
    bitmap[at] = flake >>> 24
  }
  return bitmap
}
const openBook = async (page: Page, callName: string) => {
  await page.getByRole('button', { name: `${callName} 的账户` }).click()
  await page.getByRole('button', { name: '预案与演练' }).click()
  await page.getByRole('dialog', { name: '预案与演练' }).waitFor()
}

describe('the book of plans', () => {
  it('says who is in charge, and another name on every tablet once the manager is away (1.1.5)', async () => {
    await signIn(office, '李敏')
    await openBook(office, '李敏')
    await office.getByRole('radio', { name: '组织和在岗' }).click()
    await office.getByText('现场负责人：李敏').first().waitFor()
    await signIn(desk, '小王')
    await openBook(desk, '小王')
    await desk.getByRole('radio', { name: '组织和在岗' }).click()
    await desk.getByText('现场负责人：李敏').first().waitFor()
    await shot(office, 'organisation')
    await clean(office)
    await office.getByRole('radiogroup', { name: '李敏' }).getByRole('radio', { name: '不在' }).click()
    await office.getByText('现场负责人：小王').first().waitFor()
    await desk.getByText('现场负责人：小王').first().waitFor()
    await office.getByRole('radio', { name: '应急' }).click()
    await office.setViewportSize({ width: 800, height: 1280 })
    await shot(office, 'organisation-upright')
    await clean(office)
    await office.setViewportSize({ width: 1280, height: 800 })
  })

  it('is worked out alone by a tablet that hears nobody, which says as of when (1.1.5)', async () => {
    await hall.server.kill()
    await desk
      .getByText(/截至 \d\d:\d\d/)
      .first()
      .waitFor()
    await shot(desk, 'organisation-alone')
    await desk.reload()
    await desk.getByRole('button', { name: '紧急情况 · 无需登录' }).click()
    await desk.getByRole('button', { name: '看预案' }).click()
    await desk.getByRole('radio', { name: '总则' }).click()
    await desk.getByText('1.1.1 编制目的').waitFor()
    await desk
      .locator('.general')
      .getByText(/截至 \d\d:\d\d/)
      .waitFor()
    await shot(desk, 'general-locked')
    await clean(desk)
    await hall.server.start()
  })

  it('publishes a plan only when it names every place, and shows on the plan that it is in force', async () => {
    await office.getByRole('radio', { name: '发布和卡片' }).click()
    const publish = office.locator('.row').filter({ hasText: 'P01' }).getByRole('button', { name: '发布第 1 版' })
    await publish.click()
    await office.getByText('还没有填写：路口').waitFor()
    await hall.founded.manager.log.perform(configureHall, {
      planVariables: { 集合点: '东广场', 出口1: '正门', 出口2: '后门', 路口: '人民路口' },
    })
    await expect
      .poll(async () => {
        if (await publish.isVisible()) await publish.click()
        return office.locator('.row').filter({ hasText: 'P01' }).innerText()
      })
      .toContain('李敏发布')
    await shot(office, 'cards')
    await clean(office)
    await office.getByRole('radio', { name: '预案库' }).click()
    await office.getByRole('combobox').selectOption('P01')
    await office.getByText('李敏发布').waitFor()
    await shot(office, 'library')
    await clean(office)
  })

  it('prints every plan on a sheet of its own with a code, and pocket cards for each team', async () => {
    await office.getByRole('radio', { name: '发布和卡片' }).click()
    for (const [button, card, count] of [
      ['打印整套预案（A4）', '.planCard', 14],
      ['打印各组口袋卡（A6）', '.teamCard', 70],
    ] as const) {
      const printed = office.evaluate(
        (selector) =>
          new Promise<{ cards: number; codes: number }>((resolve) => {
            window.print = () => {
              const cards = document.querySelectorAll(`.printPage ${selector}`)
              resolve({
                cards: cards.length,
                codes: document.querySelectorAll(`.printPage ${selector} svg path`).length,
              })
            }
          }),
        card,
      )
      await office.getByRole('button', { name: button }).click()
      expect(await printed).toEqual({ cards: count, codes: count })
    }
  })

  it('shows what was never exercised, and really cuts a tablet off for a network drill that loses nothing', async () => {
    await office.getByRole('radio', { name: '演练' }).click()
    await office.getByText('没有演练过').first().waitFor()
    await shot(office, 'drills')
    await clean(office)
    await office.getByRole('button', { name: '安排演练' }).click()
    await office.getByLabel('范围还有什么要说的').fill('不影响客户')
    await shot(office, 'drill-form')
    await office.getByRole('button', { name: '排进日历' }).click()
    await office.getByText(/^还没有选：哪个预案、哪一天/).waitFor()
    await office.getByLabel('哪个预案').selectOption('P01')
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    await office.getByLabel('哪一天').fill(tomorrow)
    for (const name of ['实战', '单项', '没有影响']) await office.getByRole('radio', { name }).click()
    for (const name of ['锻炼队伍', '★项 95% 按时完成', '疏散引导']) await office.getByLabel(name).check()
    await office.getByRole('button', { name: '排进日历' }).click()
    // The form says it too: the drill is saved once the form has gone.
    await office.getByRole('button', { name: '排进日历' }).waitFor({ state: 'detached' })
    await office.getByText('刚排进日历').waitFor()
    await shot(office, 'planned-drill')
    await office.getByRole('button', { name: '断开 5 分钟' }).click()
    await office.getByText('断网演练：本机已与网络断开。').waitFor()
    await office.getByRole('radio', { name: '组织和在岗' }).click()
    await office.getByRole('radiogroup', { name: '李敏' }).getByRole('radio', { name: '在岗' }).click()
    await office.getByText('现场负责人：李敏').first().waitFor()
    await shot(office, 'cut-off')
    expect(wholeHall(hall.founded.manager).networkDrills).toEqual([])
    await office.getByRole('button', { name: '恢复收发' }).click()
    await expect
      .poll(() => wholeHall(hall.founded.manager).networkDrills.map(({ written, kept }) => [written, kept]))
      .toEqual([[1, 1]])
    await office.getByRole('radio', { name: '演练' }).click()
    await office.getByText(/期间 1 条，服务器已有 1 条/).waitFor()
  })
})

describe('the floor plan', () => {
  it('is drawn by a manager from a form, with a picture under it; what is no plan and no picture is refused with a sentence', async () => {
    await office.getByRole('radio', { name: '疏散图' }).click()
    await office.getByText('还没有平面图').waitFor()
    await office.getByRole('button', { name: '修改平面图' }).click()
    const [plan, picture] = [office.locator('input[accept*=json]'), office.locator('input[accept^=image]')]
    await plan.setInputFiles(file('menu.json', 'application/json', '{"soup": 3}'))
    await office.getByText('这个文件不是平面图').waitFor()
    await picture.setInputFiles(file('letter.png', 'image/png', 'Dear Sir'))
    await office.getByText('不是能打开的图片').waitFor()
    await picture.setInputFiles({ name: 'snow.bmp', mimeType: 'image/bmp', buffer: snow() })
    await office.getByText('这张图缩小了还是太大').waitFor()
    await office.getByRole('button', { name: '从示例开始' }).click()
    await office.getByText('按数字改').click()
    await office.getByRole('textbox', { name: '区的名称' }).first().fill('大厅')
    await office.getByRole('button', { name: '发布平面图' }).click()
    await office.getByText('已发布第 1 版，所有平板都会收到。').waitFor()
    await picture.setInputFiles(file('hall.svg', 'image/svg+xml', svg))
    await office.getByRole('button', { name: '去掉底图' }).waitFor()
    await office.getByLabel('wall').selectOption({ label: '大厅' })
    await office.getByLabel('desk').selectOption({ label: '贵宾室' })
    await expect.poll(() => floor().stands.size).toBe(2)
    expect(floor().drawing?.base64.length).toBeGreaterThan(1000)
    await shot(office, 'form')
    await clean(office)
    await office.getByRole('button', { name: '看图' }).click()
    await office.getByText('点一个区，看从那里怎么走。').waitFor()
    await shot(office, 'page')
    await clean(office)
  })

  it('leads out from a locked tablet that was reloaded and hears nobody, with its picture (1.1.27)', async () => {
    await desk.reload()
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
    await wall.getByRole('alert').getByText('从后门离开，到东广场集合').waitFor()
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
