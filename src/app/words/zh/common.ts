/** @module Words that belong to no single place: buttons every part has, times, counts, languages, themes. */
import { list } from './list.ts'

/** An estimated wait in minutes. */
export interface Range {
  readonly from: number
  readonly to: number
}
export const range = ({ from, to }: Range): string =>
  from >= 120 ? '2 小时以上' : from === 0 ? `约 ${to} 分以内` : `约 ${from}–${to} 分`

export const common = {
  list,
  range,
  emergency: '紧急',
  emergencyBar: '紧急情况 · 无需登录',
  takeCase: '受理业务',
  takeCaseNote: '填单、步骤、回执',
  product: 'StayOpen 不打烊',
  yes: '是',
  no: '否',
  done: '完成',
  save: '保存',
  cancel: '取消',
  close: '关闭',
  back: '返回',
  next: '下一步',
  undo: '撤销',
  retry: '再试一次',
  more: '更多',
  erase: '删除一位',
  enter: '确定',
  search: '查找',
  lessOf: ({ label }: { readonly label: string }) => `${label}：减少`,
  moreOf: ({ label }: { readonly label: string }) => `${label}：增加`,
  /** One sentence after the other. */
  sentences: (all: readonly string[]) => all.join(''),
  labelled: ({ label, text }: { readonly label: string; readonly text: string }) => `${label}：${text}`,
  noted: ({ text, note }: { readonly text: string; readonly note: string }) => `${text}（${note}）`,
  semicolon: '；',
  optional: '选填',
  loading: '正在读取…',
  working: '处理中…',
  longPress: ({ label }: { readonly label: string }) => `${label}（按住 1.5 秒）`,
  keepPressing: '继续按住…',
  pressedTooShort: '太短，请按住 1.5 秒',
  undoWithin: ({ seconds }: { readonly seconds: number }) => `${seconds} 秒内可撤销`,
  language: '语言',
  languages: { 'zh-CN': '中文', en: 'English' },
  theme: '屏幕明暗',
  themes: { auto: '跟随系统', light: '浅色', dark: '深色', glare: '强光' },
  minutes: ({ minutes }: { readonly minutes: number }) => `${minutes} 分`,
  /** Beside how many wait: who has left for a while and keeps the place. */
  alsoAway: ({ count }: { readonly count: number }) => `另有 ${count} 位暂离`,
  people: ({ count }: { readonly count: number }) => `${count} 人`,
  counterName: ({ counter }: { readonly counter: string }) => `${counter} 号窗`,
  placeInHall: ({ place, hall }: { readonly place: string; readonly hall: string }) => `${place} · ${hall}`,
  used: ({ used, total }: { readonly used: string; readonly total: string }) => `已用 ${used}，共 ${total}`,
  places: { reception: '前台', counter: '窗口', backoffice: '后台', wall: '综合屏', manager: '经理' },
}
