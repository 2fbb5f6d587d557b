/** 新用户入网: a new number, a special number, a number from elsewhere, and asking about leaving (plan-study §2.3). */
import type { DocumentSpec, FieldSpec, ServiceForm, StepSpec } from '#domain/catalogue/form.ts'
import {
  absent,
  agentDocuments,
  document,
  form,
  guardianDocuments,
  identityDocument,
  inPersonForEntry,
  nextVersion,
  operatorStep,
  situations,
  step,
  unitDocument,
} from './build.ts'
import {
  callName,
  choice,
  contact,
  dataConsent,
  faceNotice,
  option,
  phone,
  repeat,
  slot,
  text,
  tick,
} from './fields.ts'
import { entryIdentity } from './identity.ts'
import { say } from './say.ts'
import { whyOf } from './whys.ts'

const documents: readonly DocumentSpec[] = [identityDocument, ...guardianDocuments, unitDocument, ...agentDocuments]

const entrySteps: readonly StepSpec[] = [
  step('submit', '提交资料', 'Hand in documents', 'fields', 'documents'),
  operatorStep('review', '审核真实齐全', 'Check that they are genuine and complete', 'reader', 'face'),
  operatorStep('connect', '开卡、激活', 'Open and activate the card', 'sim'),
  step('explain', '介绍资费优惠', 'Explain prices and offers', 'price-shown'),
  step('confirm', '确认完成', 'Confirm that it is done', 'confirmation'),
]

const sim: FieldSpec = {
  id: 'iccid',
  label: say('SIM 卡号', 'Number of the SIM card'),
  hint: say('扫卡背面条码。', 'Scan the code on its back.'),
  kind: 'iccid',
  group: 'business',
  why: say('卡与号码绑定。', 'The card is bound to the number.'),
  required: true,
  asked: 'in-reach',
  holds: ['sim'],
}

const fraudNotice = tick(
  'fraudNotice',
  say(
    '已听取防诈骗告知：不出租、出售、出借电话卡。',
    'I was told about fraud: SIM cards are not rented out, sold or lent.',
  ),
)

const newNumberFields: readonly FieldSpec[] = [
  text('numberWish', say('选号意向', 'Wish for the number'), {
    required: false,
    hint: say('例如尾号 8。', 'For example, ends in 8.'),
  }),
  text('plan', say('套餐', 'Plan')),
  ...entryIdentity(),
  callName(),
  contact(),
  sim,
  {
    id: 'imei',
    label: say('终端串号（IMEI）', 'Phone’s IMEI'),
    kind: 'imei',
    group: 'business',
    why: say('仅在参加购机优惠时需要。', 'Only needed for offers with a phone.'),
    required: false,
    asked: 'in-reach',
    holds: ['free-text'],
  },
  ...slot(),
  fraudNotice,
  dataConsent(),
  faceNotice(),
  tick('marketingConsent', say('同意接收营销短信（可不选）。', 'I agree to promotional messages (optional).'), {
    required: false,
  }),
]

const entryParameters = [
  'maxCardsPerIdPerOperator',
  'guardianRequiredBelowAge',
  'minorMinimumAge',
  'agentAllowedForEntry',
] as const

const SV01 = form({
  service: 'SV01',
  category: 'entry',
  tier: 'T2',
  minutes: [20, 30],
  fields: newNumberFields,
  situations: [situations.minor, situations.unit, situations.agent],
  documents,
  steps: entrySteps,
  possible: [
    '只做预登记：称呼、电话、套餐意向、预约时段。',
    'Pre-registration only: how to address you, telephone, wishes, a time.',
  ],
  waits: ['证件核验、人像比对、选号、开卡激活。', 'Document check, comparison of faces, the number, activation.'],
  priority: 'P3',
  receiptText: [
    '号码不保证保留。请带证件原件按预约时间前来。',
    'The number is not reserved. Bring the original document at the agreed time.',
  ],
  absent: absent(['appointment', 'online-hall', 'home-visit'], inPersonForEntry),
  rules: [
    {
      text: say('同一证件在一家运营商最多 5 张在用卡。', 'At most five active cards per document and operator.'),
      source: 'S16',
    },
    { text: say('拒绝出示证件的，不得办理。', 'Without a document there is no service.'), source: 'S18' },
    {
      text: say('人像比对一致前，不得办理任何入网手续。', 'Nothing of network entry before the faces match.'),
      source: 'S1',
    },
    {
      text: say('异常开卡可以加强核验或拒绝。', 'Unusual requests may be checked more closely or refused.'),
      source: 'S17',
    },
  ],
  parameters: entryParameters,
})

const SV02 = form({
  service: 'SV02',
  category: 'entry',
  tier: 'T2',
  minutes: [25, 40],
  fields: [
    text('wishes', say('想要的号码（最多 3 个）', 'Wished numbers, up to three'), { most: 80 }),
    text('tier', say('靓号级别', 'Class of the number'), { asked: 'in-reach' }),
    choice(
      'term',
      say('协议期', 'Term of the agreement'),
      [
        option('12', '12 个月', '12 months'),
        option('24', '24 个月', '24 months'),
        option('36', '36 个月', '36 months'),
      ],
      { asked: 'in-reach' },
    ),
    {
      id: 'minimum',
      label: say('最低消费（元/月）', 'Least spending in yuan a month'),
      kind: 'count',
      least: 0,
      most: 9999,
      group: 'business',
      why: say('协议内容必须讲明。', 'The agreement has to say it.'),
      required: true,
      asked: 'in-reach',
      holds: ['choice'],
    },
    ...newNumberFields.filter(({ id }) => id !== 'numberWish'),
    tick(
      'agreementKnown',
      say(
        '已知悉协议期、最低消费、违约责任及对携号转网的影响。',
        'I know the term, the least spending, what breaking it costs, and that it affects porting out.',
      ),
      { asked: 'in-reach' },
    ),
  ],
  situations: [situations.minor, situations.unit, situations.agent],
  documents: [
    ...documents,
    document('agreement', ['签字的靓号协议', 'Signed agreement'], ['本厅当场打印。', 'Printed in the hall.']),
  ],
  steps: [
    entrySteps[0]!,
    operatorStep('review', '审核真实齐全', 'Check that they are genuine and complete', 'reader', 'face'),
    operatorStep('agreement', '宣读靓号协议', 'Read the agreement aloud', 'read-aloud', 'price-shown'),
    operatorStep('acknowledge', '客户亲笔写“已知悉”', 'The customer writes that they know it', 'confirmation'),
    ...entrySteps.slice(2),
  ],
  possible: ['只登记不超过 3 个意向号码，不锁号。', 'Up to three wishes are noted; no number is locked.'],
  waits: ['号码锁定、证件核验、人像比对、签协议。', 'Locking the number, document and face, the agreement.'],
  priority: 'P4',
  receiptText: ['意向号码不保留，先到先得。', 'Wished numbers are not reserved; first come, first served.'],
  absent: absent(['appointment', 'online-hall'], inPersonForEntry),
  rules: [
    {
      text: say(
        '协议期限必须明示；不得以未约定期限的优惠限制携转。',
        'The term has to be explicit; nothing without a term may hinder porting.',
      ),
      source: 'S20',
    },
  ],
  parameters: entryParameters,
})

/** The numbers one by one, in the order in which they are looked up. */
const SV02EachNumber = nextVersion(SV02, {
  fields: SV02.fields.map((field) =>
    field.id === 'wishes'
      ? repeat('wishes', say('想要的号码', 'Wished number'), {
          most: 3,
          fields: [text('number', say('想要的号码', 'Wished number'), { most: 20, why: whyOf('wishes') })],
        })
      : field,
  ),
})

const SV03 = form({
  service: 'SV03',
  category: 'entry',
  tier: 'T2',
  minutes: [25, 40],
  fields: [
    phone(say('要携入的号码', 'Number to bring')),
    choice('currentOperator', say('现在的运营商', 'Present operator'), [
      option('telecom', '中国电信', 'China Telecom'),
      option('unicom', '中国联通', 'China Unicom'),
      option('broadnet', '中国广电', 'China Broadnet'),
    ]),
    {
      id: 'codeReceived',
      label: say('收到授权码的时间', 'When the code arrived'),
      kind: 'time',
      group: 'business',
      why: say('授权码 60 分钟内有效。', 'The code is valid for 60 minutes.'),
      required: true,
      asked: 'in-reach',
      holds: ['choice'],
    },
    {
      id: 'authCode',
      label: say('携转授权码', 'Porting code'),
      kind: 'auth-code',
      received: 'codeReceived',
      group: 'business',
      why: say('携入须凭授权码申请。', 'The number is ported with this code.'),
      required: true,
      asked: 'in-reach',
      holds: ['id-number'],
    },
    ...newNumberFields.filter(({ id }) => id !== 'numberWish'),
    tick(
      'riskPort',
      say(
        '已知悉携转期间通信可能短时中断、原运营商业务不随号转移。',
        'I know that service may pause and that services of the old operator do not come along.',
      ),
    ),
  ],
  situations: [situations.minor, situations.unit, situations.agent],
  documents: [
    ...documents,
    document(
      'phone-at-hand',
      ['要携入的号码所在手机', 'The phone with that number'],
      ['请客户随身带来。', 'The customer brings it.'],
      { original: false },
    ),
  ],
  steps: [
    step('eligibility', '告知携出条件', 'Explain the conditions', 'fields', 'read-aloud'),
    operatorStep('code', '当面申请授权码', 'Ask for the code at the counter'),
    operatorStep(
      'review',
      '审核真实齐全',
      'Check that documents are genuine and complete',
      'reader',
      'face',
      'documents',
    ),
    operatorStep('sign', '签约、换卡', 'Sign and change the card', 'sim'),
    operatorStep('cutover', '等待生效', 'Wait for the change-over'),
    operatorStep('test', '测试通话', 'Test a call', 'tested'),
    step('confirm', '确认完成', 'Confirm that it is done', 'confirmation'),
  ],
  possible: [
    '只做预约，并给“怎样查询携转资格”说明。中断期间不要发 SQXZ。',
    'An appointment, and a card on how to check eligibility. Do not send SQXZ meanwhile.',
  ],
  waits: ['授权码（60 分钟有效）、证件核验、换卡、生效。', 'The code, valid for an hour; document, card, change-over.'],
  priority: 'P3',
  receiptText: [
    '恢复后再来窗口申请授权码。现在申请会过期。',
    'Ask for the code at the counter when the system is back; asked for now it would expire.',
  ],
  absent: absent(
    ['appointment'],
    ['携入视同入网，须本人到场核验。', 'A ported number is a new number: it is checked in person.'],
  ),
  rules: [
    {
      text: say(
        '携入用户按新用户同等对待，不得设置专门资费。',
        'Ported customers are treated as new ones, at the same prices.',
      ),
      source: 'S20',
    },
    {
      text: say(
        '在网满 120 日、费用结清、无在约限制方可携出。',
        '120 days on the network, bills paid, no running term.',
      ),
      source: 'S21',
    },
    { text: say('授权码 60 分钟内有效。', 'The code is valid for 60 minutes.'), source: 'S12' },
  ],
  parameters: [...entryParameters, 'portAuthCodeMinutes', 'portMinDaysOnNet'],
})

const SV04 = form({
  service: 'SV04',
  category: 'entry',
  tier: 'T3',
  minutes: [10, 20],
  // Nothing but the number may be asked for: information comes before any question (plan-study §2.3).
  fields: [
    phone(say('想携出的号码', 'Number to take away')),
    text('reason', say('原因（可以不说）', 'Reason, if you like to say'), { required: false }),
  ],
  documents: [],
  steps: [
    operatorStep('conditions', '说明携出条件', 'Explain the conditions', 'fields', 'read-aloud'),
    operatorStep('blocks', '逐项列出限制和费用', 'List what stands in the way, with its cost', 'price-shown'),
    operatorStep('unlock', '协助解除限制', 'Help to remove it'),
    operatorStep('procedure', '告知授权码申请办法', 'Explain how to ask for the code', 'read-aloud'),
  ],
  possible: ['给携转说明卡；中断期间不要发 SQXZ。', 'A card that explains porting; do not send SQXZ meanwhile.'],
  waits: ['资格查询、限制查询、授权码。', 'Eligibility, what stands in the way, the code.'],
  priority: 'P4',
  receiptText: ['系统恢复后可来厅或发短信 CXXZ 查询资格。', 'When the system is back, ask here or send CXXZ.'],
  absent: absent(['hotline', 'app', 'online-hall']),
  rules: [
    {
      text: say(
        '不得先挽留后告知；告知用时不得长于其他业务。',
        'Information first, no persuasion; it may not take longer than other services.',
      ),
      source: 'S20',
    },
  ],
  parameters: ['portAuthCodeMinutes', 'portMinDaysOnNet'],
})

export const entryForms: readonly ServiceForm[] = [SV01, SV02, SV02EachNumber, SV03, SV04]
