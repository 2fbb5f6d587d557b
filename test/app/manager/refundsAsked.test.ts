import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { computed, ref } from 'vue'
import EndCase from '#app/intake/EndCase.vue'
import RefundAsked from '#app/intake/RefundAsked.vue'
import RefundsAsked from '#app/manager/RefundsAsked.vue'
import { askRefund, endCase, keepForm, openCase } from '#domain/cases/commands.ts'
import { atRest } from '#support/atRest.ts'
import { paper, planChange } from '#support/caseStory.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountApp, pageText, press } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'
import { wholeHall } from '#support/wholeHall.ts'

const shown: VueWrapper[] = []
afterEach(() => {
  for (const each of shown.splice(0)) each.unmount()
})

/** A clerk at a counter took 50 yuan for something that was a mistake, and asks a manager who is at another tablet. */
async function askedAt(tablet: FakeTablet) {
  const clerk = tablet.colleague('counter', STAFF.wang)
  const [service] = tablet.log.hall.settings.services
  const [opened] = clerk.perform(openCase, { ...planChange, service: service?.id ?? '' })
  const id = opened?.subject ?? ''
  const form = { case: id, paper: paper(1), tags: [], phone: null, monthEnd: false, most: null }
  clerk.perform(keepForm, { ...form, holds: ['money'], cash: 5_000 })
  clerk.perform(askRefund, { case: id, reason: 'mistake' })
  return { id }
}

async function asked() {
  const tablet = createFakeTablet({ place: 'reception', by: STAFF.chen })
  const { id } = await askedAt(tablet)
  shown.push(mountScreen(RefundsAsked, { tablet }))
  await atRest()
  return { tablet, found: () => wholeHall(tablet).cases.get(id)! }
}

/** What the counter reads of it. */
async function atCounter({ tablet, found }: Awaited<ReturnType<typeof asked>>): Promise<string> {
  for (const each of shown.splice(0)) each.unmount()
  shown.push(mountScreen(RefundAsked, { tablet, props: { found: found() } }))
  await atRest()
  return pageText()
}

describe('a refund that a clerk asks for', () => {
  it('is asked one question after the other: why, and then which manager agrees, until the clerk thinks better of the reason', async () => {
    const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang })
    const [service] = tablet.log.hall.settings.services
    const opened = await tablet.log.perform(openCase, { ...planChange, service: service?.id ?? '' })
    const id = opened.ok ? (opened.events[0]?.subject ?? '') : ''
    const form = { case: id, paper: paper(1), tags: [], phone: null, monthEnd: false, most: null }
    await tablet.log.perform(keepForm, { ...form, holds: ['money'], cash: 5_000 })
    const found = () => wholeHall(tablet).cases.get(id)
    const intake = { id: ref(id), found: computed(found), refusal: ref(null), perform: tablet.log.perform }
    shown.push(mountScreen(EndCase, { tablet, props: { open: true, intake } }))
    await atRest()
    expect(pageText()).not.toContain('老陈')
    await press('资料不全')
    expect(pageText()).not.toContain('录错了')
    await press('退款 · 资料不全')
    await press('录错了')
    await press('老陈 工号 0001')
    expect(pageText()).toContain('老陈，请输入密码')
    expect(pageText(), 'whoever is here needs no other tablet').not.toContain('请经理在别的平板上同意')
    await press('换一个人')
    await press('请经理在别的平板上同意')
    expect(found()?.refund).toMatchObject({ reason: 'mistake', refused: null })
  })
})

describe('a refund that waits for a manager at another tablet', () => {
  it('stands on the manager’s first page with amount, clerk and reason, and a long press agrees', async () => {
    const story = await asked()
    expect(pageText()).toContain('等您同意的退款')
    expect(pageText()).toMatch(/退 50(\.00)? 元/)
    expect(pageText()).toContain('小王，09:00，录错了')
    findByRole('button', '同意退款（按住 1.5 秒）').click()
    await atRest()
    expect(story.found().end).toMatchObject({ outcome: 'refunded', reason: 'mistake', by: STAFF.chen })
    expect(pageText()).not.toContain('等您同意的退款')
    expect(await atCounter(story)).toContain('老陈 已同意退款：请把钱退给客户。')
  })

  it('is refused with what is to be done instead, and the counter is told', async () => {
    const story = await asked()
    await press('不同意')
    await press('先核对钱款')
    expect(story.found()).toMatchObject({ status: 'open', end: null })
    expect(await atCounter(story)).toContain('老陈 没有同意退款：先核对钱款。')
  })

  it('is told to a manager on whichever page they are, also at a counter, and leads to where they agree', async () => {
    const tablet = createFakeTablet({ place: 'counter', by: STAFF.chen })
    const { id } = await askedAt(tablet)
    const { app } = await mountApp(tablet)
    await until(() => pageText().includes('等您同意退款'))
    await press('等您同意退款')
    await until(() => pageText().includes('退 50.00 元'))
    await press('去看看')
    await until(() => pageText().includes('同意退款（按住 1.5 秒）'))
    findByRole('button', '同意退款（按住 1.5 秒）').click()
    await until(() => wholeHall(tablet).cases.get(id)?.end?.outcome === 'refunded')
    await until(() => !pageText().includes('等您同意退款'))
    app.unmount()
  })

  it('is answered to the clerk who has gone on with other work, once', async () => {
    const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang })
    const { id } = await askedAt(tablet)
    const manager = tablet.colleague('manager', STAFF.chen)
    const { app } = await mountApp(tablet)
    manager.perform(endCase, { case: id, outcome: 'refunded', reason: 'mistake' })
    await until(() => pageText().includes('退款有答复'))
    await press('退款有答复')
    await until(() => pageText().includes('老陈 已同意退款：请把钱退给客户。'))
    await press('知道了')
    await until(() => !pageText().includes('退款有答复'))
    app.unmount()
    document.body.replaceChildren()
    const again = await mountApp(tablet)
    await until(() => pageText().includes('小王'))
    await atRest()
    expect(pageText()).not.toContain('退款有答复')
    again.app.unmount()
  })

  it('tells the counter that it waits, and that no money goes back before', async () => {
    expect(await atCounter(await asked())).toContain('09:00 已请经理同意退款，等答复；可以先办别的业务。钱先不要退。')
  })
})
