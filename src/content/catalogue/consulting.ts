/** 咨询投诉: complaints, questions, faults (plan-study §2.3). */
import type { ServiceForm, StepSpec } from '#domain/catalogue/form.ts'
import { absent, form, operatorStep, step } from './build.ts'
import { callName, choice, contact, option, paragraph, phone, text } from './fields.ts'
import { say } from './say.ts'

const consultingSteps: readonly StepSpec[] = [
  step('listen', '倾听', 'Listen', 'fields'),
  step('propose', '提供方案', 'Propose a solution'),
  step('act', '及时处理', 'Act in time'),
  step('record', '记录', 'Write it down'),
]

/** The service with which complaints are taken (1.1.20). */
export const COMPLAINT = 'SV11'

const SV11 = form({
  service: COMPLAINT,
  category: 'consulting',
  tier: 'T0',
  minutes: [15, 30],
  fields: [
    choice('channel', say('投诉渠道', 'How it reached us'), [
      option('hall', '现场', 'In the hall'),
      option('phone', '电话', 'By telephone'),
      option('network', '网络', 'Online'),
      option('letter', '信函', 'By letter'),
      option('superior', '上级转办', 'From above'),
      option('12300', '12300 转办', 'Passed on by 12300'),
      option('12315', '12315 转办', 'Passed on by 12315'),
      option('12345', '12345 转办', 'Passed on by 12345'),
    ]),
    choice('about', say('投诉类别', 'About'), [
      option('business', '业务', 'A service'),
      option('service', '服务', 'How we served'),
      option('product', '产品质量', 'A product'),
      option('network', '网络', 'The network'),
      option('price', '资费', 'A charge'),
      option('personal-data', '个人信息', 'Personal information'),
    ]),
    paragraph('matter', say('投诉内容', 'What happened')),
    text('demand', say('客户诉求', 'What the customer asks for'), { most: 200 }),
    phone(say('涉及号码', 'Number concerned'), { required: false }),
    callName({ asked: 'always' }),
    contact(),
    {
      id: 'evidence',
      label: say('证据照片', 'Photos'),
      kind: 'photos',
      most: 3,
      group: 'business',
      why: say('便于调查。', 'To look into it.'),
      required: false,
      asked: 'always',
      holds: ['image'],
    },
  ],
  documents: [],
  steps: [...consultingSteps.slice(0, 3), step('record', '记录', 'Write it down', 'confirmation')],
  possible: ['当场登记，期限照常计算。', 'Registered at once; the time runs as always.'],
  waits: ['涉及账务的核查。', 'What needs the account.'],
  priority: 'P4',
  receiptText: [
    '自受理日起 15 日内答复。不满意可向省通信管理局或 12300 申诉。',
    'Answered within 15 days. Otherwise you may appeal to the provincial authority or 12300.',
  ],
  absent: absent(['hotline', 'app', 'online-hall']),
  rules: [
    { text: say('自受理起 15 日内答复。', 'An answer within 15 days.'), source: 'S4' },
    {
      text: say(
        '首次回应 24 小时内；一般 3 个工作日、复杂 7 日内给出方案。',
        'First reply within 24 hours; a solution within 3 working days, 7 days if complex.',
      ),
      source: 'D',
    },
    { text: say('系统中断不中止期限。', 'An outage does not stop the clock.'), source: 'D' },
  ],
  parameters: ['complaintReplyDays', 'appealReplyDays'],
})

const SV12 = form({
  service: 'SV12',
  category: 'consulting',
  tier: 'T0',
  minutes: [4, 8],
  fields: [
    text('topic', say('咨询内容', 'Topic'), { most: 120 }),
    choice('solved', say('解决了吗', 'Settled'), [
      option('yes', '已解决', 'Yes'),
      option('no', '需跟进', 'To follow up'),
    ]),
    contact({ required: true, when: { field: 'solved', is: 'no' } }),
  ],
  documents: [],
  steps: consultingSteps,
  possible: ['当场解答。', 'Answered at once.'],
  waits: ['涉及账户的查询。', 'What needs the account.'],
  priority: 'P4',
  receiptText: ['可打印办理指引。', 'Directions can be printed.'],
  receiptless: true,
  absent: absent(['hotline', 'app', 'online-hall']),
  rules: [],
})

const SV13 = form({
  service: 'SV13',
  category: 'consulting',
  tier: 'T0',
  minutes: [8, 12],
  fields: [
    phone(say('故障号码', 'Number with the fault')),
    choice('symptom', say('故障现象', 'What is wrong'), [
      option('no-service', '无服务', 'No service'),
      option('calls', '不能通话', 'Calls'),
      option('data', '不能上网', 'Data'),
      option('messages', '短信收发不了', 'Messages'),
      option('broadband', '宽带故障', 'Broadband'),
    ]),
    text('place', say('地点', 'Where'), { holds: ['address'] }),
    text('since', say('从什么时候开始', 'Since when')),
    text('model', say('终端型号', 'Model'), { required: false }),
    {
      id: 'tests',
      label: say('试过什么', 'What was tried'),
      kind: 'choices',
      options: [
        option('restart', '重启', 'Restart'),
        option('sim', '换卡', 'Other SIM'),
        option('phone', '换机', 'Other phone'),
      ],
      group: 'business',
      why: say('少走弯路。', 'To save time.'),
      required: false,
      asked: 'always',
      holds: ['choice'],
    },
    contact(),
  ],
  documents: [],
  steps: [
    ...consultingSteps.slice(0, 2),
    operatorStep('act', '及时处理', 'Act in time'),
    step('record', '记录', 'Write it down', 'confirmation'),
  ],
  possible: ['登记故障。', 'The fault is registered.'],
  waits: ['网络工单。', 'The network’s work order.'],
  priority: 'P2',
  receiptText: [
    '障碍平均 24 小时内修复，最长 48 小时。',
    'Faults are repaired within 24 hours on average, 48 at most.',
  ],
  absent: absent(['hotline', 'app', 'home-visit']),
  rules: [
    { text: say('障碍修复平均 24 小时，最长 48 小时。', 'Repair: 24 hours on average, 48 at most.'), source: 'S11' },
  ],
  parameters: ['faultMaxHours'],
})

export const consultingForms: readonly ServiceForm[] = [SV11, SV12, SV13]
