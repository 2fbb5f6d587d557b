/**
 * What each step of a service means, in whole sentences (1.1.12): of the plan's four flows, and of the steps that the plan
 * does not name and that are ours. A hall whose plan says it in other words puts its own in their place.
 */
import type { StepSpec } from '#domain/catalogue/form.ts'
import type { Settings } from '#domain/settings/settings.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './catalogue/say.ts'
import { categories, categoryOf } from './categories.ts'

/** The plan names the steps of these; of all others they are ours. */
export const PLAN_FLOWS: readonly string[] = ['entry', 'change', 'payment', 'consulting']

type Flow = Readonly<Record<string, Bilingual>>

const confirm = say(
  '请客户核对办理结果，签名确认；不便签名的口头确认，由另一位同事见证。',
  'The customer checks what was done and signs, or confirms aloud before a colleague.',
)

/** By flow, then by step: a category’s sentences are those of all its services, a service’s own come first. */
const sentences: Readonly<Record<string, Flow>> = {
  entry: {
    submit: say(
      '客户提交有效身份证件原件和所需资料，如实填写业务信息。',
      'The customer hands in the original identity document and what else is needed, and gives true answers.',
    ),
    review: say(
      '工作人员审核资料是否真实、齐全，人证是否一致；不符合的，当面说明原因。',
      'Staff check that the documents are genuine and complete and belong to the person; what does not fit is explained at once.',
    ),
    connect: say(
      '审核通过后为客户开卡、激活，并当面试用。',
      'Once that is right the card is opened and activated, and tried together.',
    ),
    explain: say(
      '向客户介绍资费标准、优惠内容和有效期，不夸大，不隐瞒。',
      'Prices, offers and how long they last are explained, with nothing added and nothing left out.',
    ),
    confirm,
  },
  change: {
    apply: say(
      '客户提出变更申请，出示所需证件，说明要变更的内容。',
      'The customer asks for the change, shows the documents and says what is to change.',
    ),
    check: say(
      '工作人员审核客户身份和变更条件；不符合的，说明原因和办法。',
      'Staff check who it is and whether the change is possible; if not, why, and what can be done.',
    ),
    handle: say('审核通过后，按客户的申请办理变更。', 'Once that is right the change is made as it was asked for.'),
    'confirm-change': say(
      '向客户逐项念出变更内容、资费和生效时间，请客户确认。',
      'What changes, what it costs and from when is read aloud item by item, and the customer agrees.',
    ),
    confirm,
  },
  payment: {
    choose: say(
      '客户选择办理方式：现金、刷卡或移动支付。',
      'The customer chooses how to pay: in cash, by card or by telephone.',
    ),
    handle: say(
      '工作人员按客户选择的方式办理，与客户核对号码和金额，保证金额正确。',
      'Staff take the payment in that way and check number and sum with the customer.',
    ),
    balance: say(
      '确认办理成功，并告知客户余额；系统未恢复时，说明到账后再通知。',
      'Staff make sure that it went through and tell the balance; while systems are down, that it will be told later.',
    ),
    confirm,
  },
  consulting: {
    listen: say(
      '认真倾听客户的问题、意见和要求，不打断，不推诿。',
      'Staff listen to question, complaint and wish, without interrupting and without sending the customer elsewhere.',
    ),
    propose: say(
      '根据客户的问题提供解决方案，说清依据和时限。',
      'A solution is proposed, with what it rests on and until when.',
    ),
    act: say(
      '及时处理；当场办不了的，说明由谁办、什么时候答复。',
      'It is dealt with in time; what cannot be done at once has a name and a day for the answer.',
    ),
    record: say('把问题、处理经过和结果记录下来。', 'Question, what was done and what came of it are written down.'),
  },
  sv02: {
    agreement: say(
      '向客户宣读靓号协议：协议期、最低消费、违约责任，以及对携号转网的影响。',
      'The agreement is read aloud: its term, the least to be spent, the penalty, and what it means for porting.',
    ),
    acknowledge: say(
      '客户亲笔写下“已知悉”并签名。',
      'The customer writes in their own hand that they know it, and signs.',
    ),
  },
  sv03: {
    eligibility: say(
      '告诉客户携出的条件，以及怎样向现在的运营商查询资格。',
      'The customer hears the conditions, and how to ask the present operator about them.',
    ),
    code: say(
      '客户在窗口当面申请授权码；系统中断时不要申请，授权码只在 60 分钟内有效。',
      'The customer asks for the code at the counter, and not in an outage: it lives for 60 minutes.',
    ),
    sign: say(
      '向客户说明风险并由客户确认，签约，换上新卡。',
      'Risks are explained and agreed to, the contract is signed, the new card goes in.',
    ),
    cutover: say(
      '告诉客户等待生效的时间，期间旧卡仍可使用。',
      'The customer hears how long it takes; until then the old card works.',
    ),
    test: say('生效后与客户一起试打电话、上网。', 'Once it is in force a call and a page are tried together.'),
  },
  sv04: {
    conditions: say(
      '说明携出的条件。先答复，不挽留，不要求说明原因。',
      'The conditions are explained: the answer comes first, nobody is talked out of it or asked why.',
    ),
    blocks: say(
      '把尚未满足的条件逐项列出，写明费用。',
      'What stands in the way is listed item by item, with its cost.',
    ),
    unlock: say(
      '客户要求的，协助办理解除，不拖延。',
      'Where the customer wants it, staff help to remove it without delay.',
    ),
    procedure: say(
      '告诉客户怎样申请授权码，以及授权码的有效时间。',
      'The customer hears how to ask for the code and for how long it is good.',
    ),
  },
  sv10: {
    choose: say(
      '客户选择流量包、生效时间和是否自动续订；没有要求的，不自动续订。',
      'The customer chooses the pack, when it begins and whether it renews; unless asked for, it does not.',
    ),
    handle: say(
      '与客户核对号码、流量包和价格，再提交办理。',
      'Number, pack and price are checked with the customer before the order goes in.',
    ),
    balance: say(
      '确认流量包已生效，并告知客户余额；系统未恢复时，说明生效后再通知。',
      'Staff make sure that the pack is active and tell the balance; while systems are down, that it will be told later.',
    ),
  },
  sv14: {
    warranty: say(
      '核对购机日期和发票，判断是否在三包期内。',
      'Day of purchase and invoice are checked against the warranty.',
    ),
    look: say(
      '拍下外观，清点随机配件，与客户一起核对。',
      'The look of it is photographed and what comes with it is counted, together.',
    ),
    privacy: say(
      '告知维修可能清除数据，请客户备份并取出号卡；解锁密码不记录。',
      'Repair may erase data: the customer saves it and takes the SIM out. No code to unlock is written down.',
    ),
    receive: say(
      '开具收机单，写明故障、配件和预计费用，请客户签名。',
      'A receipt with fault, parts and estimate, signed by the customer.',
    ),
    repair: say('按约定送修，进度有变化及时告知。', 'It is sent for repair as agreed; what changes is told in time.'),
    test: say('与客户当面测试，确认故障已排除。', 'It is tested together, and the fault is gone.'),
    return: say('交还手机和配件，收回收机单。', 'Telephone and parts are handed back, the receipt is taken back.'),
  },
  sv15: {
    choose: say('客户选择商品，明码标价。', 'The customer chooses; every price is shown.'),
    pay: say(
      '收款并当面报数；以收款方自己的到账为准，不看客户手机上的截图。',
      'The sum is taken and said aloud. What counts is the acquirer’s own word, never a picture on the customer’s telephone.',
    ),
    'hand-over': say('交付商品，告知三包内容。', 'The article is handed over and its warranty explained.'),
  },
  sv16: {
    terms: say('签名前讲明总价、期限和限制。', 'Whole price, term and limits are explained before anybody signs.'),
    register: say('登记客户参加的活动和领取的赠品。', 'Offer and gift are written down.'),
  },
  sv17: {
    handle: say('审核通过后为客户换卡，旧卡作废。', 'Once that is right the card is changed and the old one is void.'),
    test: say('与客户一起试打电话，确认新卡可用。', 'A call is tried together with the new card.'),
  },
  sv21: {
    check: say('核对客户本人身份；只为本人查询。', 'Staff check who it is: only the person themselves is told.'),
    query: say('查询名下的号码，当面告知。', 'Numbers in that name are looked up and told.'),
    explain: say('有不认识的号码的，告诉客户怎样提出异议。', 'Where one is unknown, the customer hears how to object.'),
  },
  sv22: {
    welcome: say('优先接待，不用排队。', 'They are served first and do not queue.'),
    help: say('由专人陪同，帮助办理。', 'One person stays with them and helps.'),
    record: say('记录需要和办理情况。', 'What was needed and done is written down.'),
  },
  other: {
    apply: say('客户提出申请，出示所需证件。', 'The customer asks for it and shows the documents.'),
    check: say(
      '工作人员审核客户身份和办理条件；不符合的，说明原因和办法。',
      'Staff check who it is and whether it is possible; if not, why, and what can be done.',
    ),
    handle: say('审核通过后，按客户的申请办理。', 'Once that is right it is done as it was asked for.'),
    confirm,
  },
}

/** `sv14`, as the flow of a service is named in the settings. */
const own = (service: string) => service.toLowerCase()

/** Which flow a step of a service is of: the service’s own, else its category’s. */
export const flowOf = (service: string, step: string): string =>
  sentences[own(service)]?.[step] ? own(service) : categoryOf(service)

/** The sentence of a step as this system has it; undefined: it has none. */
export const ourSentence = (flow: string, step: string): Bilingual | undefined => sentences[flow]?.[step]

/**
 * The sentence of a step: the hall’s own wording of its plan, where it has put one in, in the language in which it stands
 * there; else ours.
 */
export function stepSentence(
  { procedures }: Pick<Settings, 'procedures'>,
  service: string,
  { id }: Pick<StepSpec, 'id'>,
): Bilingual | null {
  const flow = flowOf(service, id)
  const wording = procedures[flow]?.[id]
  return wording ? { zh: wording, en: wording } : (ourSentence(flow, id) ?? null)
}

/** Every flow with its steps, the plan’s first. */
export const flows: readonly { readonly id: string; readonly steps: readonly string[] }[] = [
  ...PLAN_FLOWS,
  ...categories.flatMap(({ services }) => services.map(own)).filter((id) => sentences[id]),
  'other',
].map((id) => ({ id, steps: Object.keys(sentences[id] ?? {}) }))
