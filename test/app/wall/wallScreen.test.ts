import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import { keptCounter } from '#app/keptCounter.ts'
import { OWN } from '#app/shell/openSecond.ts'
import { appVersion } from '#app/shell/version.ts'
import SecondScreen from '#app/wall/SecondScreen.vue'
import { recentCalls } from '#app/wall/shownCalls.ts'
import type { OpenVoice, Voice, VoiceState } from '#app/wall/voice.ts'
import WallScreen from '#app/wall/WallScreen.vue'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import type { Announcement } from '#content/voice/pack.ts'
import {
  callNextTicket,
  finishService,
  greetCustomer,
  missCustomer,
  recallTicket,
  undoAct,
} from '#domain/calls/commands.ts'
import { closeCounter, openCounter, pauseCounter } from '#domain/counters/commands.ts'
import { closeDay } from '#domain/day/commands.ts'
import { approveDrill, beginPlannedDrill, planDrill } from '#domain/drills/commands.ts'
import { drawFloorPlan, placeTablet } from '#domain/floorPlan/commands.ts'
import { announce } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { declareInterruption, endInterruption } from '#domain/interruptions/commands.ts'
import { TEAMS } from '#domain/plans/plan.ts'
import { keepPoster } from '#domain/posters/commands.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { askWaving, stepOut } from '#domain/tickets/seldom.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

/** A loudspeaker whose state the test sets; what it is told to say is heard at once. */
function loudspeaker(first: VoiceState = 'ready') {
  const heard: string[] = []
  let state = first
  let listener: () => void = () => undefined
  let loudness: Parameters<OpenVoice>[0]['loudness'] = () => 1
  const open: OpenVoice = (ports) => {
    loudness = ports.loudness
    return {
      get state() {
        return state
      },
      onState(next) {
        listener = next
        return () => undefined
      },
      async unlock() {
        if (state === 'locked') state = 'ready'
        listener()
      },
      async play(says) {
        if (state === 'locked') return 'locked'
        heard.push('label' in says ? `${says.kind} ${says.label}` : says.kind)
        return 'played'
      },
      close() {},
    } satisfies Voice
  }
  return { open, heard, loudness: (says: Announcement) => loudness(says) }
}

let wall: ReturnType<typeof mountScreen> | undefined

function openWall(tablet: FakeTablet, voice = loudspeaker(), screen: Component = WallScreen) {
  wall = mountScreen(screen, { tablet, props: { openVoice: voice.open } })
  return voice
}

/** Counter 1 stands open with its clerk; reception hands out tickets for 缴费充值. */
function hallAtWork(settings?: Parameters<typeof createFakeTablet>[0]) {
  const tablet = createFakeTablet({ place: 'wall', ...settings })
  const reception = tablet.colleague('reception', STAFF.li)
  const counter = tablet.colleague('counter', STAFF.wang)
  counter.perform(openCounter, { counter: '1', queues: ['q-pay'] })
  const take = (priority: 'elderly' | null = null) =>
    reception.perform(issueTicket, { queue: 'q-pay', service: null, priority })
  const call = () => counter.perform(callNextTicket, { counter: '1' })
  return { tablet, counter, take, call, manager: tablet.colleague('manager', STAFF.chen) }
}

const text = () => document.body.textContent?.replace(/\s+/g, ' ') ?? ''
const bigCallText = () => document.querySelector('.wallCall')?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
/** The corner hears the server now, and the screen takes that in. */
async function heardNow(tablet: FakeTablet, minutes = 0) {
  tablet.pass(minutes)
  tablet.setStatus({ link: 'connected', freshAt: tablet.now() })
  await wallTick()
}

/** The screen's clock ticks once a second. */
async function wallTick() {
  vi.advanceTimersByTime(1000)
  await atRest()
}

beforeEach(() => {
  window.localStorage.clear()
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  wall?.unmount()
  vi.useRealTimers()
})

describe('the wall in a hall at work', () => {
  it('shows the call large, with the other language below, and says it (Q44)', async () => {
    const { tablet, take, call } = hallAtWork()
    const voice = openWall(tablet)
    take()
    call()
    await atRest()
    const label = [...tablet.log.hall.tickets.values()][0]?.label ?? ''
    expect(bigCallText()).toContain(`请${label}号`)
    expect(bigCallText()).toContain('到1号窗口')
    expect(bigCallText()).toContain(`Ticket ${label}, please go to counter 1`)
    expect(voice.heard).toEqual([`call ${label}`, `call ${label}`])
  })

  it('says which call it is when a counter calls again, and says a priority call as one', async () => {
    const { tablet, counter, take, call } = hallAtWork()
    const voice = openWall(tablet)
    take('elderly')
    call()
    await atRest()
    expect(bigCallText()).toContain('优先')
    tablet.pass(0.5)
    counter.perform(recallTicket, { counter: '1' })
    await atRest()
    expect(bigCallText()).toContain('第 2 次呼叫')
    expect(voice.heard).toHaveLength(4)
    expect(voice.heard[0]).toMatch(/^priority-call /)
  })

  it('lists calls before this one with their counter, and whom it missed (Q36)', async () => {
    const { tablet, counter, take, call } = hallAtWork()
    openWall(tablet)
    take()
    take()
    call()
    tablet.pass(2)
    counter.perform(missCustomer, { counter: '1', reason: 'no-answer' })
    call()
    await atRest()
    const rows = [...document.querySelectorAll('.wallRecent li')].map((row) => row.textContent?.replace(/\s+/g, ' '))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toContain('1 号窗')
    expect(rows[0]).toContain('已过号')
  })

  it('goes on listing whom a counter has served, but never in the place of somebody who still has to come (Q36)', async () => {
    const { tablet, counter, take, call } = hallAtWork()
    openWall(tablet)
    for (let i = 0; i < 3; i++) {
      take()
      call()
      counter.perform(greetCustomer, { counter: '1' })
      tablet.pass(2)
      counter.perform(finishService, { counter: '1', outcome: 'done' })
    }
    await atRest()
    const rows = () =>
      [...document.querySelectorAll('.wallRecent li')].map((row) => row.textContent?.match(/已办完|已过号/)?.[0])
    expect(rows()).toEqual(['已办完', '已办完', '已办完'])
    expect(recentCalls(tablet.log.hall, null, { most: 2, since: 0 }).map(({ status }) => status)).toEqual([
      'done',
      'done',
    ])
    take()
    call()
    tablet.pass(2)
    counter.perform(missCustomer, { counter: '1', reason: 'no-answer' })
    await atRest()
    expect(recentCalls(tablet.log.hall, null, { most: 1, since: 0 }).map(({ status }) => status)).toEqual(['missed'])
  })

  it('counts who waits in each queue and names paused counters', async () => {
    const { tablet, counter, take } = hallAtWork()
    openWall(tablet)
    take()
    take()
    counter.perform(pauseCounter, { counter: '1', reason: 'lunch' })
    await atRest()
    expect(document.querySelector('.wallQueues')?.textContent).toMatch(/缴费充值\s*2\s*人/)
    expect(text()).toContain('暂停服务：1 号窗口')
  })

  it('counts whoever has left for a while apart, and says to those who wait in a stopped queue that they are still called (Q8)', async () => {
    const { tablet, take, manager } = hallAtWork()
    openWall(tablet)
    take()
    take()
    const [first] = tablet.log.hall.tickets.keys()
    tablet.colleague('reception', STAFF.li).perform(stepOut, { ticket: first ?? '', minutes: 20 })
    const line = () => document.querySelector('.wallQueues li')?.textContent?.replace(/\s+/g, ' ') ?? ''
    await until(() => line().includes('1 人'))
    expect(line()).toContain('另有 1 位暂离')
    const queues = tablet.log.hall.settings.queues.map((queue) => ({ ...queue, open: false }))
    manager.perform(configureHall, { queues })
    await until(() => line().includes('不再取新号，已取的号照常叫'))
  })

  it('says so when a call is taken back', async () => {
    const { tablet, counter, take, call } = hallAtWork()
    openWall(tablet)
    take()
    call()
    const ticket = [...tablet.log.hall.tickets.values()][0]
    if (!ticket) throw new Error('no ticket')
    counter.perform(undoAct, { ticket: ticket.id, act: ticket.act })
    await atRest()
    expect(text()).toContain(`更正：${ticket.label} 号到 1 号窗口的呼叫已取消，请继续等候`)
  })

  it('never shows who serves (Q46)', async () => {
    const { tablet, counter, take, call } = hallAtWork()
    openWall(tablet)
    take()
    call()
    counter.perform(greetCustomer, { counter: '1' })
    await atRest()
    for (const { callName, workNumber } of tablet.log.hall.staff.values()) {
      expect(text()).not.toContain(callName)
      expect(text()).not.toContain(workNumber)
    }
  })

  it('shows the zones the hall wants, in its order (Q47)', async () => {
    const { tablet, take, manager } = hallAtWork()
    openWall(tablet)
    take()
    manager.perform(configureHall, {
      wall: { landscape: { big: ['queues', 'call'], side: [], foot: ['notice'] } },
    })
    await atRest()
    expect(document.querySelector('.wallRecent')).toBeNull()
    const shown = [...document.querySelectorAll('.areas section, .areas ul')].map(({ className }) => className)
    expect(shown[0]).toContain('wallQueues')
    expect(shown[1]).toContain('wallCall')
  })

  it('shows a call in the hall’s own words, and below in the other language (Q42)', async () => {
    const { tablet, take, call, manager } = hallAtWork()
    openWall(tablet)
    manager.perform(configureHall, {
      wall: { wording: { zh: '贵宾{号码}请移步{窗口}号台', en: 'Number {number}: desk {counter}' } },
    })
    take()
    call()
    const [ticket] = tablet.log.hall.tickets.values()
    await until(() => bigCallText().includes(`贵宾${ticket?.label}`))
    expect(bigCallText()).toContain('1号台')
    expect(bigCallText()).toContain(`Number ${ticket?.label}: desk 1`)
  })

  it('gives a call the whole wall for a while where the hall wants that', async () => {
    const { tablet, take, call, manager } = hallAtWork()
    manager.perform(configureHall, { wall: { overlaySeconds: 6 } })
    openWall(tablet)
    take()
    call()
    await atRest()
    expect(document.querySelectorAll('.overlay .wallCall')).toHaveLength(1)
    await heardNow(tablet, 0.2)
    expect(document.querySelectorAll('.overlay')).toHaveLength(0)
  })

  it('leaves everything else on the wall where the hall does not want that', async () => {
    const { tablet, take, call } = hallAtWork()
    openWall(tablet)
    take()
    // Half a second after the screen's last tick.
    tablet.pass(0.5 / 60)
    call()
    await atRest()
    expect(document.querySelectorAll('.overlay')).toHaveLength(0)
  })

  it('turns the pages of what the hall has to say, beside the call and never over it (Q48)', async () => {
    const { tablet, take, call, manager } = hallAtWork()
    openWall(tablet)
    const notices = ['上午好', '下午见'].map((zh, i) => ({ id: `n${i}`, text: { zh, en: '' }, from: '', to: '' }))
    manager.perform(configureHall, { notice: '', notices })
    take()
    call()
    const seen = new Set<string>()
    const bar = () => document.querySelector('.wallBar .message')?.textContent?.trim() ?? ''
    await until(() => bar() !== '')
    for (let turn = 0; turn < 3; turn++) {
      await heardNow(tablet, 0.2)
      seen.add(bar())
      expect(bigCallText()).toContain('到1号窗口')
    }
    expect([...seen].filter((page) => !page.includes('承诺')).sort()).toEqual(['上午好', '下午见'])
  })

  it('publishes how the waits that customers were told came true, as of when, and that there are too few to say (Q53)', async () => {
    const { tablet, counter, take, call } = hallAtWork()
    openWall(tablet)
    const pages = async () => {
      const seen = new Set<string>()
      for (let turn = 0; turn < 2; turn++) {
        await heardNow(tablet, 0.2)
        seen.add(document.querySelector('.wallBar .message')?.textContent?.trim() ?? '')
      }
      return [...seen].sort().at(-1) ?? ''
    }
    const serve = async () => {
      take()
      call()
      counter.perform(greetCustomer, { counter: '1' })
      counter.perform(finishService, { counter: '1', outcome: 'done' })
    }
    await heardNow(tablet)
    expect(await pages()).not.toContain('承诺')
    for (let i = 0; i < 4; i++) await serve()
    expect(await pages()).toMatch(/^等候承诺兑现率：无数据（今天才 4 位，截至 09:0\d）$/)
    await serve()
    expect(await pages()).toMatch(/^等候承诺兑现率 100%（今天 5 位，截至 09:0\d）$/)
  })

  it('shows pictures of notices in a place of their own once they have come whole, and gives a new call the whole wall for six seconds (Q48)', async () => {
    const { tablet, take, call, manager } = hallAtWork()
    const notices = [{ id: 'n1', text: { zh: '5G 套餐八折', en: '' }, from: '', to: '', poster: 'p_1' }]
    const { side, foot } = tablet.log.hall.settings.wall.landscape
    manager.perform(configureHall, { notices, wall: { landscape: { big: ['call', 'posters'], side, foot } } })
    openWall(tablet)
    const picture = () => document.querySelector<HTMLImageElement>('.big .wallPosters img')
    await atRest()
    expect(picture()).toBeNull()
    manager.perform(keepPoster, { poster: 'p_1', type: 'image/webp', base64: 'UklGRg==' })
    await until(() => picture() !== null)
    expect([picture()?.alt, picture()?.src]).toEqual(['5G 套餐八折', 'data:image/webp;base64,UklGRg=='])
    expect(document.querySelector('.wallCall img')).toBeNull()
    take()
    call()
    await until(() => document.querySelector('.overlay .wallCall') !== null)
    expect(document.querySelector('.overlay img')).toBeNull()
    await heardNow(tablet, 0.2)
    expect(document.querySelector('.overlay')).toBeNull()
    expect(picture()).not.toBeNull()
    // A wall that is opened anew shows who was called long ago, and covers nothing for it.
    tablet.pass(2)
    wall?.unmount()
    openWall(tablet)
    await until(() => picture() !== null)
    expect(bigCallText()).toContain('到1号窗口')
    expect(document.querySelector('.overlay')).toBeNull()
  })

  it('says in the corner which version it runs, on paper too (Q52)', async () => {
    const { tablet } = hallAtWork()
    openWall(tablet)
    expect(document.querySelector('.wallBar .version')?.textContent).toBe(appVersion)
    tablet.setStatus({ link: 'server-lost', freshAt: tablet.now() })
    tablet.pass(4)
    await wallTick()
    expect(document.querySelector('.wallPaper')).not.toBeNull()
    expect(document.querySelector('.wallBar .version')?.textContent).toBe(appVersion)
  })

  it('speaks English to an English hall', async () => {
    const { tablet, take, call } = hallAtWork()
    wall = mountScreen(WallScreen, { tablet, language: 'en', props: { openVoice: loudspeaker().open } })
    take()
    call()
    await atRest()
    expect(bigCallText()).toMatch(/Ticket\S+Counter1/)
  })
})

describe('the wall for whoever does not hear', () => {
  it('points to the counter where the manager has said where it is, and shakes in the hand (Q45)', async () => {
    const shaken: unknown[] = []
    Object.defineProperty(navigator, 'vibrate', { value: (how: unknown) => shaken.push(how), configurable: true })
    const { tablet, take, call, manager } = hallAtWork()
    openWall(tablet)
    await until(() => document.documentElement.dataset.wall === 'dark')
    const { counters } = tablet.log.hall.settings
    manager.perform(configureHall, {
      counters: counters.map((each) => (each.id === '1' ? { ...each, way: 'left' as const } : each)),
    })
    take()
    call()
    await until(() => document.querySelector('.wallCall [aria-label="往左走"]') !== null)
    expect(shaken).toEqual([[400, 200, 400]])
    Reflect.deleteProperty(navigator, 'vibrate')
  })

  it('points the other way from a wall that hangs elsewhere, and nowhere where the hall wants that (Q45)', async () => {
    const { tablet, take, call, manager } = hallAtWork()
    openWall(tablet)
    const { counters } = tablet.log.hall.settings
    const arrow = () => document.querySelector('.wallCall .wallWay')?.getAttribute('aria-label')
    const from = (way: 'right' | 'none', wall = 'd_self') =>
      manager.perform(configureHall, { wall: { ways: [{ tablet: wall, counter: '1', way }] } })
    manager.perform(configureHall, { counters: counters.map((each) => ({ ...each, way: 'left' as const })) })
    from('right', 'd_other')
    take()
    call()
    await until(() => arrow() === '往左走')
    from('right')
    await until(() => arrow() === '往右走')
    from('none')
    await until(() => arrow() === undefined)
  })

  it('says of a number that is waved for that staff wave, and nothing of why (Q45)', async () => {
    const { tablet, take, call, manager } = hallAtWork()
    openWall(tablet)
    take()
    call()
    await until(() => bigCallText().includes('到1号窗口'))
    expect(bigCallText()).not.toContain('招手')
    const [ticket] = tablet.log.hall.tickets.values()
    manager.perform(askWaving, { ticket: ticket?.id ?? '', on: true })
    await until(() => bigCallText().includes('请看工作人员招手'))
    expect(document.body.textContent).not.toMatch(/听不|听障/)
  })
})

describe('a wall in one part of a divided hall', () => {
  it('says only the calls of the counters near it, shows all of them or those alone, and goes on saying what is for everybody (Q43)', async () => {
    const { tablet, counter, take, call, manager } = hallAtWork()
    manager.perform(configureHall, { wall: { near: [{ tablet: 'd_self', counters: ['2'], only: false }] } })
    const far = tablet.colleague('counter', STAFF.li)
    far.perform(openCounter, { counter: '2', queues: ['q-pay'] })
    const voice = openWall(tablet)
    expect(text()).not.toContain('本屏只显示')
    take()
    call()
    const [first] = tablet.log.hall.tickets.values()
    await until(() => bigCallText().includes(first?.label ?? '-'))
    counter.perform(greetCustomer, { counter: '1' })
    take()
    far.perform(callNextTicket, { counter: '2' })
    const second = [...tablet.log.hall.tickets.values()].at(-1)
    await until(() => voice.heard.length > 0)
    expect(new Set(voice.heard)).toEqual(new Set([`call ${second?.label}`]))
    expect(text()).toContain(`${first?.label}`)
    manager.perform(configureHall, { wall: { near: [{ tablet: 'd_self', counters: ['2'], only: true }] } })
    await until(() => !text().includes(first?.label ?? ''))
    expect(bigCallText()).toContain(`${second?.label}`)
    expect(text()).toContain('本屏只显示 2 号窗口的叫号')
    tablet.setStatus({ link: 'server-lost', freshAt: tablet.now() })
    tablet.pass(4)
    await wallTick()
    expect(voice.heard.at(-1)).toBe('paper-mode')
  })
})

describe('the wall on the second screen of a desk', () => {
  it('shows the calls that the desk knows though it hears no server, says how old the rest is, and says them only once asked to (Q39)', async () => {
    const { tablet, counter, take, call } = hallAtWork({ place: 'reception' })
    tablet.setStatus({ link: 'offline', freshAt: null })
    const voice = openWall(tablet, loudspeaker(), SecondScreen)
    take()
    call()
    const label = () => [...tablet.log.hall.tickets.values()].at(-1)?.label ?? '-'
    await until(() => bigCallText().includes(label()))
    expect(text()).toContain('断网：只有本台叫号，其他请听工作人员呼叫')
    expect(text()).toContain('只有本机的记录')
    tablet.setStatus({ freshAt: tablet.now() })
    tablet.pass(10)
    await wallTick()
    expect(text()).toContain('数据截至 09:00:00')
    expect([text().includes('经理电话'), text().includes('语音自检'), voice.heard.length]).toEqual([false, false, 0])
    await until(() => text().includes('本屏不报号'))
    findByRole('button', '本屏不报号').click()
    await atRest()
    counter.perform(greetCustomer, { counter: '1' })
    counter.perform(finishService, { counter: '1', outcome: 'done' })
    take()
    call()
    await until(() => voice.heard.length > 0)
    expect(voice.heard[0]).toBe(`call ${label()}`)
  })

  it('is the counter’s own screen where that was asked for, whoever hears whom, and closed once the counter is (Q51)', async () => {
    const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang })
    tablet.setStatus({ link: 'offline', freshAt: null })
    await tablet.log.perform(openCounter, { counter: '2' })
    location.hash = OWN
    openWall(tablet, loudspeaker(), SecondScreen)
    const shown = () => document.querySelector('.wallCounter')?.textContent?.replace(/\s+/g, ' ') ?? ''
    await until(() => shown().includes('2 号窗口'))
    expect(shown()).toContain('工号 0012')
    expect(text()).not.toContain('本屏不报号')
    keptCounter.keep('2')
    await tablet.log.perform(closeCounter, { counter: '2' })
    await until(() => shown().includes('未开台'))
    expect(shown()).not.toContain('0012')
    location.hash = ''
  })

  it('leaves to a counter that hears no server what it says itself (Q39)', async () => {
    const { tablet, take, call, counter } = hallAtWork({ place: 'counter' })
    const voice = openWall(tablet, loudspeaker(), SecondScreen)
    await until(() => text().includes('本屏不报号'))
    findByRole('button', '本屏不报号').click()
    await atRest()
    tablet.setStatus({ link: 'server-lost' })
    await atRest()
    take()
    call()
    await until(() => bigCallText().includes('到1号窗口'))
    expect(voice.heard).toEqual([])
    tablet.setStatus({ link: 'connected' })
    await atRest()
    tablet.pass(0.5)
    counter.perform(recallTicket, { counter: '1' })
    await until(() => voice.heard.length > 0)
  })
})

describe('a screen that a manager has given to a counter', () => {
  it('shows its number, whom it calls and serves, who serves by the work number, and that it pauses and why, silently (Q51)', async () => {
    const { tablet, counter, take, call, manager } = hallAtWork()
    const voice = openWall(tablet)
    const shown = () => document.querySelector('.wallCounter')?.textContent?.replace(/\s+/g, ' ') ?? ''
    expect(shown()).toBe('')
    manager.perform(configureHall, { wall: { screens: [{ tablet: 'd_self', counter: '1' }] } })
    await until(() => shown().includes('1 号窗口'))
    expect(shown()).toContain('等候叫号')
    expect(shown()).toContain('本窗口办理：缴费充值')
    expect(shown()).toContain('工号 0012')
    take()
    call()
    const [ticket] = tablet.log.hall.tickets.values()
    await until(() => shown().includes('请到本窗口'))
    expect(shown()).toContain(ticket?.label)
    counter.perform(greetCustomer, { counter: '1' })
    await until(() => shown().includes('正在办理'))
    counter.perform(finishService, { counter: '1', outcome: 'done' })
    counter.perform(pauseCounter, { counter: '1', reason: 'lunch' })
    await until(() => shown().includes('暂停服务：午休'))
    expect(voice.heard).toEqual([])
    expect(document.querySelector('.wallBar .voice')).toBeNull()
    for (const { callName } of tablet.log.hall.staff.values()) expect(text()).not.toContain(callName)
    manager.perform(configureHall, { wall: { badge: 'name' } })
    await until(() => shown().includes('工号 0012 小王'))
    manager.perform(configureHall, { wall: { badge: 'none' } })
    await until(() => !shown().includes('0012'))
    // What everybody has to hear of comes over it as over every wall, and its age stands at the foot.
    tablet.setStatus({ freshAt: tablet.now() - 12_000 })
    await until(() => text().includes('数据截至'))
    manager.perform(configureHall, { wall: { screens: [] } })
    await until(() => document.querySelector('.areas') !== null)
  })
})

describe('the wall by day', () => {
  it('is bright in the hours that the hall says, and dark in all others (Q50)', async () => {
    const { tablet, manager } = hallAtWork()
    openWall(tablet)
    const shade = () => document.documentElement.dataset.wall
    await until(() => shade() === 'dark')
    manager.perform(configureHall, { wall: { bright: { from: '00:00', to: '00:00' } } })
    await until(() => shade() === 'bright')
  })
})

describe('the wall in quiet hours', () => {
  const quieter = [{ from: '00:00', to: '00:00', volume: 0 }]

  it('shows a call and does not say it, and says in the corner why; afterwards it speaks again (Q43)', async () => {
    const { tablet, take, call, manager, counter } = hallAtWork()
    const voice = openWall(tablet)
    manager.perform(configureHall, { wall: { quieter } })
    take()
    call()
    await atRest()
    expect(bigCallText()).toContain('到1号窗口')
    expect(text()).toContain('安静时段，只显示')
    expect(voice.heard).toEqual([])
    manager.perform(configureHall, { wall: { quieter: [] } })
    tablet.pass(0.5)
    counter.perform(recallTicket, { counter: '1' })
    await until(() => voice.heard.length > 0)
    expect(voice.heard[0]).toMatch(/^call /)
  })

  it('plays the self-test when somebody taps for it, and says calls as loud as the hour allows', async () => {
    const { tablet, manager } = hallAtWork()
    const voice = openWall(tablet)
    manager.perform(configureHall, { wall: { volume: 80, quieter } })
    const call = { kind: 'call', label: 'A001', counter: '1' } as const
    expect([voice.loudness({ kind: 'test' }), voice.loudness(call)]).toEqual([0.8, 0])
    manager.perform(configureHall, { wall: { quieter: [{ from: '00:00', to: '00:00', volume: 30 }] } })
    expect([voice.loudness({ kind: 'test' }), voice.loudness(call)]).toEqual([0.8, 0.3])
  })
})

describe('the wall while the operator is out of reach', () => {
  it('tells customers in both languages which services are not to be had, until it answers again', async () => {
    const { tablet, manager } = hallAtWork()
    const [service] = tablet.log.hall.settings.services
    if (!service) throw new Error('the hall has services')
    const services = [
      { ...service, id: 'SV01', name: { zh: '新入网', en: 'New number' } },
      { ...service, id: 'SV08', name: { zh: '缴费充值', en: 'Payment' } },
      { ...service, id: 'SV04', name: { zh: '携号转出', en: 'Porting out' } },
    ]
    manager.perform(configureHall, { services })
    openWall(tablet)
    await heardNow(tablet)
    expect(text()).not.toContain('系统中断')
    manager.perform(declareInterruption, { what: 'operator-system', drafts: 0 })
    await until(() => text().includes('系统中断'))
    expect(text()).toContain('系统中断，暂不能当场办理：新入网、携号转出')
    expect(text()).toContain('System down. Not to be had at the counter now: New number and Porting out')
    manager.perform(endInterruption, {})
    await until(() => !text().includes('系统中断'))
  })
})

describe('the wall when there is nothing to call', () => {
  it('says that the hall is not set up', () => {
    openWall(createFakeTablet({ place: 'wall', settings: {} }))
    expect(bigCallText()).toContain('营业厅还没有设置好')
  })

  it('says after joining that the hall’s records are still to come, and not that nobody has set it up', async () => {
    const tablet = createFakeTablet({ place: 'wall', settings: {} })
    tablet.setStatus({ freshAt: null })
    openWall(tablet)
    await until(() => bigCallText().includes('正在等营业厅的记录'))
    expect(bigCallText()).not.toContain('还没有设置好')
  })

  it('waits for the first call', () => {
    openWall(createFakeTablet({ place: 'wall' }))
    expect(bigCallText()).toContain('等候叫号')
    expect(text()).toContain('叫过的号码会列在这里。')
  })

  it.each([
    ['that calls are said', loudspeaker(), WallScreen, true],
    ['nothing of a voice while the browser keeps it locked', loudspeaker('locked'), WallScreen, false],
    ['nothing of a voice on the second screen of a desk, which says none', loudspeaker(), SecondScreen, false],
  ] as const)('says to whoever waits for the first call %s', async (_, voice, screen, isSaid) => {
    openWall(createFakeTablet({ place: 'wall' }), voice, screen)
    await atRest()
    expect(bigCallText()).toContain('叫到的号码显示在这里')
    expect(bigCallText().includes('语音播报')).toBe(isSaid)
  })

  it('says that the day is over', async () => {
    const { tablet, manager } = hallAtWork()
    openWall(tablet)
    manager.perform(closeDay, { day: '2026-11-23', open: 'void' })
    await atRest()
    expect(bigCallText()).toContain('今日营业已结束')
  })

  it('says that a manager switched it off', async () => {
    const tablet = createFakeTablet({ place: 'wall' })
    openWall(tablet)
    tablet.setStatus({ link: 'revoked' })
    await atRest()
    expect(bigCallText()).toContain('本屏已停用')
  })
})

describe('the wall that does not hear the hall server', () => {
  it('tells the age of what it shows after ten seconds (Q37)', async () => {
    const { tablet } = hallAtWork()
    openWall(tablet)
    tablet.setStatus({ link: 'server-lost', freshAt: tablet.now() })
    tablet.pass(0.25)
    await wallTick()
    expect(text()).toContain('网络恢复中，请听工作人员呼叫')
    expect(text()).toContain('数据截至 09:00:00')
  })

  it('hands over to people after three minutes, with the last known calls and their age', async () => {
    const { tablet, take, call, manager } = hallAtWork()
    manager.perform(configureHall, { wall: { phone: '021-6888 0000' } })
    const voice = openWall(tablet)
    take()
    call()
    await atRest()
    expect(text()).not.toContain('021-6888 0000')
    tablet.setStatus({ link: 'server-lost', freshAt: tablet.now() })
    tablet.pass(4)
    await wallTick()
    expect(text()).toContain('经理电话 021-6888 0000')
    expect(findByRole('alert', '系统维护中，请听现场工作人员呼叫')).toBeTruthy()
    expect(text()).toContain('您手中的号码仍然有效，次序不变。')
    expect(text()).toContain('4 分钟前')
    expect(voice.heard.at(-1)).toBe('paper-mode')
  })

  it('comes back with what is true now, says that it is back, and does not replay old calls (Q37)', async () => {
    const { tablet, take, call } = hallAtWork()
    take()
    const voice = openWall(tablet)
    tablet.setStatus({ link: 'server-lost', freshAt: tablet.now() })
    tablet.pass(4)
    await wallTick()
    call()
    tablet.pass(2)
    await heardNow(tablet)
    expect(text()).toContain('综合屏已恢复，请以屏幕和广播为准')
    expect(bigCallText()).toContain('到1号窗口')
    expect(voice.heard.filter((each) => each === 'paper-mode').length).toBeGreaterThan(0)
    await heardNow(tablet, 1)
    expect(text()).not.toContain('综合屏已恢复')
  })

  it('says what was called in the minute before it was opened, and nothing older', async () => {
    const { tablet, take, call } = hallAtWork()
    take()
    call()
    tablet.pass(0.5)
    const young = openWall(tablet)
    await atRest()
    expect(young.heard).toHaveLength(2)
    wall?.unmount()
    tablet.pass(1)
    const old = openWall(tablet)
    await atRest()
    expect(old.heard).toEqual([])
  })
})

describe('the self-test of the voice at opening', () => {
  const played = async () => {
    await atRest()
    findByRole('button', '播放测试').click()
    await atRest()
  }

  it('plays 测试, asks whether it was heard, and shows the answer with its time', async () => {
    const voice = openWall(createFakeTablet({ place: 'wall' }))
    expect(text()).toContain('语音未自检')
    await played()
    expect(voice.heard).toEqual(['test'])
    findByRole('button', '听到了').click()
    await atRest()
    expect(text()).toContain('语音正常 09:00')
    expect(text()).not.toContain('开机自检')
  })

  it('says what to look at when nothing was heard, and can be played again', async () => {
    openWall(createFakeTablet({ place: 'wall' }))
    await played()
    findByRole('button', '没听到').click()
    await atRest()
    expect(text()).toContain('请检查音量、静音键和音箱电源')
    expect(text()).toContain('语音未听到 09:00')
    await played()
    expect(text()).toContain('大厅里听到「测试」了吗？')
  })

  it('is asked once a day', async () => {
    openWall(createFakeTablet({ place: 'wall' }))
    await played()
    findByRole('button', '听到了').click()
    wall?.unmount()
    openWall(createFakeTablet({ place: 'wall' }))
    await atRest()
    expect(text()).not.toContain('开机自检')
    wall?.unmount()
    openWall(createFakeTablet({ place: 'wall', startsAt: '2026-11-24T01:00:00.000Z' }))
    await atRest()
    expect(text()).toContain('开机自检')
  })

  it('opens a voice that the browser keeps locked: the call is on the screen meanwhile', async () => {
    const { tablet, take, call } = hallAtWork()
    const voice = openWall(tablet, loudspeaker('locked'))
    take()
    call()
    await atRest()
    expect(text()).toContain('浏览器要求先点一下屏幕')
    expect(text()).toContain('语音未开启')
    expect(bigCallText()).toContain('到1号窗口')
    expect(voice.heard).toEqual([])
    await played()
    await atRest()
    expect(voice.heard).toContain('test')
    expect(voice.heard.some((each) => each.startsWith('call '))).toBe(true)
  })

  it('says that a wall without sound files has no voice', async () => {
    openWall(createFakeTablet({ place: 'wall' }), loudspeaker('missing'))
    await atRest()
    expect(text()).toContain('没有语音')
    expect(text()).toContain('叫号照常显示在屏幕上。')
  })
})

describe('a drill that was planned for one zone', () => {
  const planned = {
    plan: 'P01',
    day: '2026-11-23',
    form: 'live' as const,
    purposes: ['train' as const],
    objectives: ['stars-95'],
    teams: [...TEAMS],
    scope: '',
    zones: ['贵宾室'],
  }

  it.each([
    ['z3', true],
    ['z1', false],
  ])(
    'is announced on the wall that stands there, and leaves the others to their calls: %s, %s (1.1.50)',
    async (zone, isThere) => {
      const { tablet, manager, take, call } = hallAtWork()
      manager.perform(drawFloorPlan, exampleFloor)
      manager.perform(placeTablet, { tablet: 'd_self', zone, faces: 'up' })
      manager.perform(planDrill, planned)
      const [id = ''] = tablet.log.hall.plannedDrills.keys()
      manager.perform(approveDrill, { planned: id })
      manager.perform(beginPlannedDrill, { planned: id, version: 1, level: 3 })
      manager.perform(announce, { incident: foremost(tablet.log.hall)!.id, which: 'start' })
      const voice = openWall(tablet)
      await wallTick()
      if (isThere) await until(() => document.querySelector('.wallEmergency') !== null)
      take()
      call()
      await atRest()
      expect(document.querySelector('.wallEmergency') !== null).toBe(isThere)
      // What takes the whole wall takes its voice as well.
      expect(voice.heard.some((each) => each.startsWith('call '))).toBe(!isThere)
    },
  )
})
