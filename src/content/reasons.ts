import type { Bilingual } from '#domain/shapes.ts'

/** A reason or an outcome that a person picks: the code goes into the event, the name on the screen. */
export interface Reason {
  readonly code: string
  readonly name: Bilingual
}

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

/** 挂起: set aside for a while and looked at again. */
export const holdReasons: readonly Reason[] = [
  { code: 'fetches-papers', name: { zh: '去取材料、复印', en: 'Fetching or copying papers' } },
  { code: 'fills-in-form', name: { zh: '在填单', en: 'Filling in a form' } },
  { code: 'waits-for-code', name: { zh: '等短信、授权码', en: 'Waiting for a text or code' } },
  { code: 'waits-for-system', name: { zh: '等系统结果', en: 'Waiting for the system' } },
  { code: 'takes-a-call', name: { zh: '客户接电话', en: 'Taking a call' } },
]

/** 转移: what the next counter has to know, in one word. */
export const transferNotes: readonly Reason[] = [
  { code: 'next-step', name: { zh: '本步办完，继续下一步', en: 'This step is done, next one there' } },
  { code: 'other-business', name: { zh: '还要办别的业务', en: 'Has other business too' } },
  { code: 'needs-specialist', name: { zh: '要到专门窗口', en: 'Needs a specialist' } },
  { code: 'needs-manager', name: { zh: '需要经理', en: 'Needs the manager' } },
  { code: 'equipment', name: { zh: '本窗设备不能办', en: 'Equipment here cannot do it' } },
]

/** 弃号: the customer gave up, or the ticket was a slip of the finger. */
export const cancelReasons: readonly Reason[] = [
  { code: 'left', name: { zh: '客户离开', en: 'Customer left' } },
  { code: 'solved-elsewhere', name: { zh: '已在别处办好', en: 'Solved another way' } },
  { code: 'papers-missing', name: { zh: '材料不齐，改天来', en: 'Papers missing, comes back' } },
  { code: 'taken-twice', name: { zh: '重复取号', en: 'Taken twice' } },
  { code: 'taken-by-mistake', name: { zh: '取错号', en: 'Taken by mistake' } },
]

/** How a service ended. `done` is the ordinary one. */
export const outcomes: readonly Reason[] = [
  { code: 'done', name: { zh: '已办结', en: 'Done' } },
  { code: 'answered', name: { zh: '已答复', en: 'Answered' } },
  { code: 'comes-back', name: { zh: '材料不齐，改天来', en: 'Papers missing, comes back' } },
  { code: 'not-possible', name: { zh: '不符合条件', en: 'Not possible' } },
  { code: 'gave-up', name: { zh: '客户放弃', en: 'Customer gave up' } },
]

/** Why somebody was called out of order. It is kept with the call. */
export const pickReasons: readonly Reason[] = [
  { code: 'needs-help', name: { zh: '客户需要照顾', en: 'Customer needs care' } },
  { code: 'comes-back', name: { zh: '补材料回来', en: 'Back with papers' } },
  { code: 'same-party', name: { zh: '同行一起办', en: 'Comes with another customer' } },
  { code: 'quick-question', name: { zh: '一句话的事', en: 'One quick question' } },
  { code: 'manager-asks', name: { zh: '经理安排', en: 'The manager asks' } },
]

/** The name of a reason in the language of the screen; a code from a newer tablet stands for itself. */
export const reasonName = (reasons: readonly Reason[], code: string, language: keyof Bilingual): string =>
  reasons.find((reason) => reason.code === code)?.name[language] ?? code
