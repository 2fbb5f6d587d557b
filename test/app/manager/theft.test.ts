import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, provide, ref, shallowRef } from 'vue'
import OwnPinPage from '#app/lock/OwnPinPage.vue'
import CachedCases from '#app/manager/CachedCases.vue'
import RenewPin from '#app/manager/RenewPin.vue'
import TheftNotice from '#app/manager/TheftNotice.vue'
import TheftPage from '#app/manager/TheftPage.vue'
import NoticeChip from '#app/shell/NoticeChip.vue'
import { sheetsKey } from '#app/ui/openBelow.ts'
import { openCase } from '#domain/cases/commands.ts'
import { hallKeys } from '#domain/keys/queries.ts'
import { emptyHall } from '#domain/whole.ts'
import type { LogEvent } from '#log/event.ts'
import { atRest } from '#support/atRest.ts'
import { founding, keyIn, listOf, newStory, wrote } from '#support/authorityStory.ts'
import { planChange } from '#support/caseStory.ts'
import { createFakeTablet, PIN, STAFF } from '#support/fakeTablet.ts'
import { pageText, press, typePin } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

beforeEach(newStory)
afterEach(() => {
  localStorage.clear()
})

const says = (kind: string, subject: string, body: Record<string, unknown>, heard: readonly LogEvent[]) =>
  wrote('d_1', kind, subject, { ...body, after: [...listOf(heard).heads] }, { by: 's_li', key: keyIn('s_li') })

const turned = (keyId: string, before: string | null, heard: readonly LogEvent[], secret: string | null = null) => {
  const sealed = Object.fromEntries(hallKeys(listOf(heard)).holders.map(({ tablet }) => [tablet, 'AAAA']))
  const mac = before && 'M'.repeat(43)
  return says('HallKeyTurned', keyId, { before, sealed, earlier: 'AAAA', secret, mac }, heard)
}

/** A hall with its first key and a second tablet. */
function secondTabletIn(): LogEvent[] {
  const events = founding()
  const key = btoa('d_2'.padEnd(60, '.'))
  events.push(says('TabletAdmitted', 'd_2', { name: 'd_2', place: 'counter', key, sealKey: key, box: null }, events))
  events.push(turned('k_1', null, events))
  return events
}

const shows = (
  screen: typeof NoticeChip | typeof RenewPin | typeof TheftNotice,
  events: readonly LogEvent[],
  by = 's_chen',
) => {
  const found = { ...emptyHall('h_test'), authority: listOf(events) }
  return mountScreen(screen, { tablet: createFakeTablet({ place: 'manager', found, by }) })
}

describe('the hall key that was turned', () => {
  it('is told once on every desk tablet: by whom, when and why, and never what was before it came', async () => {
    const events = secondTabletIn()
    const before = shows(NoticeChip, events)
    expect(pageText()).not.toContain('换了密钥')
    before.unmount()
    events.push(says('TabletRevoked', 'd_2', { known: {} }, events))
    events.push(turned('k_2', 'k_1', events))
    const screen = shows(NoticeChip, events)
    await press('换了密钥')
    expect(pageText()).toMatch(/换了本厅密钥，因为“.+”停用了。/)
    await press('知道了')
    expect(pageText()).not.toContain('换了')
    screen.unmount()
    shows(NoticeChip, events)
    expect(pageText()).not.toContain('换了')
  })

  it('is no news to whoever founded the hall: nothing was changed', () => {
    const events = founding()
    shows(NoticeChip, events).unmount()
    events.push(turned('k_1', null, events))
    shows(NoticeChip, events)
    expect(pageText()).not.toContain('换了')
  })
})

describe('a tablet in strange hands', () => {
  it('stays on the manager’s first page until everybody has a new key', () => {
    const events = secondTabletIn()
    shows(TheftNotice, events).unmount()
    expect(pageText()).not.toContain('丢失以后')
    events.push(says('TabletRevoked', 'd_2', { known: {}, lost: true }, events))
    const waits = shows(TheftNotice, events)
    expect(pageText()).toContain('本厅密钥还没有换')
    waits.unmount()
    events.push(turned('k_2', 'k_1', events, 'AAAA'))
    const open = shows(TheftNotice, events)
    expect(pageText()).toContain('还有 1 人没有换密码')
    open.unmount()
    events.push(says('KeyGiven', 's_li', { key: keyIn('s_li', 1), known: {} }, events))
    shows(TheftNotice, events)
    expect(pageText()).not.toContain('丢失以后')
  })

  it.each([
    [['d_1'], '后台 · 还没有消息', '新密码在那里用不了：后台。'],
    [['d_1', 'd_3'], '后台 · 已拿到', null],
  ])(
    'is followed by the names of the tablets on which nobody’s new PIN could be checked, and what to do there: %s have it',
    async (have, says3, unusable) => {
      const events = secondTabletIn()
      const key = btoa('d_3'.padEnd(60, '.'))
      events.push(
        says('TabletAdmitted', 'd_3', { name: '后台', place: 'backoffice', key, sealKey: key, box: null }, events),
      )
      events.push(says('TabletRevoked', 'd_2', { known: {}, lost: true }, events))
      events.push(turned('k_2', 'k_1', events, 'AAAA'))
      const authority = listOf(events)
      const tablets = new Map(
        [...authority.tablets.values()].map(({ id, key, revoked }) => {
          const name = { d_1: '经理', d_2: '窗口', d_3: '后台' }[id] ?? id
          return [id, { id, name, place: 'counter' as const, key, revoked }]
        }),
      )
      const secretsTaken = new Map(have.map((id) => [id, new Set(['k_2'])]))
      const found = { ...emptyHall('h_test'), authority, tablets, secretsTaken }
      const tablet = createFakeTablet({ place: 'manager', found, by: 's_chen' })
      mountScreen(TheftPage, { tablet, props: { open: true, tablet: tablets.get('d_2') } })
      mountScreen(TheftNotice, { tablet })
      await atRest()
      expect(pageText()).toContain('经理 · 已拿到')
      expect(pageText()).toContain(says3)
      expect(pageText()).not.toContain('窗口 · ')
      if (unusable === null) {
        expect(pageText()).not.toContain('用不了')
        return
      }
      expect(pageText()).toContain(unusable)
      expect(pageText()).toContain('用原来的密码登录一次')
    },
  )

  it('asks whoever is just seeing to it for a new PIN only when that page is closed', async () => {
    const events = secondTabletIn()
    events.push(says('TabletRevoked', 'd_2', { known: {}, lost: true }, events))
    events.push(turned('k_2', 'k_1', events, 'AAAA'))
    const lost = { id: 'd_2', name: '窗口', place: 'counter' as const, key: '', revoked: true }
    const found = { ...emptyHall('h_test'), authority: listOf(events), tablets: new Map([['d_2', lost]]) }
    const tablet = createFakeTablet({ place: 'manager', found, by: 's_li' })
    const open = ref(true)
    const both = defineComponent(() => {
      provide(sheetsKey, shallowRef(new Set<symbol>()))
      const close = () => {
        open.value = false
      }
      return () => [h(TheftPage, { open: open.value, tablet: lost, 'onUpdate:open': close }), h(RenewPin)]
    })
    mountScreen(both, { tablet })
    await atRest()
    expect(pageText()).toContain('“窗口”丢了')
    expect(pageText()).not.toContain('请换一个新密码')
    await press('关闭')
    expect(pageText()).toContain('请换一个新密码')
  })

  it('does not take from anybody the PIN until now as the new one', async () => {
    const events = secondTabletIn()
    events.push(says('TabletRevoked', 'd_2', { known: {}, lost: true }, events))
    events.push(turned('k_2', 'k_1', events, 'AAAA'))
    shows(RenewPin, events, 's_li')
    await atRest()
    expect(pageText()).toContain('请换一个新密码')
    for (let time = 0; time < 2; time++) {
      await typePin(PIN)
      await press('下一步')
    }
    const pad = document.querySelector('.numberPad')?.textContent
    expect(pad, 'said at the pad, in sight also on a low screen').toContain('这和现在的密码一样，请换一个。')
  })

  it('is asked for once from whoever comes with a PIN that somebody else chose', async () => {
    const events = secondTabletIn()
    events.push(says('TabletRevoked', 'd_2', { known: {}, lost: true }, events))
    events.push(turned('k_2', 'k_1', events, 'AAAA'))
    const found = { ...emptyHall('h_test'), authority: listOf(events) }
    const tablet = createFakeTablet({ place: 'manager', found, by: 's_li' })
    const renewed = vi.spyOn(tablet, 'renewKey')
    mountScreen(OwnPinPage, { tablet })
    for (let time = 0; time < 2; time++) {
      await typePin('804617')
      await press('下一步')
    }
    expect(renewed).toHaveBeenCalledExactlyOnceWith('804617')
  })
})

describe('the list of whose data may be on a lost tablet', () => {
  it('counts what was not handed in, and keeps the tick of each customer who was told', async () => {
    const { hall } = createFakeTablet({ place: 'counter' }).log
    const journals = new Map([
      ['j_00000000000000aa', { tablet: 'd_self', lane: 2, continues: null, sub: null, key: '' }],
    ])
    const found = { ...emptyHall('h_test'), ...hall, journals }
    const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang, found })
    const [service] = tablet.log.hall.settings.services
    expect(await tablet.log.perform(openCase, { ...planChange, service: service?.id ?? '' })).toMatchObject({
      ok: true,
    })
    const lost = tablet.log.hall.tablets.get(tablet.identity?.tablet ?? '')
    const list = () => mountScreen(CachedCases, { tablet, props: { open: true, tablet: lost } })
    const first = list()
    await atRest()
    expect(pageText()).toContain('其中 1 笔还没有提交')
    expect(pageText()).not.toContain('0 份密封件')
    await press('看号码和资料')
    expect(pageText()).toContain('没有提交过：客户的号码只在那台平板上。')
    await press('收起')
    expect(pageText()).not.toContain('没有提交过')
    const tick = () => document.querySelector<HTMLInputElement>('input[type=checkbox]')
    tick()?.click()
    await atRest()
    first.unmount()
    list()
    await atRest()
    expect(tick()?.checked).toBe(true)
  })
})
