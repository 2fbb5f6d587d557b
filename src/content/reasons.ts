import type { Bilingual } from '#domain/shapes.ts'

/** A reason or an outcome that a person picks: the code goes into the event, the name on the screen. */
export interface Reason {
  readonly code: string
  readonly name: Bilingual
}

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
