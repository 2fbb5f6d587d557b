/** 业务变更: the plan, the number, the owner (plan-study §2.3). */
import type { FieldSpec, ServiceForm, StepSpec } from '#domain/catalogue/form.ts'
import { absent, document, form, identityDocument, nextVersion, operatorStep, step } from './build.ts'
import {
  agreedPrice,
  callName,
  choice,
  contact,
  dataConsent,
  effect,
  faceNotice,
  fromPriceBook,
  lateEntryConsent,
  option,
  phone,
  slot,
  text,
  tick,
} from './fields.ts'
import { documentTail, identity } from './identity.ts'
import { say } from './say.ts'

const changeSteps: readonly StepSpec[] = [
  step('apply', '申请', 'Apply', 'fields', 'documents'),
  operatorStep('check', '审核', 'Check'),
  operatorStep('handle', '办理', 'Handle'),
  step('confirm-change', '确认变更内容', 'Confirm what changes', 'read-aloud', 'price-shown'),
  step('confirm', '确认完成', 'Confirm that it is done', 'confirmation'),
]

const priceKnown: FieldSpec = tick(
  'priceKnown',
  say('已看过价格、期限和违约责任。', 'I have seen price, term and what breaking it costs.'),
)

const SV05 = form({
  service: 'SV05',
  category: 'change',
  tier: 'T1',
  minutes: [8, 15],
  fields: [
    phone(),
    text('currentPlan', say('现套餐', 'Present plan'), { required: false }),
    text('targetPlan', say('新套餐', 'New plan')),
    agreedPrice(say('新套餐月费（元）', 'Monthly price of the new plan, in yuan')),
    effect('now', 'next-month'),
    tick(
      'contractConflict',
      say(
        '已说明与在约合约的冲突（没有也请勾选）。',
        'Conflicts with running contracts were explained, or there are none.',
      ),
    ),
    ...identity('holder', '', say('客户', 'Customer')),
    callName(),
    documentTail(),
    contact(),
    priceKnown,
    lateEntryConsent(),
  ],
  documents: [identityDocument],
  steps: changeSteps,
  possible: ['全部受理并签字，系统恢复后录入。', 'Taken down in full and signed, entered when the system is back.'],
  waits: ['资格、互斥、按天折算、生效日期。', 'Eligibility, conflicts, proration, the day it takes effect.'],
  priority: 'P2',
  receiptText: [
    '以系统校验结果为准，不符条件将于 24 小时内联系您，不产生费用。',
    'The system decides; if something does not fit we call you within 24 hours, at no cost.',
  ],
  absent: absent(['app', 'online-hall', 'hotline']),
  rules: [
    {
      text: say('录入人不得更改客户选择的产品和价格。', 'Whoever enters it may not change product or price.'),
      source: 'D',
    },
    { text: say('业务变更最长 24 小时完成。', 'Changes take at most 24 hours.'), source: 'S11' },
  ],
  parameters: ['changeMaxHours'],
})

const SV05FromBook = nextVersion(SV05, {
  fields: fromPriceBook(SV05.fields, { field: 'targetPlan', listed: 'plan' }),
})

const SV06 = form({
  service: 'SV06',
  category: 'change',
  tier: 'T2',
  minutes: [15, 25],
  fields: [
    phone(say('原号码', 'Present number')),
    text('numberWish', say('新号码意向', 'Wish for the new number')),
    text('reason', say('改号原因', 'Reason'), { required: false }),
    ...identity('holder', '', say('客户', 'Customer')),
    callName(),
    contact(),
    ...slot(),
    tick(
      'consequences',
      say('已知悉改号对银行、社交等绑定的影响。', 'I know that banks and other services know my old number.'),
    ),
  ],
  documents: [identityDocument],
  steps: changeSteps,
  possible: ['只登记意向。', 'Only the wish is noted.'],
  waits: ['选号、身份核验、改号。', 'The number, the identity check, the change.'],
  priority: 'P4',
  receiptText: [
    '意向号码不保留。请带证件原件按预约前来。',
    'The number is not reserved. Bring the document at the agreed time.',
  ],
  absent: absent(['appointment'], ['改号须本人核验证件。', 'The identity is checked in person.']),
  rules: [
    {
      text: say(
        '运营商主动改号须提前 45 日通知，新号提前 15 日告知。',
        'If the operator renumbers, 45 days’ notice, the new number 15 days before.',
      ),
      source: 'S11',
    },
  ],
})

const SV07 = form({
  service: 'SV07',
  category: 'change',
  tier: 'T2',
  minutes: [20, 35],
  fields: [
    phone(say('过户号码', 'Number to transfer')),
    choice('case', say('哪种情况', 'Which case'), [
      option('both', '双方到场', 'Both are here'),
      option('deceased', '原机主已故', 'The owner has died'),
      option('minor', '原机主未成年', 'The owner is a minor'),
    ]),
    ...identity('holder', '', say('原机主', 'Present owner'), { field: 'case', is: ['both', 'minor'] }),
    ...identity('receiver', 'receiver', say('新机主', 'New owner')),
    ...identity('guardian', 'guardian', say('监护人', 'Guardian'), { field: 'case', is: 'minor' }),
    callName(),
    contact(),
    ...slot(),
    tick(
      'settled',
      say(
        '已告知：费用结清、合约解除、家庭网和银行绑定须先处理。',
        'Told: bills, contracts, family plans and bank bindings come first.',
      ),
    ),
    tick('bothAgree', say('双方都同意过户。', 'Both agree to the transfer.'), { asked: 'in-reach' }),
    dataConsent(),
    faceNotice(),
  ],
  situations: [
    { id: 'deceased', label: say('原机主已故', 'The owner has died'), when: { field: 'case', is: 'deceased' } },
    { id: 'minor', label: say('原机主未成年', 'The owner is a minor'), when: { field: 'case', is: 'minor' } },
  ],
  documents: [
    document(
      'receiver-identity',
      ['新机主证件原件', 'New owner’s original document'],
      ['本人带来。', 'Brought in person.'],
    ),
    document(
      'identity',
      ['原机主证件原件', 'Present owner’s original document'],
      ['本人带来。', 'Brought in person.'],
      { oneOf: 'owner' },
    ),
    document(
      'death-proof',
      ['死亡证明', 'Death certificate'],
      ['医院、社区或公安机关出具。', 'From the hospital, the community or the police.'],
      { situation: 'deceased', oneOf: 'owner' },
    ),
    document(
      'inheritance',
      ['唯一继承人证明', 'Proof of sole inheritance'],
      ['公证处或街道出具。', 'From a notary or the sub-district office.'],
      { situation: 'deceased' },
    ),
    document(
      'guardian-identity',
      ['监护人证件和关系证明', 'Guardian’s document and proof of relation'],
      ['监护人带来。', 'The guardian brings it.'],
      { situation: 'minor' },
    ),
  ],
  steps: [changeSteps[0]!, operatorStep('check', '审核', 'Check', 'reader', 'face'), ...changeSteps.slice(2)],
  possible: ['为双方预约，并一次告知所缺资料。', 'An appointment for both, and a list of what is missing.'],
  waits: ['双方证件核验、人像比对、结清、过户。', 'Both documents and faces, settlement, the transfer.'],
  priority: 'P3',
  receiptText: ['请双方带证件原件按预约一起前来。', 'Both come together with their documents at the agreed time.'],
  absent: absent(
    ['appointment'],
    ['过户视同入网，双方须到场核验。', 'A transfer is network entry: both are checked in person.'],
  ),
  rules: [
    { text: say('过户视同入网，须实名核验。', 'A transfer counts as network entry.'), source: 'S14' },
    {
      text: say(
        '已故机主凭死亡证明和唯一继承证明办理。',
        'For a deceased owner: death certificate and proof of sole inheritance.',
      ),
      source: 'S22',
    },
  ],
  parameters: ['guardianRequiredBelowAge'],
})

export const changeForms: readonly ServiceForm[] = [SV05, SV05FromBook, SV06, SV07]
