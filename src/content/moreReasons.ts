/** @module Reasons that nobody reads before a sheet is open: the counter’s first picture does without them. */
import type { Reason } from './reasons.ts'

/** 暂停 of a counter. The wall may show them, so they say nothing about a person. */
export const startPauseReasons: readonly Reason[] = [
  { code: 'lunch', name: { zh: '午休', en: 'Lunch' } },
  { code: 'short-break', name: { zh: '短暂离开', en: 'Short break' } },
  { code: 'handover', name: { zh: '交接班', en: 'Handover' } },
  { code: 'back-office', name: { zh: '后台处理', en: 'Back-office work' } },
  { code: 'equipment', name: { zh: '设备故障', en: 'Equipment' } },
  { code: 'meeting', name: { zh: '会议培训', en: 'Meeting, training' } },
]

/** 过号: called, and nobody is there to be served. */
export const missReasons: readonly Reason[] = [
  { code: 'did-not-come', name: { zh: '没有人来', en: 'Nobody came' } },
  { code: 'stepped-out', name: { zh: '暂时离开', en: 'Stepped out' } },
  { code: 'not-ready', name: { zh: '材料没准备好', en: 'Papers not ready' } },
]

/** 弃号: the customer gave up, or the ticket was a slip of the finger. */
export const cancelReasons: readonly Reason[] = [
  { code: 'left', name: { zh: '客户离开', en: 'Customer left' } },
  { code: 'solved-elsewhere', name: { zh: '已在别处办好', en: 'Solved another way' } },
  { code: 'papers-missing', name: { zh: '材料不齐，改天来', en: 'Papers missing, comes back' } },
  { code: 'taken-twice', name: { zh: '重复取号', en: 'Taken twice' } },
  { code: 'taken-by-mistake', name: { zh: '取错号', en: 'Taken by mistake' } },
]
