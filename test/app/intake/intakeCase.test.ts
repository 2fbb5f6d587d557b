import { describe, expect, it } from 'vitest'
import LedgerTab from '#app/backoffice/LedgerTab.vue'
import IntakeCase from '#app/intake/IntakeCase.vue'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { shutBehindDoor } from '#device/sealed/openPaper.ts'
import type { SealedThings } from '#device/sealed/sealedThings.ts'
import type { Tablet } from '#device/tablet.ts'
import { caseAskOf } from '#domain/cases/caseAsk.ts'
import { finishStep, keepForm, openCase, submitCase } from '#domain/cases/commands.ts'
import { returnCase } from '#domain/review/commands.ts'
import { atRest } from '#support/atRest.ts'
import { paper } from '#support/caseStory.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

const planChange = formOf('SV05')!
const typedBefore = { phone: '13900137777' }

/** A case that somebody opened before, on a tablet whose drafts and papers answer when they are told to. */
async function reopened(given: { readonly draft: unknown; readonly paper?: unknown; readonly handedIn?: boolean }) {
  const tablet = createFakeTablet({
    place: 'counter',
    by: STAFF.wang,
    settings: { queues: [...startQueues], services: [...startServices] },
  })
  tablet.setStatus({ vault: 'unlocked' })
  const [apply] = caseAskOf(planChange, null).steps['in-reach']
  const steps = { 'in-reach': [apply!], 'out-of-reach': [apply!] }
  const performed = await tablet.log.perform(openCase, { ...caseAskOf(planChange, null), steps })
  const id = performed.ok ? performed.events[0]!.subject : ''
  if (given.paper !== undefined) {
    const kept = { holds: [], monthEnd: false, cash: 0, mostCash: { perDay: null, inHall: null } }
    await tablet.log.perform(keepForm, { case: id, paper: paper(1), phone: null, ...kept })
  }
  if (given.handedIn) {
    await tablet.log.perform(finishStep, { case: id, step: apply!.id, evidence: apply!.evidence })
    await tablet.log.perform(submitCase, { case: id, receipt: 'none' })
  }
  const saved: unknown[] = []
  const asked: ((draft: unknown) => void)[] = []
  const sealed = {
    drafts: {
      open: () =>
        new Promise((resolve) => {
          asked.push(resolve)
        }),
      save: async (_id: string, draft: unknown) => void saved.push(draft),
    },
    papers: { unsent: new Set() },
    door: shutBehindDoor({
      open: async () =>
        given.paper
          ? { ok: true, bytes: new TextEncoder().encode(JSON.stringify(given.paper)) }
          : { ok: false, why: 'missing' },
    }),
    vault: {},
  } as unknown as SealedThings
  const shown: Tablet = Object.create(tablet, { sealed: { value: sealed }, openSealed: { value: async () => sealed } })
  const part = mountScreen(IntakeCase, {
    tablet: shown,
    props: { service: planChange.service, ticket: null, case: id },
  })
  await atRest()
  return { tablet, id, part, saved, tell: (draft = given.draft) => asked.shift()?.(draft) }
}

const fields = () => [...document.querySelectorAll('input, textarea')].length

describe('a case that is taken up again', () => {
  it('shows no empty form that somebody could type into before what was typed is read', async () => {
    const { tell, part, saved } = await reopened({ draft: { at: 1, values: typedBefore, seen: [] } })
    expect([fields(), part.text()]).toEqual([0, expect.stringContaining('正在读取')])
    tell()
    await atRest()
    expect((document.querySelector('#field-phone') as HTMLInputElement).value).toBe('13900137777')
    expect(saved).toEqual([])
  })

  it('keeps what is typed once it is read, though the vault was locked and opened again while it was being read', async () => {
    const { tablet, tell, saved } = await reopened({ draft: { at: 1, values: typedBefore, seen: [] } })
    tablet.setStatus({ vault: 'locked' })
    await atRest()
    tablet.setStatus({ vault: 'unlocked' })
    await atRest()
    tell()
    await atRest()
    const phone = document.querySelector('#field-phone') as HTMLInputElement
    phone.value = '13800138000'
    phone.dispatchEvent(new Event('input'))
    tell()
    await atRest()
    expect(phone.value).toBe('13800138000')
    expect(saved).toMatchObject([{ values: { phone: '13800138000' } }])
  })

  it('shows no empty form in place of a draft that did not open because the vault was locked meanwhile', async () => {
    const draft = { at: 1, values: typedBefore, seen: [] }
    const { tablet, tell, saved } = await reopened({ draft })
    tablet.setStatus({ vault: 'locked' })
    await atRest()
    tell(null)
    await atRest()
    tablet.setStatus({ vault: 'unlocked' })
    await atRest()
    expect([fields(), saved]).toEqual([0, []])
    tell()
    await atRest()
    expect((document.querySelector('#field-phone') as HTMLInputElement).value).toBe('13900137777')
  })

  it('says so and offers to try again where the disk does not give the draft', async () => {
    const { tell, part } = await reopened({ draft: { at: 1, values: typedBefore, seen: [] } })
    tell(Promise.reject(new DOMException('a bad sector', 'NotReadableError')))
    await atRest()
    expect(fields()).toBe(0)
    findByRole('button', '再试一次').click()
    await atRest()
    tell()
    await atRest()
    expect((document.querySelector('#field-phone') as HTMLInputElement).value).toBe('13900137777')
    expect(part.text()).not.toContain('重新填写')
  })

  it('says why the sealed form does not open here, and begins anew only when somebody says so', async () => {
    const { tell, part } = await reopened({ draft: null, paper: null })
    tell()
    await atRest()
    expect([fields(), part.text()]).toEqual([0, expect.stringContaining('资料还在原平板上')])
    findByRole('button', '重新填写').click()
    await atRest()
    expect(fields()).toBeGreaterThan(0)
  })

  it('has what was filled in when it comes back from review while its page is open', async () => {
    const { tablet, id, tell, part } = await reopened({ draft: null, paper: { values: typedBefore }, handedIn: true })
    expect([tablet.log.hall.cases.get(id)?.status, part.text()]).toEqual(['review', expect.stringContaining('复核')])
    tablet.colleague('backoffice', STAFF.chen).perform(returnCase, { case: id, reason: 'price-wrong' })
    await atRest()
    expect(part.text()).toContain('复核退回：资费不符')
    expect(part.text()).not.toContain('price-wrong')
    findByRole('button', '按退回原因改').click()
    await atRest()
    tell()
    await atRest()
    expect((document.querySelector('#field-phone') as HTMLInputElement).value).toBe('13900137777')
  })
})

describe('what is suggested to a customer', () => {
  it('comes with the receipt, goes with one tap, and is counted in the ledger (1.1.19)', async () => {
    const { tablet, id, tell, part } = await reopened({ draft: null, paper: { values: typedBefore }, handedIn: true })
    tell()
    await until(() => part.text().includes('流量包：当月不够用可以加'))
    findByRole('button', '不需要').click()
    await atRest()
    expect(part.text()).toContain('不再推荐')
    expect(part.text()).not.toContain('流量包：当月不够用可以加')
    expect(tablet.log.hall.suggestions.get(id)).toMatchObject({ suggestion: 'data-pack', answer: 'refused' })
    part.unmount()
    const ledger = mountScreen(LedgerTab, { tablet })
    expect(ledger.text()).toContain('流量包：当月不够用可以加。 想办 0 位，不需要 1 位')
    ledger.unmount()
  })
})
