import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import ManagerPages from '#app/manager/ManagerPages.vue'
import ReceptionScreen from '#app/reception/ReceptionScreen.vue'
import type { Language } from '#app/words/words.ts'
import { startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { makeAppointment } from '#domain/appointments/commands.ts'
import { callNextTicket, finishService, greetCustomer, missCustomer } from '#domain/calls/commands.ts'
import { inTouch } from '#domain/command.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { closeDay } from '#domain/day/commands.ts'
import { declareInterruption } from '#domain/interruptions/commands.ts'
import { noProbes } from '#domain/outages/outages.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { admitTablet, revokeTablet } from '#domain/tablets/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { askWaving, enterRollTicket } from '#domain/tickets/seldom.ts'
import { slipCode, slipText } from '#domain/tickets/slip.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { findField } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { plugInUsb } from '#support/ownPrinters.ts'
import { townHall } from '#support/townHall.ts'
import { until } from '#support/until.ts'

const shown = () => document.body.textContent.replace(/\s+/g, ' ')
const sees = async (words: string) => {
  await atRest()
  expect(shown()).toContain(words)
}
const seesNot = async (words: string) => {
  await atRest()
  expect(shown()).not.toContain(words)
}

// While a sheet is open, nothing behind it can be tapped.
const buttons = (start: string) =>
  [...(document.querySelector('[role="dialog"]') ?? document).querySelectorAll<HTMLElement>('button')].filter(
    (button) => (button.getAttribute('aria-label') ?? button.textContent.replace(/\s+/g, ' ')).trim().startsWith(start),
  )

async function tap(start: string): Promise<void> {
  await atRest()
  expect(buttons(start), `a button that starts with ${start}`).toHaveLength(1)
  buttons(start)[0]?.click()
}

/** One key of the pad. */
async function typeNumber(key: string): Promise<void> {
  await atRest()
  const found = buttons(key).find((button) => button.textContent.trim() === key)
  expect(found, key).toBeDefined()
  found?.click()
}

/** A reader types the code into the field, all at once, and the screen says what it is. */
async function scan(code: string, says: string): Promise<void> {
  await atRest()
  const field = document.querySelector<HTMLInputElement>('[role="dialog"] input')
  expect(field).not.toBeNull()
  if (field) field.value = code
  field?.dispatchEvent(new InputEvent('input', { data: code, bubbles: true }))
  field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  await until(() => shown().includes(says))
}

/** Nothing is drawn here: a pen whose paper stays white, and whose signs are all as wide. */
function penOfWhitePaper(written: string[] = []) {
  const pen = {
    measureText: (text: string) => ({ width: text.length * 20 }),
    fillRect() {},
    strokeRect() {},
    fillText: (text: string) => written.push(text),
    getImageData: (_x: number, _y: number, width: number, height: number) => ({
      data: new Uint8ClampedArray(width * height * 4).fill(255),
    }),
  }
  return vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as never)
}

const pay = { queue: 'q-pay', service: 'payment', priority: null } as const

function openHall(tablet: FakeTablet): void {
  for (const [counter, by] of [
    ['1', STAFF.wang],
    ['2', STAFF.li],
    ['3', STAFF.li],
  ] as const) {
    tablet.colleague('counter', by).perform(openCounter, { counter })
  }
}

let screen: ReturnType<typeof mountScreen> | null = null
const show = (tablet: FakeTablet, book: { language?: Language } = {}) => {
  screen = mountScreen(ReceptionScreen, { tablet, ...book })
}

beforeEach(() => {
  localStorage.clear()
  window.print = () => undefined
})
afterEach(() => {
  vi.useRealTimers()
  screen?.unmount()
  screen = null
})

describe('taking a ticket', () => {
  it('tells the range before there is a ticket', async () => {
    const tablet = createFakeTablet()
    openHall(tablet)
    show(tablet)
    await atRest()
    expect(buttons('缴费充值')[0]?.textContent).toContain('A')
    expect(buttons('缴费充值')[0]?.textContent).toContain('约 2 分以内')
  })

  it('takes a number in two taps, service and print, and counts the slip as printed when somebody says that it came out', async () => {
    const tablet = createFakeTablet()
    openHall(tablet)
    show(tablet)
    await tap('缴费充值')
    await sees('A001')
    await sees('前面没有人')
    await tap('打印')
    await sees('A001：打出来了吗？')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ copies: 0 }])
    await tap('打出来了')
    await seesNot('前面没有人')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ label: 'A001', service: 'payment', copies: 1 }])
  })

  it('gives the number before the printer has a say, and says so when the printer fails (Q3)', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    window.print = () => {
      expect(tablet.log.hall.tickets.size).toBe(1)
      throw new Error('no printer')
    }
    await tap('缴费充值')
    await tap('打印')
    await sees('号票没有打出来。号码有效')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ status: 'waiting', printFailed: true, copies: 0 }])
  })

  it('says on the card that the slip has not come out, and does not count it, when somebody saw none', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    await tap('缴费充值')
    await tap('打印')
    await tap('没有打出来')
    await sees('号票没有打出来。号码有效')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ printFailed: true, copies: 0 }])
  })

  it('counts nothing when the question is closed without an answer, and can print again', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    await tap('缴费充值')
    await tap('打印')
    await tap('关闭')
    await atRest()
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ printFailed: false, copies: 0 }])
    await tap('打印')
    await sees('A001：打出来了吗？')
  })

  it('prints only when everything on the slip is drawn, its code too', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    let modules = ''
    window.print = () => {
      modules = document.querySelector('.slipPaper svg path')?.getAttribute('d') ?? ''
    }
    await tap('缴费充值')
    await tap('打印')
    await sees('A001：打出来了吗？')
    expect(modules.length).toBeGreaterThan(1000)
  })

  it('prints on a printer of the hall without asking, and says on the card what keeps it from printing', async () => {
    const printers = [{ id: 'p_door', name: '前台打印机', address: '10.2.0.9', paper: '58' as const }]
    const tablet = createFakeTablet({ settings: { ...townHall, printers } })
    show(tablet)
    const drawing = penOfWhitePaper()
    await tap('前台打印机')
    await tap('缴费充值')
    tablet.setPrinter('paper-out')
    await tap('打印')
    await sees('打印机没有纸了。请换一卷纸。')
    await sees('号票没有打出来。号码有效')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ printFailed: true, copies: 0 }])
    tablet.setPrinter('printed')
    await tap('打印')
    await seesNot('前面没有人')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ printFailed: false, copies: 1 }])
    expect(tablet.slips).toEqual([{ printer: 'p_door', bytes: expect.any(Number) }])
    expect((tablet.slips[0]?.bytes ?? 1) % 48).toBe(0)
    drawing.mockRestore()
  })

  it('prints on a printer of its own by USB: unplugged in the middle it says so, and printing again is the same copy (Q72)', async () => {
    const { usb, works, unplugAfter, plugIn } = plugInUsb()
    Object.defineProperty(navigator, 'usb', { configurable: true, value: usb })
    const tablet = createFakeTablet({ settings: townHall })
    show(tablet)
    const drawing = penOfWhitePaper()
    await atRest()
    expect(buttons('蓝牙')).toHaveLength(0)
    await tap('USB')
    await until(() => buttons('选打印机').length === 1)
    expect(localStorage.getItem('stayopen.slipPaper')).toBeNull()
    await tap('选打印机')
    await until(() => buttons('用这台').length === 1)
    await tap('用这台')
    expect(localStorage.getItem('stayopen.slipPaper')).toBe('usb')
    await tap('缴费充值')
    unplugAfter(3)
    await tap('打印')
    await until(() => shown().includes('USB 打印机没有回应。请看看它有没有通电、数据线有没有插好。'))
    await sees('号票没有打出来。号码有效')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ printFailed: true, copies: 0 }])
    plugIn()
    await tap('打印')
    await until(() => [...tablet.log.hall.tickets.values()][0]?.copies === 1)
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ printFailed: false, copies: 1 }])
    expect(works.slips).toHaveLength(1)
    Reflect.deleteProperty(navigator, 'usb')
    drawing.mockRestore()
  })

  it('says with the way on that the system’s driver holds the USB printer, and keeps the paper that was chosen (Q72)', async () => {
    Object.defineProperty(navigator, 'usb', { configurable: true, value: plugInUsb({ heldByDriver: true }).usb })
    show(createFakeTablet({ settings: townHall }))
    await tap('58 毫米')
    await tap('USB')
    await until(() => buttons('选打印机').length === 1)
    await tap('选打印机')
    await until(() => shown().includes('系统的驱动或别的程序占着这台打印机。Windows 电脑请把它的驱动换成 WinUSB'))
    expect(localStorage.getItem('stayopen.slipPaper')).toBe('58')
    Reflect.deleteProperty(navigator, 'usb')
  })

  it('is told that the roll is nearly used up, and goes on without paper with one tap (Q71)', async () => {
    const printers = [{ id: 'p_door', name: '前台打印机', address: '10.2.0.9', paper: '58' as const }]
    const tablet = createFakeTablet({ settings: { ...townHall, printers } })
    show(tablet)
    const drawing = penOfWhitePaper()
    await tap('前台打印机')
    await tap('缴费充值')
    tablet.setPrinter('paper-low')
    await tap('打印')
    await seesNot('前面没有人')
    await sees('打印机的纸快用完了')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ printFailed: false, copies: 1 }])
    await tap('不打印')
    await seesNot('打印机的纸快用完了')
    await tap('前台打印机')
    tablet.setPrinter('printed')
    await tap('套餐变更')
    await tap('打印')
    await seesNot('打印机的纸快用完了')
    drawing.mockRestore()
  })

  it('asks who stands there when the printer of the hall never says anything', async () => {
    const printers = [{ id: 'p_door', name: '前台打印机', address: '10.2.0.9', paper: '58' as const }]
    const tablet = createFakeTablet({ settings: { ...townHall, printers } })
    tablet.setPrinter('unsaid')
    show(tablet)
    const drawing = penOfWhitePaper()
    await tap('前台打印机')
    await tap('缴费充值')
    await tap('打印')
    await tap('打出来了')
    await seesNot('前面没有人')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ copies: 1 }])
    drawing.mockRestore()
  })

  it.each([
    ['with what the system sends with', true],
    ['into a file, where the browser shares none', false],
  ] as const)('goes as a picture, where no printer prints it, %s (Q72)', async (_how, shares) => {
    const printers = [{ id: 'p_door', name: '前台打印机', address: '10.2.0.9', paper: '58' as const }]
    const tablet = createFakeTablet({ settings: { ...townHall, printers } })
    show(tablet)
    const written: string[] = []
    const drawing = penOfWhitePaper(written)
    const png = vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done(new Blob(['png'])))
    const sent: File[] = []
    const files: string[] = []
    const link = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      files.push(this.download)
    })
    Object.assign(navigator, {
      canShare: () => shares,
      share: async ({ files: [file] }: { files: File[] }) => void (file && sent.push(file)),
    })
    await tap('前台打印机')
    await tap('缴费充值')
    await seesNot('存成图片')
    tablet.setPrinter('paper-out')
    await tap('打印')
    await tap('存成图片')
    await until(() => document.querySelector('img.picture') !== null)
    expect(written.join('').replaceAll(' ', '')).toContain('A001')
    if (shares) {
      await tap('发送图片')
      expect(sent.map(({ name, type }) => [name, type])).toEqual([['A001.png', 'image/png']])
      expect(files).toEqual([])
    } else {
      expect(buttons('发送图片')).toEqual([])
      await tap('保存图片')
      expect(files).toEqual(['A001.png'])
      await sees('请从平板上删掉')
    }
    await tap('关闭')
    await tap('完成')
    // Without paper it is offered at once.
    await tap('不打印')
    await tap('缴费充值')
    await sees('存成图片')
    for (const each of [drawing, png, link]) each.mockRestore()
    Reflect.deleteProperty(navigator, 'canShare')
    Reflect.deleteProperty(navigator, 'share')
  })

  it('says where to wait, on the card, on paper and from a thermal printer (Q4)', async () => {
    const printers = [{ id: 'p_door', name: '前台打印机', address: '10.2.0.9', paper: '58' as const }]
    const area = { zh: '二楼 A 区', en: '' }
    const queues = townHall.queues?.map((queue) => (queue.id === 'q-pay' ? { ...queue, area } : queue)) ?? []
    const tablet = createFakeTablet({ settings: { ...townHall, queues, printers } })
    show(tablet)
    let onPaper = ''
    window.print = () => {
      onPaper = document.querySelector('.slipPaper')?.textContent ?? ''
    }
    await tap('缴费充值')
    await sees('请在二楼 A 区等候')
    await tap('打印')
    await tap('打出来了')
    expect(onPaper).toContain('请在二楼 A 区等候')
    const written: string[] = []
    const drawing = penOfWhitePaper(written)
    await tap('前台打印机')
    await tap('缴费充值')
    await tap('打印')
    await seesNot('前面 1 位')
    expect(written.join('').replaceAll(' ', '')).toContain('请在二楼A区等候')
    // A hall that is not divided says so as before, and the card has nothing to add.
    await tap('套餐变更')
    await seesNot('请在')
    await tap('打印')
    await seesNot('前面没有人')
    expect(written.join('').replaceAll(' ', '')).toContain('请在等候区等候')
    drawing.mockRestore()
  })

  it('says that it was given while the server was not heard, from whichever numbers: on the card, on paper and when found again (Q4)', async () => {
    let onPaper = ''
    window.print = () => {
      onPaper = document.querySelector('.slipPaper')?.textContent ?? ''
    }
    const tablet = createFakeTablet()
    show(tablet)
    await tap('缴费充值')
    await seesNot('离线取号')
    await tap('完成')
    tablet.setContact({ share: new Set(), leftTo: new Map() })
    await tap('缴费充值')
    await sees('A002')
    await sees('离线取号')
    await sees('号码照样有效')
    await tap('打印')
    await tap('打出来了')
    expect(onPaper).toContain('离线取号，到窗口出示本票即可办理')
    expect(onPaper).toContain('取号时间 2026-11-23')
    // Heard again the number stays what it was.
    tablet.setContact(inTouch)
    await tap('查号/补打')
    await atRest()
    buttons('2')
      .find((button) => button.textContent.trim() === '2')
      ?.click()
    await tap('A002')
    await sees('离线取号')
    expect([...tablet.log.hall.tickets.values()].map(({ origin, alone }) => [origin, alone])).toEqual([
      ['block', false],
      ['block', true],
    ])
  })

  it.each(['declared', 'found'] as const)(
    'marks by itself a number whose service the operator’s systems have a say in, when an outage was %s (Q11)',
    async (how) => {
      const tablet = createFakeTablet({
        settings: { ...townHall, queues: [...startQueues], services: [...startServices] },
      })
      show(tablet)
      await tap('套餐变更')
      await seesNot('照样取号，由窗口核验')
      await tap('完成')
      // What services ask for is here at once when it is first wanted.
      await import('#content/catalogue/catalogue.ts')
      const tries = (reached: boolean) => [20, 10, 0].map((s) => ({ at: tablet.now() - s * 1000, reached }))
      if (how === 'found') tablet.setStatus({ probes: { ...noProbes, hall: tries(true), operator: tries(false) } })
      else tablet.colleague('manager', STAFF.chen).perform(declareInterruption, { what: 'operator-system', drafts: 0 })
      if (how === 'declared') await until(() => shown().includes('系统中断'))
      await atRest()
      const marks = () => [...tablet.log.hall.tickets.values()].map(({ service, toCheck }) => [service, toCheck])
      await tap('套餐变更')
      await sees('待核验')
      await sees('照样取号，由窗口核验')
      await tap('完成')
      // A question needs no system, and has no mark.
      await tap('业务咨询')
      await seesNot('照样取号，由窗口核验')
      expect(marks()).toEqual([
        ['SV05', false],
        ['SV05', true],
        ['SV12', false],
      ])
      await tap('再加一项业务')
      await tap('过户')
      await sees('照样取号，由窗口核验')
    },
  )

  it('is marked at the door after it was given, takes another service, and says so on the slip (Q10, Q11)', async () => {
    let onPaper = ''
    window.print = () => {
      onPaper = document.querySelector('.slipPaper')?.textContent ?? ''
    }
    const tablet = createFakeTablet()
    show(tablet)
    await tap('缴费')
    await tap('标为待核验')
    await sees('照样取号，由窗口核验')
    await tap('再加一项业务')
    await tap('过户')
    await sees('还要办 过户')
    await tap('打印')
    await until(() => onPaper !== '')
    expect(onPaper).toContain('待核验')
    expect(onPaper).toContain('还要办 过户')
  })

  it('is marked at the door so that staff wave, on the slip and beside the counter that calls it, and not any more (Q45)', async () => {
    let onPaper = ''
    window.print = () => {
      onPaper = document.querySelector('.slipPaper')?.textContent ?? ''
    }
    const tablet = createFakeTablet()
    const counter = tablet.colleague('counter', STAFF.wang)
    counter.perform(openCounter, { counter: '2' })
    show(tablet)
    await tap('缴费')
    await tap('听不清，叫到时招手')
    await sees('叫到时工作人员会招手')
    await tap('打印')
    await until(() => onPaper !== '')
    expect(onPaper).toContain('叫到请招手')
    const hand = () => document.querySelector('.counterLines [aria-label="请招手"]')
    expect(hand()).toBeNull()
    counter.perform(callNextTicket, { counter: '2' })
    await until(() => hand() !== null)
    const [ticket] = tablet.log.hall.tickets.values()
    await tablet.log.perform(askWaving, { ticket: ticket?.id ?? '', on: false })
    await until(() => hand() === null)
  })

  it('only tells the number on a tablet without paper, and remembers that (Q5)', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    await tap('不打印')
    await tap('缴费充值')
    await sees('请把号码告诉客户')
    expect(buttons('打印')).toHaveLength(0)
    expect(localStorage.getItem('stayopen.slipPaper')).toBe('none')
  })

  it('marks one customer for care first and then goes back to ordinary', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    await tap('老年人')
    await tap('缴费充值')
    await sees('A001')
    await tap('完成')
    await tap('缴费充值')
    await sees('A002')
    expect([...tablet.log.hall.tickets.values()].map(({ priority }) => priority)).toEqual(['elderly', null])
  })

  it('takes the level of a star customer with the number where the hall has any, once (Q30)', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    expect(document.querySelector('select')).toBeNull()
    const stars = { levels: [{ id: 'star-5', name: { zh: '五星', en: 'Five stars' } }], every: 4, delayMinutes: 5 }
    tablet.colleague('manager', STAFF.chen).perform(configureHall, { stars })
    await until(() => document.querySelector('select')?.textContent.includes('五星') === true)
    const levels = document.querySelector('select')
    if (levels) levels.value = 'star-5'
    levels?.dispatchEvent(new Event('change'))
    await tap('缴费充值')
    await tap('完成')
    await tap('缴费充值')
    await atRest()
    expect([...tablet.log.hall.tickets.values()].map(({ star }) => star)).toEqual(['star-5', null])
  })

  it('tells a wait of its own for a service that not everybody does (Q28)', async () => {
    const tablet = createFakeTablet()
    openHall(tablet)
    const skills = {
      people: [],
      counters: [{ counter: '1', cannot: ['payment'] }],
      spareMinutes: 0,
    }
    tablet.colleague('manager', STAFF.chen).perform(configureHall, { skills })
    for (const _ of [1, 2, 3, 4]) tablet.colleague('reception', null).perform(issueTicket, pay)
    show(tablet)
    await atRest()
    const [tile = ''] = buttons('缴费充值').map((button) => button.textContent.replace(/\s+/g, ' '))
    const board = document.querySelector('.hallBoard')?.textContent.replace(/\s+/g, ' ') ?? ''
    const told = /约 \d+[–\d]* 分/.exec(tile)?.[0]
    expect(told).toBeDefined()
    expect(board).not.toContain(told)
    await tap('缴费充值')
    await sees(`前面 4 位 · ${told}`)
  })

  it('gives whoever has an appointment a number for it, found by four digits (Q32)', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    await seesNot('客户有预约')
    const appointments = { perSlot: 2, slotMinutes: 30, earlyMinutes: 15, lateMinutes: 10, noShowMinutes: 30 }
    tablet.colleague('manager', STAFF.chen).perform(configureHall, { appointments })
    const backoffice = tablet.colleague('backoffice', STAFF.chen)
    const slot = { day: '2026-11-23', queue: 'q-pay', service: 'payment' }
    backoffice.perform(makeAppointment, { ...slot, time: '09:00', tail: '1234' })
    backoffice.perform(makeAppointment, { ...slot, time: '10:00', tail: '5678' })
    await tap('客户有预约')
    await sees('今天 2 个')
    const field = findField('电话尾号或回执编号')
    Object.assign(field, { value: '1234' })
    field.dispatchEvent(new Event('input'))
    await sees('09:00 缴费充值尾号 1234 · 可以到店')
    await seesNot('5678')
    await tap('到店取号')
    await sees('缴费充值A001')
    const [ticket] = tablet.log.hall.tickets.values()
    expect(ticket?.appointedAt).toBe(tablet.now())
    await tap('完成')
    await tap('查号/补打')
    await tap('客户有预约')
    await sees('尾号 1234 · 已到店')
    await tap('新预约')
    await sees('先选办什么')
    const what = [...document.querySelectorAll('select')].find(({ value }) => value === '')
    Object.assign(what ?? {}, { value: 'service:payment' })
    what?.dispatchEvent(new Event('change'))
    await tap('09:30')
    await tap('约好了')
    await sees('约好了：2026-11-23 09:30')
    expect([...tablet.log.hall.appointments.values()].at(-1)).toMatchObject({ time: '09:30', tail: null })
  })

  it('makes a new appointment for the day that the calendar shows, in the hour after midnight and over midnight (Q32)', async () => {
    // Half past eleven in the hall at night.
    const tablet = createFakeTablet({ startsAt: '2026-11-22T15:30:00.000Z' })
    tablet.colleague('manager', STAFF.chen).perform(configureHall, {
      appointments: { perSlot: 1, slotMinutes: 30, earlyMinutes: 15, lateMinutes: 10, noShowMinutes: 30 },
    })
    show(tablet)
    await tap('客户有预约')
    await tap('新预约')
    const day = () => document.querySelector<HTMLInputElement>('input[type=date]')?.value
    expect(day()).toBe('2026-11-22')
    tablet.pass(60)
    await until(() => day() === '2026-11-23')
    const what = [...document.querySelectorAll('select')].find(({ value }) => value === '')
    Object.assign(what ?? {}, { value: 'service:payment' })
    what?.dispatchEvent(new Event('change'))
    await tap('09:30')
    await tap('约好了')
    await sees('约好了：2026-11-23 09:30')
    await tap('返回')
    await sees('今天 1 个')
    await sees('09:30 缴费充值')
    await seesNot('11-23 09:30')
  })

  it('can say at the door why a customer was called (Q34)', async () => {
    const tablet = createFakeTablet()
    const counter = tablet.colleague('counter', STAFF.wang)
    counter.perform(openCounter, { counter: '1' })
    show(tablet)
    tablet.colleague('reception', null).perform(issueTicket, pay)
    tablet.pass(3)
    counter.perform(callNextTicket, { counter: '1' })
    const [ticket] = tablet.log.hall.tickets.values()
    await tap('查号/补打')
    await atRest()
    buttons('1')
      .find((button) => button.textContent.trim() === '1')
      ?.click()
    await tap(ticket?.label ?? '')
    await sees('为什么叫这位客户：按顺序：队列里等得最久，已等 3 分。')
  })

  it('takes a slip of the finger back', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    await tap('缴费充值')
    await sees('A001 已取号')
    await tap('撤销')
    await seesNot('前面没有人')
    await atRest()
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ status: 'cancelled', outcome: 'mistake' }])
  })

  it.each([
    ['zh-CN', '系统中断：只预约', '系统中断：先受理'],
    ['en', 'System down: appointment only', 'System down: taken now, done later'],
  ] as const)(
    'shows in %s before a number is taken what an outage does to a service',
    async (language, only, taken) => {
      const tablet = createFakeTablet()
      const manager = tablet.colleague('manager', STAFF.chen)
      const [service] = tablet.log.hall.settings.services
      if (!service) throw new Error('the hall has services')
      const services = [
        { ...service, id: 'SV01', name: { zh: '新入网', en: 'New number' } },
        { ...service, id: 'SV05', name: { zh: '套餐变更', en: 'Change of plan' } },
      ]
      manager.perform(configureHall, { services })
      openHall(tablet)
      show(tablet, { language })
      await seesNot(only)
      manager.perform(declareInterruption, { what: 'operator-system', drafts: 0 })
      await until(() => shown().includes(only))
      expect(shown()).toContain(taken)
    },
  )

  it('finds a rare service by its name', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    await tap('其他…')
    await atRest()
    expect(document.querySelector('input')).toBeTruthy()
    const field = document.querySelector<HTMLInputElement>('input[type="search"]')
    if (!field) throw new Error('no search field')
    field.value = '过户'
    field.dispatchEvent(new Event('input'))
    await atRest()
    expect(buttons('打印发票').length).toBe(0)
    await tap('过户')
    await sees('B001')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ service: 'owner', queue: 'q-plan' }])
  })

  it('shows every service of a hall by the five classes of business, and none that is switched off (1.1.11)', async () => {
    const services = startServices.map((each) => (each.id === 'SV14' ? { ...each, open: false } : each))
    const tablet = createFakeTablet({ settings: { ...townHall, queues: [...startQueues], services } })
    show(tablet)
    await sees('入网、变更、缴费、咨询、其他五类')
    await tap('其他…')
    await atRest()
    const sections = [...(document.querySelector('[role="dialog"]')?.querySelectorAll('section') ?? [])]
    const shownBy = sections.map((section) => ({
      title: section.querySelector('h3')?.textContent?.trim(),
      names: [...section.querySelectorAll('.name')].map((name) => name.textContent?.trim()),
    }))
    expect(shownBy.map(({ title }) => title)).toEqual(['入网类', '变更类', '缴费类', '咨询类', '其他类', '只取队列号'])
    expect(shownBy[4]?.names).toContain('优惠活动')
    expect(shownBy[0]?.names).toEqual(['新用户入网', '携号转网（携入）', '靓号申请', '携号转网（携出咨询）'])
    expect(shownBy.slice(0, 5).flatMap(({ names }) => names)).toHaveLength(21)
    expect(shown()).not.toContain('手机维修')
    await tap('优惠活动')
    await sees('F001')
  })

  it('prints from its own lane when the block is used up, and says so', async () => {
    const tablet = createFakeTablet({ leased: 0 })
    show(tablet)
    await tap('缴费充值')
    await sees('A2-001')
    await sees('离线号')
  })

  it('says that no counter is open instead of a wait', async () => {
    show(createFakeTablet())
    await atRest()
    expect(buttons('缴费充值')[0]?.textContent).toContain('暂无开放窗口')
  })

  it('gives no tickets of a closed queue', async () => {
    const queues = townHall.queues?.map((queue) => (queue.id === 'q-pay' ? { ...queue, open: false } : queue)) ?? []
    const tablet = createFakeTablet()
    tablet.colleague('manager', STAFF.chen).perform(configureHall, { queues })
    show(tablet)
    await atRest()
    expect(buttons('缴费充值')[0]?.textContent).toContain('已停止取号')
    buttons('缴费充值')[0]?.click()
    expect(tablet.log.hall.tickets.size).toBe(0)
  })

  it('says what to do when the day is closed', async () => {
    const tablet = createFakeTablet()
    tablet.colleague('manager', STAFF.chen).perform(closeDay, { day: '2026-11-23', open: 'void' })
    show(tablet)
    await sees('请经理在管理页重新开放当天')
  })

  it('says why nothing was done and leaves the hall as it was', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    tablet.fillDisk(true)
    await tap('缴费充值')
    await sees('这台平板存不下了，这一步没有保存')
    expect(tablet.log.hall.tickets.size).toBe(0)
  })

  it('speaks English', async () => {
    const tablet = createFakeTablet()
    show(tablet, { language: 'en' })
    await sees('What do you need today?')
  })
})

describe('paper numbers', () => {
  async function type(label: string, text: string): Promise<void> {
    await atRest()
    expect(document.querySelector('[role="dialog"] fieldset input')).toBeTruthy()
    const field = findField(label)
    field.value = text
    field.dispatchEvent(new Event('input'))
  }

  async function choose(label: string, value: string): Promise<void> {
    await atRest()
    const name = [...document.querySelectorAll('label')].find(({ textContent }) => textContent.trim() === label)
    const field = document.getElementById(name?.htmlFor ?? '')
    if (!(field instanceof HTMLSelectElement)) throw new Error(`nothing to choose is labelled ${label}`)
    expect(field.value, 'nobody has chosen yet').toBe('')
    field.value = value
    field.dispatchEvent(new Event('change'))
  }

  it('are entered one after the other, the next one standing there already', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    await tap('纸号')
    await type('纸号', '057')
    await tap('登记这张')
    await sees('请先选一个。')
    expect(tablet.log.hall.tickets.size).toBe(0)
    await choose('业务或队列', 'queue:q-pay')
    await tap('登记这张')
    await sees('刚登记的：057')
    expect(findField('纸号').value).toBe('058')
    await tap('登记这张')
    await sees('刚登记的：058 · 057')
    expect([...tablet.log.hall.tickets.values()].map(({ label, origin }) => [label, origin])).toEqual([
      ['057', 'roll'],
      ['058', 'roll'],
    ])
  })

  it('refuses a number that exists and keeps what was typed', async () => {
    const tablet = createFakeTablet()
    tablet.colleague('reception', null).perform(enterRollTicket, { ...pay, number: '057' })
    show(tablet)
    await tap('纸号')
    await choose('业务或队列', 'queue:q-pay')
    await type('纸号', '057')
    await tap('登记这张')
    await sees('今天已有 057 号，请核对纸票上的号码。')
    expect(tablet.log.hall.tickets.size).toBe(1)
    expect(findField('纸号').value).toBe('057')
  })

  it('are called afterwards under the name of whoever enters it', async () => {
    const tablet = createFakeTablet({ by: STAFF.li })
    tablet.colleague('reception', null).perform(enterRollTicket, { ...pay, number: '057' })
    tablet.pass(30)
    show(tablet)
    await tap('纸号')
    await tap('补录叫号')
    await type('号码', '057')
    await tap('补录这次')
    await sees('请先选一个。')
    await choose('叫到哪个窗口', '1')
    await choose('结果', 'done')
    await tap('补录这次')
    await sees('刚登记的：057')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ status: 'done', counter: '1', outcome: 'done' }])
  })
})

describe('the board', () => {
  it('reads on the board at the door how the waits that customers were told came true, and as of when it knows it (Q53)', async () => {
    const tablet = createFakeTablet()
    const counter = tablet.colleague('counter', STAFF.wang)
    counter.perform(openCounter, { counter: '1' })
    for (let i = 0; i < 5; i++) {
      tablet.colleague('reception', null).perform(issueTicket, pay)
      counter.perform(callNextTicket, { counter: '1' })
      counter.perform(greetCustomer, { counter: '1' })
      counter.perform(finishService, { counter: '1', outcome: 'done' })
    }
    tablet.pass(8)
    show(tablet)
    await sees('等候承诺兑现率 100%（今天 5 位，截至 09:08）')
    // The server is heard no more: what stands here is as of then, and is said so.
    tablet.setStatus({ link: 'server-lost', freshAt: tablet.now() - 3 * 60_000 })
    await sees('等候承诺兑现率 100%（今天 5 位，截至 09:05）')
  })

  it('shows who waits, the one farthest past the target first', async () => {
    const tablet = createFakeTablet()
    openHall(tablet)
    tablet.colleague('reception', null).perform(issueTicket, pay)
    tablet.pass(10)
    tablet.colleague('reception', null).perform(issueTicket, { ...pay, queue: 'q-plan', service: 'plan' })
    tablet.pass(6)
    show(tablet)
    await sees('等候 2')
    await sees('已等 16 分，目标 15')
    const rows = [...document.querySelectorAll('ol button')].map((row) => row.textContent.trim())
    expect(rows.map((row) => row.slice(0, 1))).toEqual(['A', 'B'])
  })

  it('shows what each counter does', async () => {
    const tablet = createFakeTablet()
    openHall(tablet)
    tablet.colleague('reception', null).perform(issueTicket, pay)
    show(tablet)
    await sees('1 号窗空闲')
    await sees('未开台：5 号窗')
  })

  it('lets somebody who looked declare a silent counter lost', async () => {
    const tablet = createFakeTablet({ by: STAFF.li })
    openHall(tablet)
    const silent = tablet.log.hall.counters.get('1')?.tablet ?? ''
    show(tablet)
    tablet.pass(3)
    tablet.setStatus({ silent: new Map([[silent, tablet.now() - 180_000]]) })
    await tap('失联')
    await sees('看过现场的人：小李')
    vi.useFakeTimers()
    buttons('现场没有人叫号')[0]?.dispatchEvent(new PointerEvent('pointerdown'))
    vi.advanceTimersByTime(1600)
    vi.useRealTimers()
    await atRest()
    expect(tablet.log.hall.counters.get('1')?.lost).toBe(true)
  })
})

describe('a queue that is too long', () => {
  it('is told once with the counter to open, and again only when it was over in between (Q33)', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const tablet = createFakeTablet()
    const later = (minutes: number) => {
      tablet.pass(minutes)
      vi.advanceTimersByTime(1000)
    }
    tablet.colleague('counter', STAFF.wang).perform(openCounter, { counter: '1' })
    const take = () => tablet.colleague('reception', null).perform(issueTicket, pay)
    for (let at = 0; at < 10; at++) take()
    show(tablet)
    await seesNot('有队列排不过来')
    take()
    await sees('缴费充值：请开 2 号窗')
    await sees('11 人等候，平均每个窗口 11 人')
    await tap('知道了')
    await seesNot('有队列排不过来')
    take()
    await seesNot('有队列排不过来')
    // Another counter takes its part: over. A quarter of an hour later somebody has waited too long.
    tablet.colleague('counter', STAFF.li).perform(openCounter, { counter: '2' })
    later(11)
    await seesNot('有队列排不过来')
    later(5)
    await sees('缴费充值：窗口都开了')
  })

  it('is told whole on the manager’s first page, and in one row over every other, which leads there', async () => {
    const tablet = createFakeTablet({ place: 'manager', by: STAFF.chen })
    tablet.colleague('counter', STAFF.wang).perform(openCounter, { counter: '1' })
    for (let at = 0; at < 11; at++) tablet.colleague('reception', null).perform(issueTicket, pay)
    screen = mountScreen(ManagerPages, { tablet })
    await sees('缴费充值：请开 2 号窗')
    expect(document.querySelector('.stays')).toBeNull()
    buttons('员工')[0]?.dispatchEvent(new MouseEvent('mousedown', { button: 0, bubbles: true }))
    await sees('缴费充值：请开 2 号窗')
    await seesNot('11 人等候，平均每个窗口 11 人')
    expect(document.querySelector('.stays')?.matches('.brief')).toBe(true)
    await tap('去看怎么办')
    await sees('11 人等候，平均每个窗口 11 人')
  })
})

describe('hours and stops', () => {
  const breaks = [
    { days: [1, 2, 3, 4, 5], from: '08:00', to: '08:30' },
    { days: [1, 2, 3, 4, 5], from: '13:30', to: '17:30' },
  ]

  it('tells before a tap that it is a break, and gives a number when a manager signs in (Q9)', async () => {
    const settings = { ...townHall, opening: breaks }
    const tablet = createFakeTablet({ settings })
    show(tablet)
    await sees('现在不在取号时间，13:30 再开始。')
    await tap('缴费充值')
    await sees('确实要办的，请经理登录后取号。')
    expect(tablet.log.hall.tickets.size).toBe(0)
    screen?.unmount()
    const withManager = createFakeTablet({ settings, by: STAFF.chen })
    show(withManager)
    await tap('缴费充值')
    await sees('A001')
    expect(withManager.log.hall.tickets.size).toBe(1)
  })

  it('gives a number all the same while nobody vouches for the clock', async () => {
    const tablet = createFakeTablet({ settings: { ...townHall, opening: breaks } })
    tablet.colleague('reception', STAFF.chen).perform(issueTicket, pay)
    tablet.doubtTime()
    show(tablet)
    await tap('缴费充值')
    await sees('前面 1 位')
    expect(tablet.log.hall.tickets.size).toBe(2)
  })

  it('tells how many numbers are left today when there are few, and why a service is stopped', async () => {
    const services = townHall.services?.map((each) =>
      each.id === 'invoice' ? { ...each, open: false, stopped: { zh: '打印机坏了', en: '' } } : each,
    )
    const tablet = createFakeTablet({
      settings: { ...townHall, services: services ?? [], opening: [{ days: [1], from: '08:00', to: '10:00' }] },
    })
    openHall(tablet)
    show(tablet)
    await sees('约 2 分以内 · 今日剩余约')
    await tap('其他')
    await sees('打印发票A 暂停取号：打印机坏了')
    await tap('打印发票')
    await sees('这项业务暂停取号：打印机坏了。')
    expect(tablet.log.hall.tickets.size).toBe(0)
  })

  it('keeps a stopped service in its place, off, with the reason, and tells no wait after the hours', async () => {
    const services = townHall.services?.map((each) =>
      each.id === 'payment' ? { ...each, open: false, stopped: { zh: '系统升级', en: '' } } : each,
    )
    const opening = [{ days: [1], from: '07:00', to: '08:00' }]
    const tablet = createFakeTablet({ settings: { ...townHall, services: services ?? [], opening } })
    openHall(tablet)
    show(tablet)
    await sees('今天的取号时间已过。')
    const tiles = [...document.querySelectorAll<HTMLElement>('.serviceTiles button')]
    const tile = tiles.find(({ textContent }) => textContent.includes('缴费充值'))
    expect(tile?.textContent).toContain('暂停取号：系统升级')
    expect(tile?.getAttribute('aria-disabled')).toBe('true')
    expect(tiles.some(({ textContent }) => textContent.includes('现在不取号'))).toBe(true)
    await seesNot('分以内')
    await seesNot('今天可能办不到了')
  })
})

describe('a counter whose tablet was revoked', () => {
  it('is never shown as serving: it says so, and its customer is free for the others', async () => {
    const tablet = createFakeTablet({ by: STAFF.li })
    const clerk = tablet.colleague('counter', STAFF.wang)
    clerk.perform(openCounter, { counter: '1' })
    const manager = tablet.colleague('manager', STAFF.chen)
    const stolen = tablet.log.hall.counters.get('1')?.tablet ?? ''
    const admitted = { tablet: stolen, name: '1 号台', place: 'counter', sealKey: null, box: null } as const
    manager.perform(admitTablet, { ...admitted, key: 'AAAA' })
    tablet.colleague('reception', null).perform(issueTicket, pay)
    clerk.perform(callNextTicket, { counter: '1' })
    show(tablet)
    await sees('A14-001叫号')
    manager.perform(revokeTablet, { tablet: stolen, lost: true })
    await sees('平板已停用')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ status: 'waiting', counter: null }])
  })
})

describe('a ticket that is found', () => {
  function withMissed(): FakeTablet {
    const tablet = createFakeTablet()
    tablet.colleague('reception', null).perform(issueTicket, pay)
    const clerk = tablet.colleague('counter', STAFF.wang)
    clerk.perform(openCounter, { counter: '1' })
    clerk.perform(callNextTicket, { counter: '1' })
    tablet.pass(2)
    clerk.perform(missCustomer, { counter: '1', reason: 'did-not-come' })
    return tablet
  }

  it('comes back into the queue from the missed', async () => {
    const tablet = withMissed()
    show(tablet)
    await tap('过号、暂离 1')
    await tap('A')
    await tap('重新排队')
    await sees('已重新排队')
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ status: 'waiting' }])
  })

  it('leaves for a while from the door, with a slip that says until when, and is back with one tap (Q8)', async () => {
    const tablet = createFakeTablet({ settings: { ...townHall, rules: { awayMinutes: 25 } } })
    show(tablet)
    const papers: string[] = []
    window.print = () => papers.push(document.querySelector('.slipPaper')?.textContent ?? '')
    await tap('缴费充值')
    await tap('完成')
    await tap('查号')
    await typeNumber('1')
    await tap('A001')
    await tap('暂离')
    await sees('离开多久？')
    expect(['10', '20', '25', '30'].map((minutes) => buttons(`${minutes} 分`).length)).toEqual([1, 1, 1, 0])
    await tap('20 分')
    await sees('A001 暂离到 09:20')
    await tap('打出来了')
    expect(papers).toHaveLength(1)
    expect(papers[0]).toContain('暂离到 09:20')
    expect(papers[0]).toContain('按原位置照常叫号')
    await tap('过号、暂离 1')
    await sees('09:00 取号 · 暂离到 09:20')
    tablet.pass(21)
    await until(() => shown().includes('暂离到 09:20，时间已过'))
    await tap('A001')
    await tap('客户回来了')
    await atRest()
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ status: 'waiting', awayUntil: null }])
    await sees('过号、暂离 0')
  })

  it('is given up at the exit with the slip and one tap, one after the other, and that can be taken back (Q8)', async () => {
    const tablet = createFakeTablet()
    for (let taken = 0; taken < 2; taken++) tablet.colleague('reception', null).perform(issueTicket, pay)
    const [first, second] = [...tablet.log.hall.tickets.values()]
    if (!first || !second) throw new Error('two numbers')
    const slipOf = (ticket: typeof first, hall = 'h_test') =>
      slipCode(slipText(hall, 'd_elsewhere', ticket), 'signed-by-a-tablet-nobody-knows')
    show(tablet)
    await tap('查号')
    await tap('出口扫票弃号')
    await scan(slipOf(first, 'h_other'), '这是别的营业厅的号票')
    expect(buttons('确认')).toEqual([])
    await scan(slipOf(first), '确认')
    await tap(`确认 ${first.label} 弃号`)
    await sees(`${first.label} 已弃号`)
    // The next slip is read without a tap.
    expect(document.activeElement?.tagName).toBe('INPUT')
    await scan(slipOf(first), `${first.label} 正在办理或已经结束，不用弃号。`)
    await scan(slipOf(second), '确认')
    await tap(`确认 ${second.label} 弃号`)
    await tap('撤销')
    await atRest()
    expect([...tablet.log.hall.tickets.values()].map(({ status }) => status)).toEqual(['cancelled', 'waiting'])
    expect(document.activeElement?.tagName).toBe('INPUT')
    // Nobody vouches for the slip, and nobody here has heard of the number.
    await scan(slipOf({ ...second, id: 't_made_up', label: 'A009' }), 'A009')
    expect(buttons('确认')).toEqual([])
  })

  it('is given up with a reason, and that can be taken back', async () => {
    const tablet = createFakeTablet()
    show(tablet)
    await tap('缴费充值')
    await tap('完成')
    await tap('查号')
    await typeNumber('1')
    await tap('A001')
    await tap('弃号')
    await tap('客户离开')
    await sees('A001 已弃号')
    await atRest()
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ status: 'cancelled' }])
    await tap('撤销')
    await atRest()
    expect([...tablet.log.hall.tickets.values()]).toMatchObject([{ status: 'waiting' }])
  })
})
