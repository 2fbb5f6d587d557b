import type { OfferKind } from '#domain/catalogue/offer.ts'
import type { PriceFault } from '#domain/prices/priceList.ts'

/** @module The hall's price book, and taking it from a file. Fetched with its page of the manager. */
const kinds: Readonly<Record<OfferKind, string>> = {
  plan: '套餐',
  pack: '流量包',
  article: '商品',
  campaign: '优惠活动',
}

const faults: Readonly<Record<PriceFault, (facts: { readonly about: string }) => string>> = {
  'name-missing': () => '没有名称',
  'name-too-long': () => '名称太长，最多 60 个字',
  'name-twice': ({ about }) => `和第 ${about} 行重复`,
  'price-missing': () => '没有价格',
  'price-wrong': ({ about }) => `“${about}”不是价格`,
  'kind-unknown': ({ about }) => `不认识类别“${about}”：写套餐、流量包、商品或活动`,
  'gives-too-long': () => '内容太长，最多 80 个字',
  'day-wrong': ({ about }) => `“${about}”不是日期，照 2026-12-31 的样子写`,
  'terms-missing': () => '活动要有规则版本和限制两列',
  'months-wrong': ({ about }) => `“${about}”不是 0–60 个月`,
  'ends-before': () => '截止日期早于开始日期',
}

export const prices = {
  intro: '受理套餐变更、流量包、配件和优惠活动时从这里选。保存一次就是新的一版；已经受理的业务仍按当时的一版。',
  saved: '已保存，各平板从这一版里选。',
  none: '还没有资费目录，受理时手写。',
  version: ({ version, when }: { readonly version: number; readonly when: string }) =>
    `现在用的是第 ${version} 版，${when} 保存。`,
  bookOver: ({ day }: { readonly day: string }) =>
    `这一版资费目录 ${day} 已到期。还能受理，系统中断时的回执上写“价格待确认”。请核对价格，改好截止日期再保存。`,
  bookUntil: '整本目录用到哪天',
  untilHint: '过了这一天，受理时提醒；系统中断时的回执会写明价格待确认。不填就一直有效。',
  rowOver: '已到期：受理时会提醒，活动在系统中断时不能参加。',
  rows: '资费目录',
  kinds,
  kind: '类别',
  name: '名称',
  price: '价格（元）',
  notAPrice: '不是金额。填数字，最多两位小数。',
  gives: '包含什么',
  rules: '规则版本',
  months: '协议期（月，没有填 0）',
  limits: '限制（签字前给客户看）',
  from: '从哪天起',
  until: '到哪天止',
  add: '加一条',
  remove: '删掉这条',
  unfinished: '每一条都要有名称和价格，才能保存。',
  importList: '从表格导入',

  importTitle: '导入资费目录',
  importIntro:
    '选一个 Excel 或 WPS 表格（.xlsx），或 CSV 文件。要有“名称”和“价格”两列，可以再有“类别”“内容”“开始日期”“截止日期”，活动还要有“规则版本”“协议期”“限制”。没写类别的算套餐。先给您看一遍，您点头以后才放进目录。',
  choose: '选文件',
  chooseAnother: '换一个文件',
  fileFaults: {
    empty: '这个文件是空的。',
    'no-columns': '没有“名称”和“价格”这两列。请在最上面写上列名。',
    nobody: '列名下面一条也没有。',
    'too-many': '超过 100 条。请分成几份，一份一份导入。',
    'too-big': '这个文件超过 5 MB，不像资费目录。',
    'old-excel': '这是旧格式（.xls）或加了密码的表格。请另存为 .xlsx（不加密码）或 CSV 再选。',
    'not-a-table': '读不了这个文件。请选 .xlsx 或 CSV。',
  },
  row: '行',
  time: '有效期',
  span: ({ from, until }: Readonly<Record<'from' | 'until', string | null>>) =>
    from === null && until === null ? '长期' : `${from ?? ''} — ${until ?? ''}`,
  state: '结果',
  states: { new: '新加', changes: '替换目录里的同名一条', out: '不要这一行' },
  faults,
  leaveOut: '不要这行',
  takeAgain: '还是要',
  wrongRows: ({ count }: { readonly count: number }) =>
    `有 ${count} 行有错，现在一条也不会放进目录。请在文件里改好再选，或者点“不要这行”。`,
  stillToSave: '放进目录以后还要保存，才是新的一版。',
  take: ({ count }: { readonly count: number }) => `放进目录 ${count} 条`,
}
