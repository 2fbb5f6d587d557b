import type { FindingCode } from '#domain/catalogue/findings.ts'
import type { FieldGroup } from '#domain/catalogue/form.ts'

/** Figures that a finding brings for its sentence. */
type Facts = Readonly<Record<string, number | string>>

const groups: Record<FieldGroup, string> = {
  business: '业务内容',
  holder: '机主',
  unit: '单位',
  guardian: '监护人',
  agent: '代办人',
  receiver: '受让人',
  payment: '付款',
  appointment: '预约',
  consent: '告知与同意',
}

const findings: Record<FindingCode, (facts: Facts) => string> = {
  missing: () => '还没有填。',
  'too-long': ({ most }) => `太长，最多 ${most} 个字。`,
  differs: () => '和前面填的不一样，请核对。',
  'not-in-list': () => '请从给出的选项里选。',
  'phone-wrong': () => '不是手机号码。手机号码有 11 位，以 1 开头。',
  'contact-wrong': () => '不是电话号码。填手机号码，或带区号的固定电话，如 010-12345678。',
  'four-digits-wrong': () => '填证件号码的最后 4 位，最后一位可以是 X。',
  'email-wrong': () => '不是邮箱地址，如 name@example.com。',
  'date-wrong': () => '没有这一天。按 年-月-日 填，如 2026-11-26。',
  'date-ahead': () => '这一天还没有到，请核对。',
  'date-past': () => '这一天已经过去，请核对。',
  'time-wrong': () => '不是时间。照 09:40 的样子填。',
  'document-expired': () => '证件已过有效期。请客户出示有效证件。',
  'auth-code-wrong': () => '授权码是 6 到 8 位数字。',
  'auth-code-expired': ({ minutes }) => `授权码已过 ${minutes} 分钟有效期。请客户重新获取。`,
  'amount-wrong': () => '不是金额。填数字，最多两位小数，如 50 或 50.00。',
  'amount-out-of-range': ({ least, most }) => `金额要在 ${least} 元到 ${most} 元之间。`,
  'count-out-of-range': ({ least, most }) => `要在 ${least} 到 ${most} 之间。`,
  'month-end': ({ days }) =>
    Number(days) === 0
      ? '今天是本月最后一天：下月生效的业务可能多等一个月，请告诉客户。'
      : `离月底只剩 ${days} 天：下月生效的业务可能多等一个月，请告诉客户。`,
  'cash-not-allowed': () => '本厅断网时不收现金。请客户等系统恢复，或用其他渠道缴费。',
  'cash-over-limit': ({ most }) => `断网时每笔现金最多 ${most} 元。`,
  'payment-unconfirmed': () => '只有收单机构自己确认了才算付款。客户手机上的截图不算。',
  'too-young': ({ years }) => `机主未满 ${years} 周岁，不能办理。`,
  'agent-not-allowed': () => '这项业务不能代办，要机主本人来。',
  'not-now': () => '系统不可用时不能留这一项，请清空。',
  'campaign-over': ({ name, day }) => `“${name}”${day} 已结束，系统中断时不能参加，可以改为“只登记意向”。`,
  'campaign-ahead': ({ name, day }) => `“${name}”${day} 才开始，系统中断时不能参加，可以改为“只登记意向”。`,
  'campaign-unknown': () => '目录里没有这个活动，系统中断时不能参加，可以改为“只登记意向”。',
  'not-listed': () => '资费目录里没有，按客户说的写，价格待确认。',
  'price-over': ({ day }) => `资费 ${day} 已到期，可以受理，价格待确认。`,
  'price-ahead': ({ day }) => `这个资费 ${day} 才开始，可以受理，价格待确认。`,
  'price-differs': ({ price }) => `资费目录里是 ${price} 元，请核对。`,
  'id-length': () => '身份证件号码有 18 位，请核对。',
  'id-characters': () => '号码只能是数字，最后一位可以是 X。',
  'id-region': () => '号码开头的地区不对，请核对证件种类和号码。',
  'id-date': () => '号码里的出生日期不存在，请核对。',
  'id-checksum': () => '号码有一位不对，请和证件逐位核对。',
  'id-born-early': () => '号码里的出生日期早于 1900 年，请再看一眼证件。',
  'passport-wrong': () => '护照号码是 5 到 15 位字母和数字。',
  'permit-wrong': () => '通行证号码不对，请和证件核对。',
  'military-wrong': () => '证件号码不对，请和证件核对。',
  'uscc-wrong': () => '统一社会信用代码有 18 位，只有数字和大写字母。',
  'uscc-checksum': () => '代码有一位不对，请和证照逐位核对。',
  'imei-wrong': () => 'IMEI 有 15 位数字。拨 *#06# 可以看到。',
  'imei-checksum': () => 'IMEI 有一位不对，请再核对。',
  'iccid-wrong': () => 'SIM 卡号以 8986 开头，有 19 或 20 位。',
  'iccid-checksum': () => '卡号可能有一位不对，请再看一眼卡面。',
  'name-too-long': () => '姓名太长，最多 50 个字。',
  'name-unusual': () => '姓名里有少见的符号，请和证件核对。',
}

/** @module Taking a case down: forms, findings, documents, signatures, photos, confirmation. */
export const intake = {
  groups,
  findings,
  toMend: ({ count }: { readonly count: number }) => `还有 ${count} 处要改`,
  toLookAt: ({ count }: { readonly count: number }) => `还有 ${count} 处请再看一眼`,
  notAsked: '现在没有要填的。',
  terms: {
    price: '总价',
    yuan: ({ yuan }: { readonly yuan: string }) => `${yuan} 元`,
    term: '期限',
    months: ({ months }: { readonly months: number }) => (months === 0 ? '没有协议期' : `${months} 个月`),
    limits: '限制',
    rules: '活动规则',
    version: ({ rules, until }: { readonly rules: string; readonly until: string | null }) =>
      `${rules} 版${until === null ? '' : `，到 ${until} 止`}`,
  },
  choose: '请选择',
  addEntry: ({ label, most }: { readonly label: string; readonly most: number }) =>
    `再加一个${label}（最多 ${most} 个）`,
  removeEntry: ({ label, entry }: { readonly label: string; readonly entry: number }) => `删去${label} ${entry}`,
  offer: ({ name, price }: Readonly<Record<'name' | 'price', string>>) => `${name} · ${price} 元`,
  offerNotNow: ({ label }: { readonly label: string }) => `${label}（现在不在有效期）`,
  offerOther: '目录里没有，手写',
  offerTold: ({
    gives,
    until,
    version,
  }: {
    readonly gives: string
    readonly until: string | null
    readonly version: number
  }) => [gives, until === null ? '' : `有效至 ${until}`, `资费目录第 ${version} 版`].filter(Boolean).join(' · '),
  notTicked: '还没有勾选。',
  notChosen: '还没有选。',
  unanswered: '不填',
  notNow: '系统不可用时不能留这些内容。清空后才能继续。',
  emptyField: ({ label }: { readonly label: string }) => `清空${label}`,
  written: ({ used, most }: { readonly used: number; readonly most: number }) => `${used} / ${most} 字`,
  readBack: ({ text }: { readonly text: string }) => `念给客户核对：${text}`,
  inWords: ({ text }: { readonly text: string }) => `大写：${text}`,
  pickDay: ({ label }: { readonly label: string }) => `${label}：选日期`,
  pickTime: ({ label }: { readonly label: string }) => `${label}：选时间`,
  dayShape: '年-月-日，如 2026-11-26',
  timeShape: '时刻，如 09:40',
  longTerm: '长期有效',
}
