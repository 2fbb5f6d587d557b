import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import CounterScreen from '#app/counter/CounterScreen.vue'
import type { Words } from '#app/words/words.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountScreen } from '#support/mountScreen.ts'

// The main action rests for a moment after each change, so that a double tap does nothing.
// What is not on the first picture comes as a file of its own.
const settle = async () => {
  await flushPromises()
  await vi.dynamicImportSettled()
  await vi.advanceTimersByTimeAsync(1000)
  await nextTick()
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  window.localStorage.clear()
})
afterEach(() => {
  vi.useRealTimers()
  document.body.replaceChildren()
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

async function openedAt2(words?: Words) {
  const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang })
  const greeter = tablet.colleague('reception', null)
  const take = (queue = 'q-pay', priority: 'elderly' | null = null) =>
    greeter.perform(issueTicket, { queue, service: null, priority })
  await tablet.log.perform(openCounter, { counter: '2' })
  const screen = mountScreen(CounterScreen, { tablet, ...(words ? { words } : {}) })
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

  it('calls, greets and finishes with the same corner of the screen', async () => {
    const { take, screen, tablet } = await openedAt2()
    take()
    take()
    await settle()
    await tap('呼叫下一位')
    expect(said()).toContain('A12-001')
    expect(said()).toContain('轮到他')
    tablet.pass(1)
    await tap('客户已到')
    tablet.pass(4)
    await settle()
    await tap('完成并叫下一位')
    expect(said()).toContain('已完成,已叫')
    screen.unmount()
  })
})
