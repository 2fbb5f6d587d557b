/**
 * Figures that a law, the operator or the hall sets, with the source each has in the study of the plan (§2.5), which people
 * read by its name (`sources.ts`).
 */
import type { ParameterKey, Parameters } from '#domain/catalogue/parameters.ts'
import type { Settings } from '#domain/settings/settings.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './say.ts'

interface Parameter {
  readonly value: number | boolean | null
  readonly source: string
  readonly text: Bilingual
}

export const parameters: Readonly<Record<ParameterKey, Parameter>> = {
  maxCardsPerIdPerOperator: {
    value: 5,
    source: 'S16',
    text: say(
      '每个证件在一家基础运营商最多 5 张在用卡。',
      'One document may hold at most five active cards per operator.',
    ),
  },
  guardianRequiredBelowAge: {
    value: 16,
    source: 'S22, W4',
    text: say('未满此年龄须监护人陪同。', 'Younger customers come with a guardian.'),
  },
  minorMinimumAge: {
    value: null,
    source: 'K',
    text: say(
      '可以入网的最低年龄；未设定，由法务决定。',
      'Least age for a number of one’s own; not set, for the lawyers to decide.',
    ),
  },
  piplMinorAge: {
    value: 14,
    source: 'K',
    text: say(
      '未满此年龄的个人信息须监护人同意。',
      'Below this age a guardian agrees to the use of personal information.',
    ),
  },
  portAuthCodeMinutes: {
    value: 60,
    source: 'S12, S13',
    text: say('携转授权码有效分钟数。', 'Minutes that a porting code is valid.'),
  },
  portMinDaysOnNet: {
    value: 120,
    source: 'S21',
    text: say('携出前须在网满的自然日数。', 'Days on the network before a number may leave it.'),
  },
  complaintReplyDays: {
    value: 15,
    source: 'S4',
    text: say('投诉答复期限，自受理日起的自然日数。', 'Calendar days within which a complaint is answered.'),
  },
  appealReplyDays: {
    value: 10,
    source: 'K',
    text: say('转办申诉的答复日数。', 'Days within which an appeal that was passed on is answered.'),
  },
  realNameKeepAfterEndYears: {
    value: 2,
    source: 'S25',
    text: say('服务终止后实名资料的保存年数。', 'Years that identity papers are kept after the service ends.'),
  },
  changeMaxHours: {
    value: 24,
    source: 'S11',
    text: say('业务变更最长小时数。', 'Longest hours for a change of service.'),
  },
  restoreMaxHours: {
    value: 24,
    source: 'S11',
    text: say('复话最长小时数。', 'Longest hours until a line is restored.'),
  },
  faultMaxHours: {
    value: 48,
    source: 'S11',
    text: say('障碍修复最长小时数。', 'Longest hours until a fault is repaired.'),
  },
  waitTargetMinutes: {
    value: 10,
    source: 'W5',
    text: say('排队等候目标分钟数。', 'Minutes of waiting a hall aims for.'),
  },
  agentAllowedForEntry: {
    value: true,
    source: 'S14, K',
    text: say(
      '入网可否由他人代办；各省可规定不可。',
      'Whether somebody else may apply for a number; a province may forbid it.',
    ),
  },
  offlineCashEnabled: {
    value: false,
    source: 'D',
    text: say(
      '系统中断时可否收现金；财务签字前不开。',
      'Whether cash is taken while the operator does not answer; off until finance signs.',
    ),
  },
  offlineCashPerTxn: {
    value: 500,
    source: 'D',
    text: say('中断时单笔现金上限（元）。', 'Most cash per receipt meanwhile, in yuan.'),
  },
  offlineCashPerDay: {
    value: 1000,
    source: 'D',
    text: say('中断时每位客户每天现金上限（元）。', 'Most cash per customer and day meanwhile, in yuan.'),
  },
  offlineCashHallCap: {
    value: 20_000,
    source: 'D',
    text: say(
      '中断时全厅现金达到此数须入保险柜（元）。',
      'Cash in the hall at which it has to go to the safe, in yuan.',
    ),
  },
  idImageOfflineKeep: {
    value: false,
    source: 'D',
    text: say(
      '中断时是否保存证件影像；默认不保存。',
      'Whether pictures of documents are kept meanwhile; they are not.',
    ),
  },
  customerConfirmHours: {
    value: 72,
    source: 'D',
    text: say('补录后等待客户二次确认的小时数。', 'Hours in which a customer confirms what was entered for them.'),
  },
  returnWithoutQueueDays: {
    value: 7,
    source: 'D',
    text: say(
      '补齐资料后免排队返回的日数。',
      'Days in which a customer who was sent for documents need not queue again.',
    ),
  },
}

/** What a hall starts with. */
export const startParameters = Object.fromEntries(
  Object.entries(parameters).map(([key, { value }]) => [key, value]),
) as Parameters

/** What counts in this hall: what it has set itself, and what every hall starts with. */
export const parametersOf = (settings: Pick<Settings, 'parameters'>): Parameters => ({
  ...startParameters,
  ...settings.parameters,
})
