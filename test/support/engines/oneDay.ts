import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf } from '#content/catalogue/catalogue.ts'
import { type BuiltServer, openBuiltServer } from '../builtServer.ts'
import { filledForm } from '../filledForm.ts'
import { PIN } from '../foundHall.ts'
import { fillingNow } from '../intakeActs.ts'
import { makeNewerApp } from '../newerApp.ts'
import { appFor } from './appFor.ts'
import { type Engine, type EngineKind, type EnginePage, type Hands, handsOn, type ScreenSize } from './engines.ts'

const NEWER = '9.9.9'
const LYING: ScreenSize = [1280, 800]
const IPAD: ScreenSize = [1080, 810]
const UPRIGHT: ScreenSize = [810, 1080]
/** Where the step that is now stands, or that there is none left. */
const NOW = '.stepTitle h2, .intakePage h2.asText'
const DONE = /步骤都完成了/
const repair = formOf('SV14')!

interface Tablet extends Hands {
  readonly page: EnginePage
}

/**
 * Tells one day of a hall in an engine, on tablets of three sizes: each test goes on where the one before it ended. What it
 * looks like lies in STAYOPEN_SHOTS, where that is named.
 */
export function tellOneDay({ name, open }: EngineKind): void {
  describe(`a day in ${name}`, () => {
    let engine: Engine
    let server: BuiltServer
    let app: ReturnType<typeof appFor>
    let newer: ReturnType<typeof appFor>
    const tablets = new Map<string, Tablet>()
    const at = (tablet: string): Tablet => {
      const found = tablets.get(tablet)
      if (!found) throw new Error(`there is no tablet ${tablet}`)
      return found
    }
    const manager = () => at('manager')
    const reception = () => at('reception')
    const counter = () => at('counter')
    const office = () => at('office')
    const wall = () => at('wall')

    beforeAll(async () => {
      const opened = await open()
      if (!opened) throw new Error(`${name} is not here`)
      engine = opened
      app = appFor(process.env.STAYOPEN_QUICK_APP ?? 'dist/app', engine)
      const made = makeNewerApp(NEWER)
      newer = appFor(made.folder, engine)
      made.remove()
      server = await openBuiltServer()
      await server.kill()
      await server.start({ app: app.folder })
    })
    afterAll(async () => {
      await engine?.close()
      await server?.close()
      app?.remove()
      newer?.remove()
    })

    async function blank(tablet: string, size: ScreenSize): Promise<Tablet> {
      const page = await engine.page(tablet, size)
      const made: Tablet = Object.assign(handsOn(page), { page })
      tablets.set(tablet, made)
      return made
    }

    /** What every screen looks like now. */
    async function shots(of: string): Promise<void> {
      const folder = process.env.STAYOPEN_SHOTS
      if (!folder) return
      mkdirSync(folder, { recursive: true })
      for (const [tablet, { page }] of tablets) await page.shot(path.join(folder, `${name}-${of}-${tablet}.png`))
    }

    async function add(place: string, tablet: string, size: ScreenSize): Promise<void> {
      await manager().sees('放在哪里？')
      await manager().tap(place, { within: '[role=dialog], dialog' })
      await manager().fill('平板名称', tablet)
      await manager().tap('出配对码')
      const code = await manager().reads('.code')
      const one = await blank(tablet, size)
      await one.page.goto(engine.origin(tablet, server.port))
      await one.fill('配对码', code.toLowerCase())
      await one.tap('加入')
      await manager().sees(await one.reads('.number'))
      await manager().tap('放行')
      await manager().sees(`${tablet} 已加入。`)
      await manager().tap('完成')
    }

    async function signIn(one: Tablet): Promise<void> {
      await one.tap(/^老陈/)
      await one.digits(PIN)
      await one.sees('老陈', { within: 'header' })
    }

    it('begins with a set-up', async () => {
      const one = await blank('manager', LYING)
      await one.page.goto(`${engine.origin('manager', server.port)}/pair#code=${server.firstCode()}`)
      await one.tap('加入')
      await one.fill('营业厅名称', '城东厅')
      await one.tap('下一步')
      for (const question of ['要开哪些队列？', '有几个窗口？']) {
        await one.sees(question)
        await one.tap('下一步')
      }
      await one.fill('工号', '1001')
      await one.fill('称呼', '老陈')
      await one.tap('下一步')
      for (let time = 0; time < 2; time++) {
        await one.digits(PIN)
        await one.tap('下一步', { within: '.numberPad' })
      }
      await one.fill('集合点', '门前旗杆')
      await one.tap('下一步')
      await one.sees('核对一下')
      await one.tap('建立营业厅')
      await one.tap('显示出来抄写')
      const sheet = await one.readsAll('ol.lines li')
      await one.tap('已经留好了')
      await one.sees('照着恢复单输入第')
      const number = Number(/第\s*(\d)/.exec((await one.readsAll('h1, h2')).join(' '))?.[1])
      await one.fill(`第 ${number} 行`, sheet[number - 1] ?? '')
      await one.tap('下一步')
      await one.tap('添加下一台平板')
    })

    it('takes in four places', async () => {
      await add('前台', 'reception', IPAD)
      for (const [place, tablet, size] of [
        ['窗口', 'counter', LYING],
        ['后台', 'office', UPRIGHT],
        ['综合屏', 'wall', LYING],
      ] as const) {
        await manager().tap('添加平板')
        await add(place, tablet, size)
      }
      await wall().sees('数据实时')
    })

    it('gives a number and calls it', async () => {
      await reception().tap(/^缴费/, { within: 'main' })
      expect(await reception().reads('.slipCard .ticketLabel')).toBe('A001')
      await reception().tap('完成')
      await signIn(counter())
      await counter().tap(/^3 号窗/)
      await counter().tap('3 号窗开台')
      await counter().tapAway(/呼叫下一位/)
      await wall().sees('A001', { within: '.wallCall' })
      await shots('called')
      await counter().tapAway(/客户已到/)
    })

    it('takes a case down, with a photo and a signature', async () => {
      await signIn(office())
      await office().tap(/受理业务/)
      await office().tap('手机维修')
      await office().tap(/^开始受理/)
      const values = filledForm(repair, fillingNow('in-reach'))
      for (const field of repair.fields) {
        const value = values[field.id]
        if (value === undefined || field.kind === 'photos') continue
        const place = field.kind === 'choice' ? field.options.findIndex((option) => option.value === value) : 0
        await office().answers(`#field-${field.id}`, value, place)
      }
      await office().photographs('.photoField input[type=file]')
      await office().tap('就用这张')
      await office().sees(/已拍 1 张/)
      await shots('form')
      for (let step = await office().reads(NOW); !DONE.test(step); step = await office().after(NOW, step)) {
        await office().touchAll('.documentsSeen :is([role=switch][aria-checked=false], input:not(:checked))')
        await office().touchAll(
          '.stepPanel > .part :is([role=switch][aria-checked=false], input[type=checkbox]:not(:checked))',
        )
        if (await office().is('.signaturePad canvas')) {
          await office().draws('.signaturePad canvas')
          await office().tap('签名')
          await office().reads('.stepPanel .confirmed')
        }
        await office().tap('完成这一步')
      }
      await office().tap(/^提交/)
      await office().sees(/01-\d{6}-\d{2}-0001-\d\d/, { within: '.receiptView' })
      await shots('receipt')
      await office().tap('完成')
    })

    it('has a fire, started where nobody has signed in, until the manager stands it down', async () => {
      await reception().tap('紧急')
      await reception().tap('火灾')
      await reception().tap(/启动 火灾/, { ms: 1_600 })
      await reception().sees('现在做')
      await wall().sees('门前旗杆')
      await shots('fire')
      for (const one of [counter(), office(), manager()]) {
        await one.tap('已收到')
        await one.sees('现在做')
      }
      await manager().tap('指挥', { within: '.side' })
      await manager().touchAll('.commandPanel [role=switch][aria-checked=false]')
      await manager().tap(/^解除/, { ms: 1_600 })
      await wall().sees('数据实时')
      // Whoever has not heard that it is over before the server dies goes on with its checklist.
      const isOver = (page: { run(script: string): Promise<unknown> }) =>
        page.run("return !document.querySelector('.incidentLine, .checklist, .emergencyFrame')")
      for (const one of [reception(), counter(), office()]) await expect.poll(() => isOver(one.page)).toBe(true)
      for (const one of [reception(), counter(), office()]) await one.sees('已连接')
    })

    it('goes on without the hall server, also after every tablet was loaded again', async () => {
      const works = [reception(), counter(), office(), wall()]
      for (const one of works) await one.isInstalled()
      await server.kill()
      await reception().sees('服务器失联')
      for (const { page } of works) await page.reload()
      await wall().sees('A001')
      await reception().tap(/^缴费/, { within: 'main' })
      expect(await reception().reads('.slipCard .ticketLabel')).toMatch(/^A002$|^A\d+-001$/)
      await reception().tap('完成')
      await signIn(counter())
      await counter().sees('A001', { within: '.customer' })
      await shots('alone')
    })

    it('starts a newer version once the server is back with it, and everybody has everything', async () => {
      await server.start({ app: newer.folder })
      for (const one of [reception(), counter(), office()]) await one.sees('已连接')
      await wall().sees('数据实时')
      const { page } = reception()
      await page.run('globalThis.marked = true; await (await navigator.serviceWorker.ready).update()')
      // Where the browser has not promised to keep what is saved, that stands beside it.
      await reception().tap(/^(新版本|提醒)/)
      await reception().tap('更新', { within: '[role=region], section' })
      // While a page goes nothing can be run in it.
      const isMarked = () => page.run('return "marked" in globalThis').catch(() => true)
      await expect.poll(isMarked).toBe(false)
      await reception().sees('已连接')
      await reception().touch('.statusChip:last-of-type')
      await reception().sees(NEWER)
      await counter().tapAway(/完成并叫下一位/)
      await wall().sees(/A002|A\d+-001/, { within: '.wallCall' })
      await shots('newer')
    })
  })
}
