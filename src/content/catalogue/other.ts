/** 其他业务: repairs, accessories, offers (plan-study §2.3). The plan names no steps for them; these are ours. */
import type { FieldSpec, ServiceForm } from '#domain/catalogue/form.ts'
import { absent, document, form, nextVersion, step } from './build.ts'
import { callName, choice, contact, lateEntryConsent, option, payment, phone, repeat, text, tick } from './fields.ts'
import { say } from './say.ts'
import { whyOf } from './whys.ts'

const SV14 = form({
  service: 'SV14',
  category: 'other',
  tier: 'T0',
  minutes: [10, 20],
  fields: [
    {
      id: 'imei',
      label: say('手机串号（IMEI）', 'IMEI'),
      kind: 'imei',
      group: 'business',
      why: say('核对是这台手机。', 'To tell the phone.'),
      required: true,
      asked: 'always',
      holds: ['free-text'],
    },
    text('model', say('型号', 'Model')),
    {
      id: 'bought',
      label: say('购买日期', 'Bought on'),
      kind: 'past-date',
      group: 'business',
      why: say('判断三包期限。', 'To see whether it is under warranty.'),
      required: true,
      asked: 'always',
      holds: ['choice'],
    },
    choice('warranty', say('三包', 'Warranty'), [
      option('in', '期内', 'Under warranty'),
      option('out', '已过期', 'Expired'),
    ]),
    text('fault', say('故障描述', 'What is wrong'), { most: 200 }),
    text('condition', say('外观', 'Condition'), { most: 120 }),
    {
      id: 'left',
      label: say('留下的配件', 'Left with it'),
      kind: 'choices',
      options: [
        option('battery', '电池', 'Battery'),
        option('charger', '充电器', 'Charger'),
        option('case', '保护壳', 'Case'),
        option('box', '包装', 'Box'),
      ],
      group: 'business',
      why: say('交还时逐件核对。', 'Checked when it is handed back.'),
      required: false,
      asked: 'always',
      holds: ['choice'],
    },
    {
      id: 'photos',
      label: say('外观照片', 'Photos of its condition'),
      kind: 'photos',
      most: 4,
      group: 'business',
      why: say('记录交机时的样子。', 'To show how it looked.'),
      required: false,
      asked: 'always',
      holds: ['image'],
    },
    text('estimate', say('预计费用和时间', 'Estimate')),
    choice('loan', say('备用机', 'Spare phone'), [option('no', '不需要', 'No'), option('yes', '借用', 'Yes')]),
    callName({ asked: 'always' }),
    contact(),
    tick(
      'dataNotice',
      say(
        '已备份并取出 SIM 卡；维修可能清除数据；不记录解锁密码。',
        'Backed up, SIM taken out; repair may erase data; no unlock code is noted.',
      ),
    ),
  ],
  situations: [{ id: 'warranty', label: say('三包期内', 'Under warranty'), when: { field: 'warranty', is: 'in' } }],
  documents: [
    document('invoice', ['购机发票', 'Invoice'], ['可在购买处补打。', 'The shop prints it again.'], {
      situation: 'warranty',
      oneOf: 'proof',
    }),
    document('warranty-card', ['三包凭证', 'Warranty card'], ['在包装盒内。', 'In the box.'], {
      situation: 'warranty',
      oneOf: 'proof',
    }),
  ],
  steps: [
    step('warranty', '核对三包', 'Check the warranty', 'fields'),
    step('look', '拍照、点配件', 'Photograph it and count what comes with it', 'photos'),
    step('privacy', '隐私告知、取卡', 'Privacy notice, SIM out', 'read-aloud'),
    step('receive', '开收机单', 'Write the receipt', 'confirmation'),
    step('repair', '送修', 'Send it for repair'),
    step('test', '当面测试', 'Test it together', 'tested'),
    step('return', '交还', 'Hand it back'),
  ],
  possible: ['照常收机。', 'Phones are taken in as always.'],
  waits: ['联网查保修。', 'Looking the warranty up.'],
  priority: 'P4',
  receiptText: ['凭本单取机。', 'Bring this receipt to collect the phone.'],
  absent: absent(['home-visit', 'hotline', 'agent']),
  rules: [
    {
      text: say(
        '7 日内性能故障可退换修，8–15 日可换修，主机保修 1 年。',
        '7 days: return, exchange or repair; to day 15: exchange or repair; one year’s warranty.',
      ),
      source: 'S23',
    },
  ],
})

const SV15 = form({
  service: 'SV15',
  category: 'other',
  tier: 'T0',
  minutes: [4, 8],
  fields: [
    text('article', say('商品', 'Article')),
    {
      id: 'quantity',
      label: say('数量', 'How many'),
      kind: 'count',
      least: 1,
      most: 20,
      group: 'business',
      why: whyOf('quantity'),
      required: true,
      asked: 'always',
      holds: ['choice'],
    },
    text('serial', say('串号', 'Serial number'), { required: false }),
    ...payment(5_000_000, 'stock'),
  ],
  documents: [],
  steps: [
    step('choose', '选择商品', 'Choose', 'fields', 'price-shown'),
    step('pay', '收款', 'Take the money', 'money', 'read-back'),
    step('hand-over', '交付、三包告知', 'Hand over, explain the warranty', 'read-aloud'),
    step('confirm', '确认完成', 'Confirm that it is done', 'confirmation'),
  ],
  possible: ['现货现金照常销售。', 'From stock, for cash, as always.'],
  waits: ['对账和发票。', 'Booking and invoice.'],
  priority: 'P4',
  receiptText: ['凭本单享受三包。', 'This receipt is your warranty.'],
  absent: absent(['online-hall', 'app', 'agent']),
  rules: [
    {
      text: say(
        '配件三包：电池 6 个月，充电器 1 年，有线耳机 3 个月。',
        'Warranty: battery 6 months, charger a year, wired earphones 3 months.',
      ),
      source: 'S23',
    },
  ],
})

/** Every article of one sale by itself, chosen from the price book, and the sum that they come to. */
const SV15EachArticle = nextVersion(SV15, {
  fields: [
    repeat('articles', say('商品', 'Article'), {
      most: 5,
      fields: [
        text('article', say('商品', 'Article'), { listed: 'article' }),
        {
          id: 'quantity',
          label: say('数量', 'How many'),
          kind: 'count',
          least: 1,
          most: 20,
          group: 'business',
          why: whyOf('quantity'),
          required: true,
          asked: 'always',
          holds: ['choice'],
        },
        text('serial', say('串号', 'Serial number'), { required: false }),
      ],
    }),
    ...payment(5_000_000, 'stock').map((field) =>
      field.kind === 'amount' ? { ...field, totals: { repeat: 'articles', of: 'article', times: 'quantity' } } : field,
    ),
  ],
})

const SV16 = form({
  service: 'SV16',
  category: 'other',
  tier: 'T0',
  minutes: [8, 15],
  fields: [
    text('campaign', say('活动', 'Offer')),
    phone(say('参加号码', 'Number that takes part')),
    text('gift', say('赠品串号', 'Serial number of the gift'), { required: false }),
    callName({ asked: 'always' }),
    contact(),
    tick('termsKnown', say('签字前已看过总价、期限和限制。', 'I saw full price, term and limits before signing.')),
    tick('marketingConsent', say('同意接收营销短信（可不选）。', 'I agree to promotional messages (optional).'), {
      required: false,
    }),
  ],
  documents: [],
  steps: [
    step('terms', '讲明总价、期限、限制', 'Explain price, term and limits', 'fields', 'price-shown', 'read-aloud'),
    step('register', '登记', 'Register'),
    step('confirm', '确认完成', 'Confirm that it is done', 'confirmation'),
  ],
  possible: [
    '只登记意向，系统恢复后校验；到期活动不再登记。',
    'The wish to join is noted; offers that have ended are closed.',
  ],
  waits: ['资格校验和生效。', 'Eligibility and start.'],
  priority: 'P4',
  receiptText: [
    '已登记，尚未参加；资格以系统校验为准，生效前不收费。',
    'Noted, not joined yet: the system decides about eligibility, and nothing is charged before.',
  ],
  absent: absent(['app', 'online-hall', 'hotline']),
  rules: [
    { text: say('总价、期限、限制在签字前讲明。', 'Price, term and limits come before the signature.'), source: 'S20' },
  ],
})

/** A campaign from the price book, and whether the customer joins it or wants to be told. */
const SV16Joins = nextVersion(SV16, {
  fields: SV16.fields.flatMap((field): FieldSpec[] => {
    if (field.id !== 'campaign' || field.kind !== 'text') return [field]
    return [
      { ...field, listed: 'campaign' },
      {
        ...choice('joins', say('参加还是登记', 'Join or be told'), [
          option('join', '参加', 'Join'),
          option('interest', '只登记意向', 'Only note the interest'),
        ]),
        kind: 'choice',
        whileOn: { field: 'campaign', answer: 'join' },
      } as FieldSpec,
    ]
  }),
})

/** What whoever joins is given is chosen from the price book as well, and comes from what this tablet has. */
const SV16Gives = nextVersion(SV16Joins, {
  fields: SV16Joins.fields.flatMap((field): FieldSpec[] =>
    field.id === 'gift'
      ? [
          text('giftArticle', say('赠品', 'Gift'), {
            ...{ listed: 'article', required: false },
            when: { field: 'joins', is: ['join'] },
          }),
          field,
        ]
      : [field],
  ),
})

/** Who joins while the operator is out of reach is taken down and entered later; what was told is told of one campaign. */
const SV16TakenDown = nextVersion(SV16Gives, {
  fields: [
    ...SV16Gives.fields.map((field) => (field.id === 'termsKnown' ? { ...field, toldOf: 'campaign' } : field)),
    { ...lateEntryConsent(), when: { field: 'joins', is: ['join'] } },
  ],
  offline: {
    ...SV16Gives.offline,
    possible: say(
      '参加活动先受理，恢复后校验、生效；也可以只登记意向。到期活动不再受理。',
      'Joining is taken down and takes effect once the system is back; a wish can be noted as well. Offers that have ended are closed.',
    ),
  },
  otherwise: {
    when: { field: 'joins', is: ['join'] },
    tier: 'T1',
    receipt: {
      outOfReach: 'accepted',
      text: say(
        '参加活动已预受理，尚未生效；资格以系统校验为准，生效前不收费。',
        'Joining is taken down and not in effect yet: the system decides about eligibility, and nothing is charged before.',
      ),
    },
  },
})

export const otherForms: readonly ServiceForm[] = [
  SV14,
  SV15,
  SV15EachArticle,
  SV16,
  SV16Joins,
  SV16Gives,
  SV16TakenDown,
]
