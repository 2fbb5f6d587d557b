/** What the plan does not name and people come for all the same, above all in a disaster (plan-study §2.3). */
import type { ServiceForm, StepSpec } from '#domain/catalogue/form.ts'
import { absent, agentDocuments, form, identityDocument, operatorStep, situations, step } from './build.ts'
import { callName, choice, contact, option, phone, slot, text, tick } from './fields.ts'
import { identity } from './identity.ts'
import { say } from './say.ts'

const customer = say('客户', 'Customer')
const actingFor = choice(
  'actingFor',
  say('由谁办理', 'Who applies'),
  [option('self', '本人', 'The customer'), option('agent', '代办人', 'Somebody for the customer')],
  { group: 'holder', asked: 'in-reach' },
)
const ordinary: readonly StepSpec[] = [
  step('apply', '申请', 'Apply', 'fields', 'documents'),
  operatorStep('check', '审核', 'Check', 'reader'),
  operatorStep('handle', '办理', 'Handle'),
  step('confirm', '确认完成', 'Confirm that it is done', 'confirmation'),
]

const SV17 = form({
  service: 'SV17',
  category: 'other',
  tier: 'T2',
  minutes: [10, 15],
  fields: [
    phone(say('补卡号码', 'Number of the lost card')),
    choice('why', say('补换原因', 'Reason'), [
      option('lost', '遗失', 'Lost'),
      option('broken', '损坏', 'Broken'),
      option('size', '换卡型', 'Other size'),
    ]),
    actingFor,
    ...identity('holder', '', customer),
    ...identity('agent', 'agent', say('代办人', 'Representative'), { field: 'actingFor', is: 'agent' }),
    {
      id: 'iccid',
      label: say('新 SIM 卡号', 'Number of the new SIM'),
      kind: 'iccid',
      group: 'business',
      why: say('卡与号码绑定。', 'The card is bound to the number.'),
      required: true,
      asked: 'in-reach',
      holds: ['sim'],
    },
    callName(),
    contact(),
    ...slot(),
  ],
  situations: [situations.agent],
  documents: [identityDocument, ...agentDocuments],
  steps: [
    ordinary[0]!,
    operatorStep('check', '审核', 'Check', 'reader', 'face'),
    operatorStep('handle', '换卡', 'Change the card', 'sim'),
    operatorStep('test', '测试', 'Test', 'tested'),
    ordinary[3]!,
  ],
  possible: ['预约登记；遗失的先告知挂失热线。', 'An appointment; for lost cards the hotline that blocks them.'],
  waits: ['证件核验、写卡、激活。', 'Document, card, activation.'],
  priority: 'P1',
  receiptText: [
    '遗失请立即拨 10086 挂失。恢复后优先办理。',
    'Call 10086 now to block a lost card. You are among the first when the system is back.',
  ],
  absent: absent(['appointment', 'home-visit'], ['补卡须核验机主证件。', 'The owner’s document is checked.']),
  rules: [{ text: say('补卡先核验机主身份。', 'The owner’s identity comes first.'), source: 'S14' }],
})

const SV18 = form({
  service: 'SV18',
  category: 'other',
  tier: 'T2',
  minutes: [8, 15],
  fields: [
    phone(),
    choice('what', say('办理', 'Request'), [
      option('block', '挂失停机', 'Block a lost card'),
      option('suspend', '停机保号', 'Suspend'),
      option('restore', '复机', 'Restore'),
    ]),
    ...identity('holder', '', customer),
    callName(),
    contact(),
    ...slot(),
  ],
  documents: [identityDocument],
  steps: ordinary,
  possible: ['登记并告知 10086 自助挂失。', 'Noted; 10086 blocks a card at once.'],
  waits: ['停复机操作。', 'Suspending and restoring.'],
  priority: 'P1',
  receiptText: [
    '挂失请立即拨 10086。恢复后 1 小时内联系您，核对身份后办理。',
    'To block a card call 10086 now. We call you within an hour of the system’s return and check who you are first.',
  ],
  absent: absent(['hotline', 'app', 'online-hall']),
  rules: [
    { text: say('复话平均 1 小时，最长 24 小时。', 'Restoring takes an hour on average, 24 at most.'), source: 'S11' },
  ],
  parameters: ['restoreMaxHours'],
})

const SV19 = form({
  service: 'SV19',
  category: 'other',
  tier: 'T2',
  minutes: [15, 25],
  fields: [
    phone(say('销户号码', 'Number to close')),
    text('reason', say('原因（可以不说）', 'Reason, if you like to say'), { required: false }),
    choice('balance', say('余额怎么处理', 'Remaining balance'), [
      option('refund', '退还', 'Pay back'),
      option('transfer', '转到其他号码', 'To another number'),
      option('none', '没有余额', 'None'),
    ]),
    ...identity('holder', '', customer),
    callName(),
    contact(),
    ...slot(),
    tick(
      'consequences',
      say(
        '已知悉销户后号码回收，银行等绑定须先解除。',
        'I know that the number goes and that banks have to be told first.',
      ),
    ),
  ],
  documents: [identityDocument],
  steps: ordinary,
  possible: ['只预约。', 'An appointment only.'],
  waits: ['结清、解约、销户。', 'Settlement, contracts, closing.'],
  priority: 'P4',
  receiptText: ['请带证件原件按预约前来。', 'Bring the original document at the agreed time.'],
  absent: absent(['appointment', 'app'], ['销户须核验机主证件。', 'The owner’s document is checked.']),
  rules: [{ text: say('不得阻挠销户。', 'Nobody is hindered from leaving.'), source: 'S20' }],
  parameters: ['realNameKeepAfterEndYears'],
})

const SV20 = form({
  service: 'SV20',
  category: 'other',
  tier: 'T2',
  minutes: [15, 25],
  fields: [
    choice('what', say('办理', 'Request'), [
      option('install', '新装', 'Install'),
      option('move', '移机', 'Move'),
      option('stop', '拆机', 'Remove'),
    ]),
    text('address', say('装机地址', 'Address'), { most: 120, holds: ['address'] }),
    phone(say('绑定手机号', 'Mobile number'), { required: false }),
    ...identity('holder', '', customer),
    callName(),
    contact(),
    ...slot(),
  ],
  documents: [identityDocument],
  steps: ordinary,
  possible: ['登记地址和预约上门。', 'The address and a visit are noted.'],
  waits: ['资源核查、身份核验、派工。', 'Lines, identity, dispatch.'],
  priority: 'P4',
  receiptText: ['恢复后核查线路并电话确认。', 'We check the line and call you.'],
  absent: absent(['app', 'hotline', 'home-visit']),
  rules: [
    {
      text: say('固定电话、宽带入网须实名核验。', 'Identity is checked for fixed lines and broadband too.'),
      source: 'S14, K',
    },
  ],
})

const SV21 = form({
  service: 'SV21',
  category: 'other',
  tier: 'T3',
  minutes: [8, 15],
  fields: [...identity('holder', '', customer)],
  documents: [identityDocument],
  steps: [
    operatorStep('check', '审核', 'Check', 'fields', 'documents', 'reader'),
    operatorStep('query', '查询并告知', 'Look it up and tell'),
    operatorStep('explain', '说明异议办法', 'Explain what to do about unknown numbers', 'read-aloud'),
  ],
  possible: ['给“一证通查”自助说明。', 'A card on how to look it up oneself.'],
  waits: ['联网查询。', 'The query itself.'],
  priority: 'P4',
  receiptText: ['可用微信、支付宝“一证通查”自助查询。', 'It can be looked up oneself in the national service.'],
  absent: absent(['app', 'online-hall']),
  rules: [{ text: say('营业厅必须提供名下号码查询。', 'Halls have to offer this.'), source: 'S1' }],
})

const SV22 = form({
  service: 'SV22',
  category: 'other',
  tier: 'T0',
  minutes: [15, 25],
  fields: [
    choice('help', say('帮什么', 'Help with'), [
      option('phone', '手机使用', 'Using the phone'),
      option('health', '出行、就医等应用', 'Apps for travel and health'),
      option('fraud', '防骗和退订', 'Fraud and unwanted services'),
      option('business', '办理业务', 'A service of ours'),
    ]),
    text('topic', say('具体事项', 'What exactly'), { required: false, most: 120 }),
    contact({ required: false }),
  ],
  documents: [],
  steps: [
    step('welcome', '优先接待', 'Welcome, no queueing'),
    step('help', '专人帮办', 'Help in person', 'fields'),
    step('record', '记录', 'Write it down'),
  ],
  possible: ['照常帮办。', 'Help as always.'],
  waits: ['涉及系统的操作。', 'What needs the system.'],
  priority: 'P4',
  receiptText: ['可打印操作步骤。', 'The steps can be printed.'],
  receiptless: true,
  absent: absent(['home-visit', 'hotline', 'agent']),
  rules: [{ text: say('65 岁以上免排队、专人服务。', 'From 65 on: no queueing, somebody who helps.'), source: 'S24' }],
})

export const extensionForms: readonly ServiceForm[] = [SV17, SV18, SV19, SV20, SV21, SV22]
