import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import CounterScreen from '#app/counter/CounterScreen.vue'
import { judgeSlip } from '#app/counter/judgeSlip.ts'
import { whyCalled } from '#app/counter/whyCalled.ts'
import type { Tablet } from '#device/tablet.ts'
import { serveSlip } from '#domain/calls/seldom.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { addService, askCheck, askWaving } from '#domain/tickets/seldom.ts'
import { slipCode, slipText } from '#domain/tickets/slip.ts'
import { signedFor } from '#log/signed.ts'
import { atRest } from '#support/atRest.ts'
import { en, zh } from '#support/books.ts'
import { createFakeTablet, PIN, STAFF } from '#support/fakeTablet.ts'
import { mountScreen } from '#support/mountScreen.ts'

// The main action rests for a moment after each change, so that a double tap does nothing.
const settle = async () => {
  await atRest()
  await vi.advanceTimersByTimeAsync(1000)
  await atRest()
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] })
  window.localStorage.clear()
})
afterEach(() => {
  vi.useRealTimers()
})

const said = () => (document.body.textContent ?? '').replace(/\s+/g, ' ')
const buttons = () => [...document.querySelectorAll<HTMLElement>('button')]
const nameOf = (one: HTMLElement) =>
  one.getAttribute('aria-label') ?? (one.textContent ?? '').replace(/\s+/g, ' ').trim()
function button(name: string): HTMLElement {
  const found = buttons().find((one) => nameOf(one).startsWith(name))
  if (!found) throw new Error(`no button ${name} among ${buttons().map(nameOf).join(' | ')}`)
  return found
}
async function tap(name: string): Promise<void> {
  button(name).click()
  await settle()
}

async function openedAt2(holdStill?: Tablet['holdStill']) {
  const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang })
  if (holdStill) Object.assign(tablet, { holdStill })
  const greeter = tablet.colleague('reception', null)
  const take = (queue = 'q-pay', priority: 'elderly' | null = null) =>
    greeter.perform(issueTicket, { queue, service: null, priority })
  await tablet.log.perform(openCounter, { counter: '2' })
  const screen = mountScreen(CounterScreen, { tablet })
  await settle()
  return { tablet, take, screen }
}

describe('a clerk at the counter', () => {
  it('chooses a counter, opens it, and comes straight back to it next time', async () => {
    const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang })
    const screen = mountScreen(CounterScreen, { tablet })
    await tap('2 号窗')
    await tap('2 号窗开台')
    expect(said()).toContain('2 号窗 · 小王')
    expect(button('呼叫下一位')).toBeTruthy()
    await tap('更多')
    await tap('关台')
    expect(button('2 号窗开台')).toBeTruthy()
    screen.unmount()
  })

  it('opens the screen of the counter in a window of its own, and says what to do where the browser lets none open (Q51)', async () => {
    const { screen } = await openedAt2()
    const opened = vi.spyOn(window, 'open').mockReturnValueOnce(null).mockReturnValue(window)
    await tap('更多')
    await tap('窗口屏')
    expect(said()).toContain('允许本站弹出窗口')
    await tap('窗口屏')
    expect(opened).toHaveBeenLastCalledWith('/second#own', 'stayopen-second-own', 'popup')
    expect(said()).not.toContain('允许本站弹出窗口')
    opened.mockRestore()
    screen.unmount()
  })

  it('is who serves as soon as they sign in at an open counter, and on its own screen by the number (Q51)', async () => {
    const { tablet, screen } = await openedAt2()
    const second = () => tablet.log.hall.counters.get('2')
    const manager = tablet.colleague('manager', STAFF.chen)
    expect(second()).toMatchObject({ staff: STAFF.wang, shown: '' })
    manager.perform(configureHall, { wall: { screens: [{ tablet: 'd_wall', counter: '2' }] } })
    await settle()
    expect(second()).toMatchObject({ staff: STAFF.wang, shown: '0012' })
    await tablet.signIn(STAFF.li, PIN)
    await settle()
    expect(second()).toMatchObject({ staff: STAFF.li, shown: '0013' })
    manager.perform(configureHall, { wall: { screens: [] } })
    await settle()
    expect(second()).toMatchObject({ staff: STAFF.li, shown: '' })
    screen.unmount()
  })

  it('shows what the door has not seen, until the clerk says that it is in order (Q11)', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    const [id = ''] = tablet.log.hall.tickets.keys()
    tablet.colleague('reception', null).perform(askCheck, { ticket: id })
    await tap('呼叫下一位')
    expect(said()).toContain('待核验')
    await tap('核验好了')
    expect(said()).not.toContain('待核验')
    expect(tablet.log.hall.tickets.get(id)?.toCheck).toBe(false)
    screen.unmount()
  })

  it('is told to stand up and wave for a customer who may not hear the call (Q45)', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    const [id = ''] = tablet.log.hall.tickets.keys()
    tablet.colleague('reception', null).perform(askWaving, { ticket: id, on: true })
    await tap('呼叫下一位')
    expect(said()).toContain('请站起来招手')
    await tap('客户已到')
    expect(said()).toContain('叫到请招手')
    expect(said()).not.toContain('请站起来招手')
    screen.unmount()
  })

  it('goes on to what the customer comes for besides, here or at another counter, or finishes it all (Q10)', async () => {
    const { take, screen, tablet } = await openedAt2()
    const door = tablet.colleague('reception', null)
    const add = (ticket: string, service: string) => door.perform(addService, { ticket, service })
    take()
    take()
    const [first = '', second = ''] = tablet.log.hall.tickets.keys()
    add(first, 'plan')
    add(second, 'new-line')
    await tap('呼叫下一位')
    await tap('客户已到')
    expect(said()).toContain('还要办 套餐变更')
    await tap('更多')
    await tap('再办一项')
    await tap('打印发票')
    expect(said()).toContain('还要办 套餐变更、打印发票')
    await tap('办完这项，接着办')
    expect(tablet.log.hall.tickets.get(first)).toMatchObject({ status: 'serving', service: 'plan', label: 'A12-001' })
    await tap('全部办完')
    expect(tablet.log.hall.tickets.get(first)).toMatchObject({ status: 'done', legs: [{ service: null }] })
    await tap('呼叫下一位')
    await tap('客户已到')
    expect(said()).toContain('新入网，到别的窗口')
    await tap('办完这项，接着办')
    expect(tablet.log.hall.tickets.get(second)).toMatchObject({ status: 'waiting', queue: 'q-new', label: 'A12-002' })
    expect(button('呼叫下一位')).toBeTruthy()
    screen.unmount()
  })

  it('gets the next customer without a second press when another counter has the one that was called', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    take()
    await settle()
    const [first = ''] = tablet.log.hall.tickets.keys()
    await tap('呼叫下一位')
    const other = tablet.colleague('counter', STAFF.li)
    other.perform(openCounter, { counter: '1' })
    other.perform(serveSlip, { counter: '1', ticket: first })
    await settle()
    expect(said()).toContain('A12-001 别的窗口先叫到，已改叫 A12-002')
    expect(said()).toContain('A12-001 已在 1 号窗办理')
    await tap('撤销')
    expect([...tablet.log.hall.tickets.values()].map(({ status }) => status)).toEqual(['serving', 'waiting'])
    screen.unmount()
  })

  it('calls nobody by itself when the one that was called a while ago goes elsewhere', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    take()
    await settle()
    const [first = ''] = tablet.log.hall.tickets.keys()
    await tap('呼叫下一位')
    tablet.pass(1)
    const other = tablet.colleague('counter', STAFF.li)
    other.perform(openCounter, { counter: '1' })
    other.perform(serveSlip, { counter: '1', ticket: first })
    await settle()
    expect([...tablet.log.hall.tickets.values()].map(({ status }) => status)).toEqual(['serving', 'waiting'])
    expect(buttons().some((one) => nameOf(one).startsWith('撤销'))).toBe(false)
    screen.unmount()
  })

  it('is offered nothing to undo any more once the tablet was locked, whoever unlocks it', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    await settle()
    await tap('呼叫下一位')
    expect(button('撤销')).toBeTruthy()
    tablet.signOut()
    await atRest()
    await tablet.signIn(STAFF.wang, PIN)
    await atRest()
    expect(said()).not.toContain('撤销')
    screen.unmount()
  })

  it('calls, greets and finishes with the same corner of the screen (Q13)', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    take()
    await settle()
    await tap('呼叫下一位')
    expect(said()).toContain('A12-001')
    expect(said()).toContain('按顺序：')
    tablet.pass(1)
    await tap('客户已到')
    tablet.pass(4)
    await settle()
    await tap('完成并叫下一位')
    expect(said()).toContain('已完成，已叫')
    screen.unmount()
  })

  it('does nothing on the second half of a double tap', async () => {
    const { take, screen } = await openedAt2()
    take()
    await settle()
    button('呼叫下一位').click()
    await atRest()
    await nextTick()
    button('客户已到').click()
    await settle()
    expect(said()).toContain('已叫号，等客户过来')
    screen.unmount()
  })

  it('asks once before finishing a service that has hardly begun (Q25)', async () => {
    const { take, screen } = await openedAt2()
    take()
    await settle()
    await tap('呼叫下一位')
    await tap('客户已到')
    await tap('完成并叫下一位')
    expect(said()).toContain('再按一次确认')
    expect(said()).toContain('A12-001')
    await tap('完成并叫下一位')
    expect(said()).toContain('A12-001 已完成')
    screen.unmount()
  })

  it('takes a finish and the call that came with it back in one tap', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    take()
    await settle()
    await tap('呼叫下一位')
    await tap('客户已到')
    tablet.pass(4)
    await settle()
    await tap('完成并叫下一位')
    await tap('撤销')
    const [first, second] = [...tablet.log.hall.tickets.values()]
    expect([first?.status, second?.status]).toEqual(['serving', 'waiting'])
    screen.unmount()
  })

  it('works with a foot pedal, which sends a space (Q13)', async () => {
    const { take, screen } = await openedAt2()
    take()
    await settle()
    window.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', cancelable: true }))
    await settle()
    expect(said()).toContain('已叫号，等客户过来')
    screen.unmount()
  })

  it('does nothing by what a reader of identity cards sends, spaces and enter included', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    await settle()
    const pressed = (key: string, at: number) => {
      const event = new KeyboardEvent('keydown', { key, cancelable: true })
      Object.defineProperty(event, 'timeStamp', { value: at })
      window.dispatchEvent(event)
      return event
    }
    const keys = [...'110105 19491231 002X', 'Enter'].map((key, at) => pressed(key, 1_000 + at * 4))
    expect(keys.at(-1)?.defaultPrevented).toBe(true)
    // Had the burst called the customer, the pedal's space would greet them.
    pressed(' ', 2_000)
    await settle()
    expect(said()).toContain('已叫号，等客户过来')
    expect([...tablet.log.hall.tickets.values()].map(({ status }) => status)).toEqual(['called'])
    screen.unmount()
  })

  it('says how long until a customer may be missed, and what then happens to the ticket', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    await settle()
    await tap('呼叫下一位')
    expect(button('过号').getAttribute('aria-disabled')).toBe('true')
    expect(said()).toContain('还要')
    tablet.pass(1)
    await settle()
    await tap('过号')
    expect(said()).toContain('排在 3 位之后，还可以过号 2 次')
    await tap('没有人来')
    expect(said()).toContain('A12-001 已过号')
    screen.unmount()
  })

  it('holds the tablet still while a customer is there, and lets it go afterwards', async () => {
    const held: string[] = []
    const { take, screen, tablet } = await openedAt2((reason) => {
      held.push(reason)
      return () => held.pop()
    })
    take()
    await settle()
    await tap('呼叫下一位')
    expect(held).toEqual(['serving'])
    tablet.pass(1)
    await settle()
    await tap('过号')
    await tap('没有人来')
    expect(held).toEqual([])
    screen.unmount()
  })
})

describe('a counter that nobody is at', () => {
  it('is reminded that people wait, until it calls (Q26)', async () => {
    const { tablet, take, screen } = await openedAt2()
    take()
    await settle()
    expect(said()).not.toContain('本窗空着')
    tablet.pass(1)
    await settle()
    expect(said()).toContain('有客户在等，本窗空着。')
    await tap('呼叫下一位')
    expect(said()).not.toContain('本窗空着')
    screen.unmount()
  })
})

describe('a counter that cannot hear the hall server', () => {
  it('says what it may still call, shows the number on the whole screen, and goes on with the same tap', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    take()
    await settle()
    const [first] = [...tablet.log.hall.tickets.keys()]
    tablet.setContact({ share: new Set(first ? [first] : []), leftTo: new Map() })
    tablet.setStatus({ link: 'asking', heardAt: null })
    await settle()
    expect(said()).not.toContain('只叫分给本窗的号')
    tablet.setStatus({ link: 'server-lost' })
    await settle()
    expect(said()).toContain('服务器失联：只叫分给本窗的号，还有 1 位')
    await tap('呼叫下一位')
    expect(button('返回窗口')).toBeTruthy()
    expect(said()).toContain('到 2 号窗口')
    expect(said()).toContain('连不上服务器时，从分给本窗的号里叫的')
    await tap('客户已到')
    expect(said()).not.toContain('返回窗口')
    screen.unmount()
  })

  it('does not say that nobody waits while customers wait whom it may not call', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    await settle()
    tablet.setStatus({ link: 'server-lost' })
    tablet.setContact({ share: new Set(), leftTo: new Map() })
    await settle()
    expect(said()).toContain('还有 1 位在等候，现在不能由本窗呼叫。请他们拿号票到窗口，点「持号办理」。')
    expect(said()).toContain('另有 1 位等候，持号票来即可办理。')
    expect(said()).not.toContain('没有人等候。')
    screen.unmount()
  })

  it('is told when the customer it called is served somewhere else, and offers the next one', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    await settle()
    await tap('呼叫下一位')
    const [first] = [...tablet.log.hall.tickets.keys()]
    const other = tablet.colleague('counter', STAFF.li)
    other.perform(openCounter, { counter: '1' })
    other.perform(serveSlip, { counter: '1', ticket: first ?? '' })
    await settle()
    expect(said()).toContain('A12-001 已在 1 号窗办理')
    expect(button('呼叫下一位')).toBeTruthy()
    await tap('知道了')
    expect(said()).not.toContain('已在 1 号窗办理')
    screen.unmount()
  })
})

describe('a customer on hold', () => {
  it('is left to other counters when this one is closed, and the button that closes it says so (Q19)', async () => {
    const { take, screen } = await openedAt2()
    take()
    await tap('呼叫下一位')
    await tap('客户已到')
    await tap('挂起')
    await tap('去取材料、复印')
    await tap('更多')
    expect(said()).toContain('1 位还挂起，留给别的窗口恢复')
    screen.unmount()
  })

  it('is put back to the front for whichever counter is free first, with undo, and then called before all others (Q19)', async () => {
    const { take, screen, tablet } = await openedAt2()
    for (const _ of [1, 2]) take()
    const [first, second] = [...tablet.log.hall.tickets.values()]
    await tap('呼叫下一位')
    await tap('客户已到')
    await tap('挂起')
    await tap('去取材料、复印')
    take('q-pay', 'elderly')
    await tap(`${first?.label} 排回队首`)
    expect(said()).toContain(`${first?.label} 已排回队首`)
    expect(said()).toContain('没有挂起的客户。')
    await tap('撤销')
    expect(tablet.log.hall.tickets.get(first?.id ?? '')?.status).toBe('held')
    await tap(`${first?.label} 排回队首`)
    await tap('呼叫下一位')
    expect(tablet.log.hall.tickets.get(first?.id ?? '')).toMatchObject({ status: 'called', counter: '2' })
    expect(tablet.log.hall.tickets.get(second?.id ?? '')?.status).toBe('waiting')
    expect(said()).toContain('挂起后排回队首，先叫。')
    screen.unmount()
  })
})

describe('why this customer', () => {
  const rules = [
    'next',
    'appointment',
    'priority',
    'star',
    'skill',
    'aged',
    'sent-here',
    'put-back',
    'slip',
    'picked',
    'walk-in',
    'paper',
  ] as const
  it('has a sentence for every rule, in both languages (Q34)', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    const [ticket] = [...tablet.log.hall.tickets.values()]
    if (!ticket) throw new Error('no ticket')
    for (const [words, language] of [
      [zh, 'zh'],
      [en, 'en'],
    ] as const) {
      const sentences = rules.map((code) => {
        const rule = { code, waited: 12, passed: 2, reason: 'needs-help' }
        const call = { counter: '2', rule, at: 0, recalls: 0, lastAt: 0, ratioBefore: 0 }
        return whyCalled({ ticket: { ...ticket, call }, counter: '2', hall: tablet.log.hall, language }, words.counter)
      })
      expect(new Set(sentences).size).toBe(rules.length)
      expect(sentences.filter((sentence) => sentence.includes('12'))).toHaveLength(7)
    }
    screen.unmount()
  })
})

describe('a scanned slip', () => {
  it('is served when it is real, said so when it cannot be checked, and refused when it is forged (Q7)', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    const [ticket] = [...tablet.log.hall.tickets.values()]
    if (!ticket) throw new Error('no ticket')
    const code = async (by: string) => {
      const text = slipText('h_test', by, ticket)
      return slipCode(text, `${await tablet.sign(signedFor('slip', text))}-as-the-tablet-signs`)
    }
    expect((await judgeSlip(tablet, await code('d_elsewhere'))).kind).toBe('unknownTablet')
    const door = { id: 'd_door', name: '前台', place: 'reception', key: 'AAAA', lane: 1, revoked: false } as const
    const knowing: Tablet = {
      ...tablet,
      now: tablet.now,
      log: { ...tablet.log, hall: { ...tablet.log.hall, tablets: new Map([['d_door', door]]) } },
      verify: async (_text, signature) => signature.endsWith('-as-the-tablet-signs'),
    }
    expect((await judgeSlip(knowing, await code('d_door'))).kind).toBe('verified')
    expect((await judgeSlip(knowing, `${await code('d_door')}x`)).kind).toBe('forged')
    const sentAway = new Map([['d_door', { ...door, revoked: true }]])
    const later: Tablet = {
      ...knowing,
      now: tablet.now,
      log: { ...tablet.log, hall: { ...knowing.log.hall, tablets: sentAway } },
    }
    expect((await judgeSlip(later, await code('d_door'))).kind).toBe('revokedTablet')
    const nobodys = slipText('h_test', 'd_door', { ...ticket, id: 't_nobodys' })
    expect((await judgeSlip(later, slipCode(nobodys, 'x-as-the-tablet-signs'))).kind).toBe('forged')
    expect((await judgeSlip(knowing, 'https://example.com')).kind).toBe('notASlip')
    const foreign = slipCode(slipText('h_other', 'd_door', ticket), 'a-signature-of-another-hall')
    expect((await judgeSlip(knowing, foreign)).kind).toBe('otherHall')
    const old = slipCode(slipText('h_test', 'd_door', { ...ticket, day: '2026-11-22' }), 'x-as-the-tablet-signs')
    expect((await judgeSlip(knowing, old)).kind).toBe('otherDay')
    screen.unmount()
  })
})
