import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import CaseDetail from '#app/backoffice/CaseDetail.vue'
import DuplicatePairs from '#app/backoffice/DuplicatePairs.vue'
import { hashOfForm } from '#app/intake/formHash.ts'
import { papers } from '#app/words/zh/papers.ts'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { shutBehindDoor } from '#device/sealed/openPaper.ts'
import type { SealedThings } from '#device/sealed/sealedThings.ts'
import type { Tablet } from '#device/tablet.ts'
import { caseAskOf } from '#domain/cases/caseAsk.ts'
import { keepCasePaper, keepForm, openCase, submitCase } from '#domain/cases/commands.ts'
import { returnCase } from '#domain/review/commands.ts'
import { atRest } from '#support/atRest.ts'
import { paper } from '#support/caseStory.ts'
import { createFakeTablet, type FakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => shown?.unmount())

const form = formOf('SV05')!
const steps = { 'in-reach': [], 'out-of-reach': [] }
const phone = { number: 'a'.repeat(16), tail: 'b'.repeat(16) }
const kept = { holds: [], monthEnd: false, cash: 0, mostCash: { perDay: null, inHall: null } }

/** A back office in which these papers open, and whoever served before. */
function backOffice(papers: Readonly<Record<string, unknown>>, otherwise: 'missing' | 'not-now' = 'missing') {
  const settings = { queues: [...startQueues], services: [...startServices] }
  const tablet = createFakeTablet({ place: 'backoffice', by: STAFF.chen, settings })
  tablet.setStatus({ vault: 'unlocked' })
  const sealed = {
    door: shutBehindDoor({
      open: async (name) =>
        name in papers
          ? { ok: true, bytes: new TextEncoder().encode(JSON.stringify({ values: papers[name] })) }
          : { ok: false, why: otherwise },
    }),
  } as unknown as SealedThings
  const opens: Tablet = Object.create(tablet, { sealed: { value: sealed }, openSealed: { value: async () => sealed } })
  return { tablet, opens }
}

function takeDown(tablet: FakeTablet, name: string, more: { version?: number; formHash?: string } = {}): string {
  const clerk = tablet.colleague('counter', STAFF.wang)
  const [opened] = clerk.perform(openCase, { ...caseAskOf(form, null), steps, ...more })
  clerk.perform(keepForm, { case: opened!.subject, paper: name, phone, ...kept })
  return opened!.subject
}

/** It is handed in, sent back, filled in anew with another photo, and handed in again. */
async function sendBack(tablet: FakeTablet, id: string): Promise<void> {
  const clerk = tablet.colleague('counter', STAFF.wang)
  clerk.perform(submitCase, { case: id, receipt: 'none' })
  await tablet.log.perform(returnCase, { case: id, reason: 'fields-wrong' })
  clerk.perform(keepForm, { case: id, paper: paper(2), phone, ...kept })
  clerk.perform(keepCasePaper, { case: id, papers: [paper(3)], kind: 'photo', holds: [] })
  clerk.perform(submitCase, { case: id, receipt: 'none' })
}

describe('somebody at the back office', () => {
  it('sees cases that may be one, compares them side by side, and says that they are (Q61)', async () => {
    const { tablet, opens } = backOffice({ [paper(1)]: { phone: '13900137777' }, [paper(2)]: { phone: '13900137777' } })
    const first = takeDown(tablet, paper(1))
    const second = takeDown(tablet, paper(2))
    shown = mountScreen(DuplicatePairs, { tablet: opens })
    expect(pageText()).toContain('疑似重复')
    await press('并排看')
    await until(() => document.querySelectorAll('.duplicateSheet .caseDetail').length === 2, pageText)
    await until(() => pageText().split('13900137777').length === 3, pageText)
    await press('是同一件')
    await until(() => tablet.log.hall.cases.get(second)?.twins[0]?.same === true)
    expect(pageText()).not.toContain('疑似重复')
    shown.unmount()
    shown = mountScreen(CaseDetail, {
      tablet: opens,
      props: { found: tablet.log.hall.cases.get(first), reason: 'review' },
    })
    await atRest()
    expect(pageText()).toContain('小王受理的那笔是同一件：只办一笔，另一笔撤销。')
  })

  it('reads of a case that comes back what was changed since, answer by answer (Q68)', async () => {
    const typed = { phone: '13900137777', plan: 'P59' }
    const { tablet, opens } = backOffice({ [paper(1)]: typed, [paper(2)]: { ...typed, plan: 'P99' } })
    const id = takeDown(tablet, paper(1))
    await sendBack(tablet, id)
    shown = mountScreen(CaseDetail, {
      tablet: opens,
      props: { found: tablet.log.hall.cases.get(id), reason: 'review' },
    })
    await until(() => pageText().includes('退回后改了什么'), pageText)
    expect(pageText()).toContain('老陈 退回：填写有误')
    expect(pageText()).toContain('受理单改了 1 处')
    expect(pageText()).toContain('新拍了 1 张照片')
    expect(pageText()).toContain('原来：P59')
    expect(document.querySelectorAll('.changed')).toHaveLength(1)
  })

  it('reads which papers do not open, and of an earlier form that does not that nobody knows what was changed', async () => {
    const { tablet, opens } = backOffice({ [paper(2)]: { phone: '13900137777' } })
    const id = takeDown(tablet, paper(1))
    await sendBack(tablet, id)
    const found = tablet.log.hall.cases.get(id)
    shown = mountScreen(CaseDetail, { tablet: opens, props: { found, reason: 'review' } })
    await until(() => pageText().includes('照片：资料还在原平板上'), pageText)
    expect(pageText()).toContain('退回后改了什么：资料还在原平板上')
    expect(pageText()).not.toContain(papers.nothingChanged)
  })

  it('tries once more what could not be had, and reads it when it is there; what is gone nobody tries again', async () => {
    const there: Record<string, unknown> = {}
    const { tablet, opens } = backOffice(there, 'not-now')
    const id = takeDown(tablet, paper(1))
    shown = mountScreen(CaseDetail, {
      tablet: opens,
      props: { found: tablet.log.hall.cases.get(id), reason: 'review' },
    })
    await until(() => pageText().includes(papers['not-now']), pageText)
    there[paper(1)] = { phone: '13900137777' }
    await press('再试一次')
    await until(() => pageText().includes('13900137777'), pageText)
    expect(pageText()).not.toContain(papers['not-now'])
    expect(pageText()).not.toContain('再试一次')
    shown.unmount()
    const gone = backOffice({})
    const taken = takeDown(gone.tablet, paper(1))
    const lost = gone.tablet.log.hall.cases.get(taken)
    shown = mountScreen(CaseDetail, { tablet: gone.opens, props: { found: lost, reason: 'review' } })
    await until(() => pageText().includes(papers.missing), pageText)
    expect(pageText()).not.toContain('再试一次')
  })

  it('is told when the form that was filled in is another than the one here, and reads what was typed all the same (Q57)', async () => {
    const { tablet, opens } = backOffice({ [paper(1)]: { phone: '13900137777', gone: '旧字段' } })
    const look = async (id: string) => {
      shown?.unmount()
      const found = tablet.log.hall.cases.get(id)
      shown = mountScreen(CaseDetail, { tablet: opens, props: { found, reason: 'review' } })
      await until(() => pageText().includes('旧字段'), pageText)
      await atRest()
      return pageText()
    }
    expect(await look(takeDown(tablet, paper(1), { formHash: await hashOfForm(form) }))).not.toContain('不一样')
    expect(await look(takeDown(tablet, paper(1), { formHash: 'ab'.repeat(32) }))).toContain('内容不一样')
    expect(await look(takeDown(tablet, paper(1), { version: 9 }))).toContain('本机没有这份受理单的第 9 版')
  })

  it('has one hash for one form, in whatever order it is written down', async () => {
    const turned = Object.fromEntries(Object.entries(form).reverse()) as unknown as typeof form
    expect(await hashOfForm(turned)).toBe(await hashOfForm(form))
    expect(await hashOfForm({ ...form, version: form.version + 1 })).not.toBe(await hashOfForm(form))
  })
})
