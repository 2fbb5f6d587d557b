/** @module 落实情况: how far each clause of the plan and each feature of the queue is carried out. */
import type { CoverageRow, Where } from '#content/coverage/row.ts'

const where: Readonly<Record<Where, string>> = {
  'book:cards': '发布和卡片',
  'book:coverage': '落实情况',
  'book:drills': '演练',
  'book:floor': '疏散图',
  'book:general': '总则',
  'book:improvements': '改进项',
  'book:organisation': '组织和在岗',
  'book:records': '记录',
  'manager:day': '经理页面：日结',
  'manager:hall': '经理页面：营业厅',
  'manager:log': '经理页面：日志',
  'manager:staff': '经理页面：员工',
  'manager:tablets': '经理页面：平板',
  'manager:today': '经理页面：今日',
  red: '红色应急按钮',
  'place:backoffice': '后台的平板',
  'place:counter': '窗口的平板',
  'place:reception': '前台的平板',
  'place:wall': '综合屏',
}
const states: Readonly<Record<CoverageRow['state'], string>> = {
  whole: '已落实',
  part: '落实一部分',
  none: '未落实',
}

export const coverage = {
  title: '落实情况',
  hint: '预案的每一条、排队的每一项，由什么来做，本厅用上了没有。“已落实”的都有自动测试。',
  lists: { clauses: '预案 57 条', queue: '排队 79 项' },
  listLabel: '看哪一张表',
  which: '看哪些',
  every: '全部',
  states,
  count: ({ whole, part, none }: { readonly whole: number; readonly part: number; readonly none: number }) =>
    `已落实 ${whole} 项，落实一部分 ${part} 项，未落实 ${none} 项。`,
  where,
  go: ({ where }: { readonly where: string }) => `去看：${where}`,
  isAt: ({ where }: { readonly where: string }) => `在这里：${where}`,
  managerOnly: '经理登录后可以打开。',
  inUse: '本厅在用',
  notYet: '本厅还没用过，或记录已过期',
  alwaysOn: '一直有效',
  lacks: ({ what }: { readonly what: string }) => `还缺：${what}。`,
  tests: ({ count }: { readonly count: number }) => `${count} 个自动测试`,
}
