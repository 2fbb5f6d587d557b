/** @module What the wall shows and says to everybody in the hall. Numbers and counters only, never a name. */
import { calls, type WallCall } from './aloud.ts'
import { list } from './list.ts'

/** One line of the big call: small words around what is read from across the hall. */
export interface CallLine {
  readonly before: string
  readonly big: string
  readonly after: string
}

export const wall = {
  title: '综合屏',
  callLines: ({ label, counter }: WallCall): readonly [CallLine, CallLine] => [
    { before: '请', big: label, after: '号' },
    { before: '到', big: counter, after: '号窗口' },
  ],
  ways: { left: '往左走', ahead: '往前走', right: '往右走' },
  kinds: { call: '叫号', 'priority-call': '优先', 'transfer-call': '继续办理', correction: '更正' },
  wave: '请看工作人员招手',
  again: ({ times }: { readonly times: number }) => `第 ${times} 次呼叫`,
  nobodyCalled: '等候叫号',
  nobodyCalledNote: '叫到的号码显示在这里，并有语音播报。',
  nobodyCalledSilent: '叫到的号码显示在这里。',
  onlyCounters: ({ counters }: { readonly counters: readonly string[] }) => `本屏只显示 ${list(counters)} 号窗口的叫号`,
  closedToday: '今日营业已结束',
  closedTodayNote: '未办理的号码请咨询现场工作人员。',
  toCome: '正在等营业厅的记录',
  toComeNote: '营业厅的记录还没有全部传到本机，连着服务器就会自己补齐。',
  notSetUp: '营业厅还没有设置好',
  notSetUpNote: '请在经理的平板上完成设置，本屏会自动显示。',
  revoked: '本屏已停用',
  revokedNote: '请听现场工作人员呼叫。工作人员：请经理重新配对本屏，任何一台有经理登录的平板都行。',
  recent: calls.recent,
  recentEmpty: '叫过的号码会列在这里。',
  toCounter: ({ counter }: { readonly counter: string }) => `${counter} 号窗`,
  called: '请到窗口',
  serving: '办理中',
  missed: '已过号',
  done: '已办完',
  queues: '等候人数',
  people: '人',
  queueWithoutCounter: '暂无窗口',
  queueClosed: '不再取新号',
  /** Who waits already has lost nothing. */
  queueClosedToOthers: '不再取新号，已取的号照常叫',
  pausedCounters: ({ counters }: { readonly counters: readonly string[] }) => `暂停服务：${list(counters)} 号窗口`,
  live: '数据实时',
  asOf: ({ time }: { readonly time: string }) => `数据截至 ${time}`,
  staleSentence: '网络恢复中，请听工作人员呼叫',
  paperSentence: calls.paperSentence,
  paperNote: '您手中的号码仍然有效，次序不变。',
  paperPhone: ({ phone }: { readonly phone: string }) => `经理电话 ${phone}`,
  paperKnown: ({ time }: { readonly time: string }) => `以下是 ${time} 以前叫到的号码`,
  paperNone: '此前没有正在呼叫的号码。',
  minutesAgo: ({ minutes }: { readonly minutes: number }) => (minutes < 1 ? '刚刚' : `${minutes} 分钟前`),
  back: '综合屏已恢复，请以屏幕和广播为准',
  takenBack: ({ label, counter }: WallCall) => `更正：${label} 号到 ${counter} 号窗口的呼叫已取消，请继续等候`,
  voice: {
    open: '语音自检',
    passed: ({ time }: { readonly time: string }) => `语音正常 ${time}`,
    failed: ({ time }: { readonly time: string }) => `语音未听到 ${time}`,
    untested: '语音未自检',
    lockedShort: '语音未开启',
    quiet: '安静时段，只显示',
    missingShort: '没有语音',
  },
}
