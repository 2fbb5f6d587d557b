import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { startRetention } from '#content/retention.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet } from '#support/fakeTablet.ts'
import { mountApp, pageText, press, typeInto, typePin } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { until } from '#support/until.ts'

let app: VueWrapper | undefined
afterEach(() => {
  app?.unmount()
})

const next = async () => {
  document.querySelector('form')?.requestSubmit()
  await atRest()
}
const choosePin = async (pin: string) => {
  await typePin(pin)
  await press('下一步')
}

async function newHall() {
  const tablet = createFakeTablet({ place: 'manager', newHall: true })
  const mounted = await mountApp(tablet)
  app = mounted.app
  await atRest()
  expect(pageText()).toContain('营业厅叫什么？')
  return { tablet, ...mounted }
}

describe('setting up a hall', () => {
  it('asks one question at a time and opens the hall with its first manager signed in', async () => {
    const { tablet } = await newHall()
    await typeInto('营业厅名称', '城东厅')
    await next()
    await press(nameOf('其他业务'))
    await next()
    expect(pageText()).toContain('有几个窗口？')
    await next()
    await typeInto('工号', '0001')
    await typeInto('称呼', '老陈')
    await next()
    await choosePin('351792')
    await choosePin('351792')
    await typeInto('出口 1', '南门')
    await typeInto('集合点', '邮局门前')
    await typeInto('派出所', '０５７１－８８８８１２３４')
    await next()
    expect(pageText()).toContain('核对一下')
    expect(pageText()).toContain('南门 · 邮局门前 · 0571-88881234')
    expect(pageText()).toContain('办理单留 183 天，签名 183 天，照片 45 天，备注 45 天，到期自动销毁')
    await next()
    const { settings, staff } = tablet.log.hall
    expect(settings.name).toBe('城东厅')
    expect(settings.queues.map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D', 'E'])
    expect(settings.services.some(({ queue }) => queue === 'F')).toBe(false)
    expect(settings.counters).toHaveLength(4)
    expect(settings.rules).toMatchObject(startRetention)
    expect(settings.planVariables).toEqual({ 出口1: '南门', 集合点: '邮局门前', 派出所电话: '0571-88881234' })
    expect([...staff.values()].map(({ workNumber, roles }) => [workNumber, ...roles])).toEqual([['0001', 'manager']])
    expect(tablet.session?.callName).toBe('老陈')
    await keepSheet()
    expect(pageText()).toContain('营业厅已就绪')
    expect(findByRole('button', '添加下一台平板')).toBeTruthy()
  })

  it('needs only the manager when everything else is left as it is', async () => {
    const { tablet } = await newHall()
    await press('其余用默认设置')
    await typeInto('工号', '0001')
    await typeInto('称呼', '老陈')
    await next()
    await choosePin('351792')
    await choosePin('351792')
    expect(pageText()).toContain('出了事往哪里走')
    await press('以后再填')
    expect(pageText()).toContain('以后再填')
    await next()
    expect(tablet.log.hall.settings.planVariables).toEqual({})
    expect(tablet.log.hall.settings.queues).toHaveLength(6)
    expect(tablet.log.hall.settings.services).toHaveLength(22)
  })

  it('goes back without losing what was answered', async () => {
    await newHall()
    await typeInto('营业厅名称', '城东厅')
    await next()
    await press('返回')
    expect(document.querySelector('input')?.value).toBe('城东厅')
  })

  it('does not go on without a work number, and says what one looks like', async () => {
    await newHall()
    await press('其余用默认设置')
    await typeInto('工号', '小陈')
    await next()
    expect(pageText()).toContain('工号是 1–12 位数字或字母。')
  })

  it('starts the PIN again when the two are different', async () => {
    await newHall()
    await press('其余用默认设置')
    await typeInto('工号', '0001')
    await typeInto('称呼', '老陈')
    await next()
    await choosePin('351792')
    await choosePin('907345')
    expect(pageText()).toContain('两次不一样，请重新输入。')
  })

  it('goes on only when a line of the recovery sheet was read back, and then knows the sheet no more', async () => {
    const { tablet, path } = await newHall()
    await found()
    expect(pageText()).toContain('把恢复单留下来')
    expect(pageText()).not.toMatch(LINE)
    await press('显示出来抄写')
    const lines = shownLines()
    expect(lines).toHaveLength(4)
    await press('已经留好了')
    expect(pageText()).not.toMatch(LINE)
    const number = askedLine()
    const others = lines.filter((_, at) => at !== number - 1)
    for (const wrong of ['', ...others, lines[number - 1]?.slice(0, -1) ?? '']) {
      await typeInto(`第 ${number} 行`, wrong)
      await next()
      expect(pageText()).toContain(`和第 ${number} 行对不上`)
    }
    expect(tablet.log.hall.isSheetKept).toBe(false)
    await press('返回')
    expect(pageText()).toContain('把恢复单留下来')
    await press('已经留好了')
    await typeInto(`第 ${number} 行`, lines[number - 1]?.toLowerCase() ?? '')
    await next()
    expect(tablet.log.hall.isSheetKept).toBe(true)
    expect(pageText()).toContain('营业厅已就绪')
    expect(pageText()).not.toContain('恢复单没有留下')
    await press('先看看经理页')
    expect(path()).toBe('/manager')
    expect(pageText()).not.toContain('恢复单没有留下')
  })

  it('leads on to a list of staff, and asks for it once', async () => {
    const { path } = await newHall()
    await found()
    await keepSheet()
    await press('导入员工名单')
    await until(() => pageText().includes('选一个 Excel 或 WPS 表格'))
    expect(path()).toBe('/manager')
    expect(location.search).toBe('?tab=staff')
  })

  it('lets nobody leave while the recovery sheet is not kept', async () => {
    const { go } = await newHall()
    await found()
    await go('/manager')
    expect(pageText()).toContain('把恢复单留下来')
    const leaving = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(leaving)
    expect(leaving.defaultPrevented).toBe(true)
    await keepSheet()
    const free = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(free)
    expect(free.defaultPrevented).toBe(false)
  })

  it('hands the recovery sheet to the printer with its code, and as a file', async () => {
    await newHall()
    await found()
    let paper = ''
    let modules = 0
    const { print } = window
    window.print = () => {
      paper = document.querySelector('.printPage')?.textContent ?? ''
      modules = document.querySelector('.printPage .qrCode path')?.getAttribute('d')?.length ?? 0
      window.dispatchEvent(new Event('afterprint'))
    }
    await press('打印')
    await until(() => paper !== '')
    window.print = print
    await press('显示出来抄写')
    for (const line of shownLines()) expect(paper).toContain(line)
    expect(paper).toContain('谁拿到本单，谁就能指定新的经理。')
    expect(paper).toContain('机密')
    expect(paper).toContain('封存人签名：')
    expect(modules).toBeGreaterThan(1_000)
    expect(document.querySelector('.printPage')).toBeNull()

    let saved = new Blob()
    const { createObjectURL } = URL
    URL.createObjectURL = (file: Blob) => {
      saved = file
      return 'blob:sheet'
    }
    await press('存到 U 盘')
    URL.createObjectURL = createObjectURL
    const text = await saved.text()
    for (const [at, line] of shownLines().entries()) expect(text).toContain(`${at + 1}  ${line}`)
  })

  it('goes on from the recovery sheet when the page was loaded anew before it was read back, and from nowhere else', async () => {
    const { tablet, app: first } = await newHall()
    await found()
    await press('显示出来抄写')
    const lines = shownLines()
    first.unmount()
    document.body.replaceChildren()
    tablet.signOut()
    const again = await mountApp(tablet, '/manager')
    app = again.app
    await atRest()
    expect(again.path()).toBe('/setup')
    expect(pageText()).not.toContain('把恢复单留下来')
    await tablet.signIn([...tablet.log.hall.staff.keys()][0]!, '351792')
    await until(() => pageText().includes('把恢复单留下来'))
    await again.go('/manager')
    expect(again.path()).toBe('/setup')
    await press('显示出来抄写')
    expect(shownLines()).toEqual(lines)
    await press('抄完了，收起来')
    await keepSheet()
    expect((await tablet.openHeldSheet()).isHeld).toBe(false)
    await press('先看看经理页')
    expect(again.path()).toBe('/manager')
    expect(pageText()).not.toContain('恢复单没有留下')
  })

  it('says on the manager’s page that the recovery sheet is lost, when it is held nowhere', async () => {
    const { tablet, app: first } = await newHall()
    await found()
    first.unmount()
    document.body.replaceChildren()
    await (await tablet.openHeldSheet()).drop()
    const again = await mountApp(tablet)
    app = again.app
    await atRest()
    expect(again.path()).toBe('/manager')
    expect(pageText()).toContain('恢复单没有留下')
    expect(pageText()).toContain('请至少设两位经理')
  })

  it('is not shown to the tablets of a hall that has staff', async () => {
    const mounted = await mountApp(createFakeTablet({ place: 'manager', by: 's_chen' }))
    app = mounted.app
    expect(mounted.path()).toBe('/manager')
  })
})

const LINE = /([0-9A-Z]{4}[- ]?){8}/

/** Answers only what has to be answered. */
async function found(): Promise<void> {
  await press('其余用默认设置')
  await typeInto('工号', '0001')
  await typeInto('称呼', '老陈')
  await next()
  await choosePin('351792')
  await choosePin('351792')
  await next()
  await next()
}

const shownLines = () =>
  [...document.querySelectorAll('ol.lines li')].map((line) =>
    [...line.querySelectorAll('span')].map((group) => group.textContent).join('-'),
  )
const askedLine = () => Number(/照着恢复单输入第 (\d) 行/.exec(pageText())?.[1])

/** Copies the sheet by hand and types the line back. */
async function keepSheet(): Promise<void> {
  await press('显示出来抄写')
  const lines = shownLines()
  await press('已经留好了')
  await typeInto(`第 ${askedLine()} 行`, lines[askedLine() - 1] ?? '')
  await next()
}

/** The accessible name of the choice that holds these words. */
function nameOf(words: string): string {
  const choice = [...document.querySelectorAll('button')].find((each) => each.textContent?.includes(words))
  return (choice?.textContent ?? '').replace(/\s+/g, ' ').trim()
}
