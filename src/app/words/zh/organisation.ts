/** @module Who is who: the organisation, today's roster, the chart. Loaded with its page. */
import type { Hours } from '#domain/shapes.ts'

export interface Named {
  readonly name: string
}

export const organisation = {
  inCharge: ({ name }: Named) => `现场负责人：${name}`,
  nobody: '没有人在岗',
  asOf: ({ time }: { readonly time: string }) => `截至 ${time}`,
  notFilled: '今天还没有人给大家填在岗：花名册上没填“不在”的人都算在岗。',
  roster: '今天谁在岗',
  present: '在岗',
  away: '不在',
  since: ({ time }: { readonly time: string }) => `${time} 起`,
  lead: '组长',
  dutyManager: '值班经理',
  order: '同级顺序（小的在前）',
  phone: '电话',
  shiftFrom: '上班时间',
  shiftTo: '下班时间',
  shift: ({ from, to }: Hours) => `${from}–${to} 的班`,
  short: ({ name }: Named) => `负责人 ${name}`,
  nobodyShort: '没有人在岗',
  becameYours: '现在由您负责',
  becameYoursWhat: '按接替顺序，现场负责人现在是您。有情况由您决定启动预案；离岗请在“组织和在岗”里记“不在”。',
  skills: '特长',
  skillNames: { 'first-aid': '急救证', 'fire-fighting': '消防员证', 'sign-language': '手语' },
  change: '改',
  save: '保存',
  chart: '组织架构图',
  views: { normal: '常态', emergency: '应急' },
  company: '公司安全管理部、上级',
  manager: '营业厅经理',
  deputies: '值班经理',
  groups: { front: '营业员', 'back-office': '后台支持', tech: '技术支持', security: '安全保障' },
  nobodyHere: '（空缺）',
  print: '打印架构图',
  succession: '接替顺序',
  chartTitle: ({ hall, view }: { readonly hall: string; readonly view: string }) => `${hall}组织架构图（${view}）`,
}
