import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { computed } from 'vue'
import SlipCamera from '#app/counter/SlipCamera.vue'
import FindCase from '#app/intake/FindCase.vue'
import ReceiptView from '#app/intake/ReceiptView.vue'
import QrCode from '#app/ui/QrCode.vue'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startParameters } from '#content/catalogue/parameters.ts'
import { startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { readReceiptCode, receiptCode, receiptText, type SaidReceipt } from '#domain/cases/receiptCode.ts'
import type { Rules } from '#domain/settings/events.ts'
import { signedFor } from '#log/signed.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

let shown: VueWrapper | undefined
afterEach(() => {
  shown?.unmount()
})

const SIGNATURE = 'S'.repeat(86)
/** A tablet that signs, and knows its own signature from a forged one. */
function signing(rules: Partial<Rules> = {}) {
  const settings = { queues: [...startQueues], services: [...startServices], rules }
  const tablet = createFakeTablet({ place: 'counter', by: STAFF.wang, settings })
  const signed = new Set<string>()
  return Object.assign(tablet, {
    sign: async (text: string) => {
      signed.add(text)
      return SIGNATURE
    },
    verify: async (text: string, signature: string) => signed.has(text) && signature === SIGNATURE,
  })
}

const topUp = formOf('SV08')!
/** The receipt of fifty yuan in cash, taken while the operator did not answer. */
async function receipt(tablet = signing()): Promise<string> {
  const filling = { reach: 'out-of-reach', today: '2026-11-23', time: '10:00', parameters: startParameters } as const
  const form = { paper: '', at: 0, by: STAFF.wang, holds: [], phone: null, monthEnd: false, cash: 5_000, prices: null }
  const found = {
    ...{
      id: 'c_9f3c',
      service: 'SV08',
      status: 'accepted',
      reach: 'out-of-reach',
      day: '2026-11-23',
      promiseHours: 24,
    },
    ...{ forms: [form], papers: [{ kind: 'signature' }], missing: [], until: null, since: 1_795_396_000_000 },
    ...{ submittedAt: 1_795_396_000_000, submittedBy: STAFF.wang, openedBy: STAFF.wang },
    receipt: { number: '01-261123-03-0007-41', kind: 'accepted' },
  }
  const intake = {
    found: computed(() => found),
    form: computed(() => topUp),
    filling: computed(() => filling),
    situations: computed(() => []),
    values: { phone: '13800130000', phoneAgain: '13800130000', method: 'cash', amount: '50.00' },
  }
  shown = mountScreen(ReceiptView, { tablet, props: { intake } })
  await atRest()
  return pageText()
}

describe('the receipt of what is not in effect yet (plan-study §2.1)', () => {
  it.each([
    ['its title, which says that', '预受理回执 — 业务尚未生效'],
    ['its number', '01-261123-03-0007-41'],
    ['the service', '业务充值'],
    ['the number it is about, masked', '138****0000'],
    ['when it was taken down', '受理时间2026-11-23'],
    ['who took it down, by work number', '受理工号0012'],
    ['what was received, in figures and written out', '已收款¥50.00 伍拾元整'],
    ['what is still waiting', '待办到账和余额'],
    ['and why', '为什么要等运营商系统暂时中断，恢复后才能办完'],
    ['by when it is promised', '系统恢复后 24 小时内答复'],
    ['how the customer is told', '结果以短信或电话告知您'],
    ['how to cancel it and get the money back', '录入前可随时凭本回执取消；已收的款原路退回'],
    ['whom to ask', '查询：10086 或本厅'],
    [
      'what was collected, what for and until when',
      '本次留存：受理单、签名，只用于办理，加密保存；实名资料在服务终止满 2 年后删除，其余您可以随时要求删除',
    ],
    ['where to complain, and the 15 days', '不满意可投诉，15 日内答复；仍不满意可向 12300 申诉'],
  ])('says %s', async (_, text) => {
    expect(await receipt()).toContain(text)
  })

  it('promises to delete after as many days as the rules of the hall do it, and without them only when asked', async () => {
    const tablet = signing({ formDays: 30, signatureDays: 90, photoDays: 0, noteDays: 0 })
    expect(await receipt(tablet)).toContain('其余办结满 90 天后删除')
  })

  it('bears a code with all that, signed by the tablet that gives it, and with no number of anybody', async () => {
    await receipt()
    const text = shown?.findComponent(QrCode).props('text') as string
    const read = readReceiptCode(text)
    expect(read?.said).toMatchObject({
      case: 'c_9f3c',
      number: '01-261123-03-0007-41',
      service: 'SV08',
      kind: 'accepted',
    })
    expect(read?.signature).toBe(SIGNATURE)
    expect(text).not.toContain('13800130000')
  })
})

describe('a receipt that is held up to the camera', () => {
  const said = (tablet: string, more: Partial<SaidReceipt> = {}): SaidReceipt => ({
    ...{ hall: 'h_test', tablet, case: 'c_gone', number: '01-261123-03-0007-41' },
    ...{ service: 'SV08', kind: 'accepted', at: 1_795_396_000_000 },
    ...more,
  })
  async function held(make: (tablet: ReturnType<typeof signing>, own: string) => Promise<string>): Promise<string> {
    const tablet = signing()
    const own = [...tablet.log.hall.tablets.values()].find(({ place }) => place === 'counter')?.id ?? ''
    const code = await make(tablet, own)
    shown = mountScreen(FindCase, { tablet })
    await press('扫回执上的码')
    shown.findComponent(SlipCamera).vm.$emit('code', code)
    await until(() => /回执|对应的业务/.test(pageText().replace('手机号后四位 / 回执编号', '')))
    return pageText()
  }
  const signedCode = async (tablet: ReturnType<typeof signing>, text: string) =>
    receiptCode(text, await tablet.sign(signedFor('case', text)))

  it('is genuine, and which tablet wrote it is told, though its case is long gone', async () => {
    const text = await held((tablet, own) => signedCode(tablet, receiptText(said(own, { hall: tablet.log.hall.id }))))
    expect(text).toMatch(/真回执，由“.+”写出，编号 01-261123-03-0007-41/)
  })

  it('is judged as well where a code reader types it', async () => {
    const tablet = signing()
    const own = [...tablet.log.hall.tablets.values()].find(({ place }) => place === 'counter')?.id ?? ''
    const code = await signedCode(tablet, receiptText(said(own, { hall: tablet.log.hall.id })))
    shown = mountScreen(FindCase, { tablet })
    const field = document.querySelector('input')!
    field.value = code
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    await until(() => pageText().includes('真回执'))
    expect(field.selectionEnd).toBe(field.value.length)
  })

  it('is not ours where it was altered, or another hall gave it', async () => {
    const altered = await held(async (tablet, own) => {
      const text = receiptText(said(own, { hall: tablet.log.hall.id }))
      return (await signedCode(tablet, text)).replace('0007-41', '0008-41')
    })
    expect(altered).toContain('不是本厅写的回执：签名对不上')
    shown?.unmount()
    const other = await held((tablet, own) => signedCode(tablet, receiptText(said(own, { hall: 'h_elsewhere' }))))
    expect(other).toContain('不是本厅的回执，是另一个营业厅的')
  })

  it('is left open where this tablet does not know yet who wrote it', async () => {
    const text = await held((tablet) => signedCode(tablet, receiptText(said('d_new', { hall: tablet.log.hall.id }))))
    expect(text).toContain('本机还不认识，请连上服务器再核对')
  })
})
