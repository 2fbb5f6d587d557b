/** 缴费充值: topping up, paying, buying data (plan-study §2.3). */
import type { ServiceForm, StepSpec } from '#domain/catalogue/form.ts'
import { absent, form, nextVersion, operatorStep, step } from './build.ts'
import {
  agreedPrice,
  choice,
  effect,
  fromPriceBook,
  lateEntryConsent,
  option,
  payment,
  phone,
  text,
  tick,
} from './fields.ts'
import { say } from './say.ts'

const paymentSteps: readonly StepSpec[] = [
  step('choose', '选择方式', 'Choose how to pay', 'fields'),
  step('handle', '办理、金额正确', 'Take the payment and check the sum', 'money', 'read-back'),
  operatorStep('balance', '确认成功、告知余额', 'Check that it went through and tell the balance'),
  step('confirm', '确认完成', 'Confirm that it is done', 'confirmation'),
]

const again = phone(say('再输一次号码', 'The number once more'), { id: 'phoneAgain', sameAs: 'phone' })
const cashRule = {
  text: say(
    '中断期间只在厅里允许时收现金，手机截图不算收款凭证。',
    'Meanwhile cash only if the hall allows it; a screenshot is no proof of payment.',
  ),
  source: 'D',
}

const SV08 = form({
  service: 'SV08',
  category: 'payment',
  tier: 'T1',
  minutes: [2, 4],
  fields: [phone(say('充值号码', 'Number to top up')), again, ...payment(5_000_000), lateEntryConsent()],
  documents: [],
  steps: paymentSteps,
  possible: [
    '现金代收（厅里允许时），余额待恢复后短信告知。',
    'Cash, if the hall allows it; the balance comes by message later.',
  ],
  waits: ['到账和余额。', 'Posting and balance.'],
  priority: 'P3',
  receiptText: [
    '钱款恢复后入账；未入账可凭本单退款。',
    'Posted when the system is back; otherwise refunded against this receipt.',
  ],
  absent: absent(['app', 'online-hall', 'hotline']),
  rules: [cashRule],
  parameters: ['offlineCashEnabled', 'offlineCashPerTxn', 'offlineCashPerDay', 'offlineCashHallCap'],
})

const SV09 = form({
  service: 'SV09',
  category: 'payment',
  tier: 'T1',
  minutes: [3, 5],
  fields: [
    phone(say('缴费号码', 'Number to pay for')),
    choice('purpose', say('缴费目的', 'Purpose'), [
      option('bill', '缴本月话费', 'This month’s bill'),
      option('restore', '欠费停机，缴费复机', 'Restore a stopped line'),
    ]),
    ...payment(5_000_000),
    choice(
      'invoice',
      say('要发票吗', 'Invoice'),
      [option('none', '不要', 'None'), option('personal', '个人', 'Personal'), option('unit', '单位', 'Organisation')],
      { group: 'payment' },
    ),
    text('invoiceTitle', say('发票抬头', 'Invoice to'), {
      group: 'payment',
      when: { field: 'invoice', is: 'unit' },
      holds: ['name'],
    }),
    {
      id: 'invoiceEmail',
      label: say('接收邮箱', 'E-mail'),
      kind: 'email',
      group: 'payment',
      why: say('电子发票发到这里。', 'The invoice is sent there.'),
      required: false,
      asked: 'always',
      when: { field: 'invoice', is: ['personal', 'unit'] },
      holds: ['phone'],
    },
    lateEntryConsent(),
  ],
  documents: [],
  steps: paymentSteps,
  possible: [
    '现金代收（厅里允许时）；欠费停机的标记待复机。',
    'Cash, if the hall allows it; stopped lines are marked to be restored.',
  ],
  waits: ['到账、复机、发票。', 'Posting, restoring, the invoice.'],
  priority: 'P1',
  receiptText: [
    '恢复后 1 小时内入账；现在只开收款收据，发票后补。',
    'Posted within an hour of the system’s return; the invoice follows.',
  ],
  absent: absent(['app', 'online-hall', 'hotline']),
  rules: [
    cashRule,
    { text: say('复话平均 1 小时，最长 24 小时。', 'Restoring takes an hour on average, 24 at most.'), source: 'S11' },
  ],
  parameters: ['offlineCashEnabled', 'offlineCashPerTxn', 'offlineCashPerDay', 'offlineCashHallCap', 'restoreMaxHours'],
})

const SV10 = form({
  service: 'SV10',
  category: 'payment',
  tier: 'T1',
  minutes: [3, 6],
  fields: [
    phone(),
    text('pack', say('流量包', 'Data pack')),
    agreedPrice(say('价格（元）', 'Price in yuan')),
    effect('now', 'tomorrow', 'next-month'),
    choice('renew', say('自动续订', 'Renews itself'), [
      option('no', '不续订', 'No'),
      option('yes', '每月续订', 'Every month'),
    ]),
    tick(
      'expiryKnown',
      say(
        '已说明有效期：月底购买的当月包月底失效。',
        'Told when it expires: a pack of this month ends with the month.',
      ),
    ),
    lateEntryConsent(),
  ],
  documents: [],
  steps: [
    step('choose', '选择方式', 'Choose', 'fields'),
    step('handle', '办理、金额正确', 'Enter the order and check the price', 'read-back', 'price-shown'),
    operatorStep('balance', '确认成功、告知余额', 'Check that it is active and tell the balance'),
    step('confirm', '确认完成', 'Confirm that it is done', 'confirmation'),
  ],
  possible: ['全部受理，恢复后录入。', 'Taken down in full, entered later.'],
  waits: ['开通和生效。', 'Activation.'],
  priority: 'P2',
  receiptText: [
    '恢复后开通并短信告知；未开通前可取消。',
    'Activated when the system is back, with a message; it can be cancelled until then.',
  ],
  absent: absent(['app', 'online-hall', 'hotline']),
  rules: [{ text: say('自动续订须客户自己选择。', 'Renewal is the customer’s own choice.'), source: 'D' }],
})

const SV10FromBook = nextVersion(SV10, {
  fields: fromPriceBook(SV10.fields, { field: 'pack', listed: 'pack' }),
})

export const paymentForms: readonly ServiceForm[] = [SV08, SV09, SV10, SV10FromBook]
