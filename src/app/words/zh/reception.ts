/** @module The door: taking a ticket, its slip, the board of who waits, paper numbers. */
import { type Range, range } from './common.ts'

export interface Count {
  readonly count: number
}
export interface Label {
  readonly label: string
}

/** Somebody who waits: minutes so far, the queue's target, and what they were told; null: nothing. */
interface AtRisk {
  readonly waited: number
  readonly target: number
  readonly told: Range | null
}

export const reception = {
  place: '前台',
  question: '要办什么？',
  others: '其他…',
  visitor: '称呼、电话',
  visitorNoted: '已填称呼、电话',
  etiquette: '礼仪卡',
  precheck: '预审资料',
  othersNote: '入网、变更、缴费、咨询、其他五类',
  outOfReach: { T1: '系统中断：先受理', T2: '系统中断：只预约', T3: '系统中断：暂不能办' },
  inLine: ({ count }: Count) => `${count} 人`,
  noCounter: '暂无开放窗口',
  left: ({ count }: Count) => (count === 0 ? '今天可能办不到了' : `今日剩余约 ${count} 个号`),
  shut: ({ next }: { readonly next: string }) =>
    next ? `现在不在取号时间，${next} 再开始。经理登录后可以取号。` : '今天的取号时间已过。经理登录后可以取号。',
  stopped: ({ reason }: { readonly reason: string }) => (reason === '' ? '暂停取号' : `暂停取号：${reason}`),
  queueClosed: '已停止取号',
  notNow: '现在不取号',
  priorityTitle: '爱心优先',
  priorityHint: '老弱病残孕、带婴、军人，不问病情',
  priorityShort: '优先',
  priorities: { none: '普通', elderly: '老年人', care: '病残孕', infant: '带婴幼儿', military: '军人' },
  hasAppointment: '客户有预约',
  starTitle: '星级客户',
  paper: '号票纸',
  papers: { usb: 'USB', bluetooth: '蓝牙', '80': '80 毫米', '58': '58 毫米', none: '不打印' },

  allTitle: '全部业务',
  allSearch: '找业务',
  allSearchHint: '输入名称里的字，例如 过户',
  allNone: '没有这个名字的业务。可以直接选下面的队列。',
  queuesOnly: '只取队列号',
  queuesOnlyHint: '业务说不清时，先取队列号，到窗口再确认。',

  yourNumber: '您的号码',
  ahead: ({ count }: Count) => (count === 0 ? '前面没有人' : `前面 ${count} 位`),
  offlineNumber: '离线号',
  offlineNumberHint: '本机的号段用完了，这是本机自己的离线号，不会与别处重号。',
  alone: '离线取号',
  aloneHint: '现在听不到服务器。号码照样有效，不会与别处重号。',
  print: '打印',
  printing: '正在送打印机…',
  done: '完成',
  printFailed: '号票没有打出来。号码有效，请把号码告诉客户，或再打一次。',
  tell: '请把号码告诉客户。',
  taken: ({ label }: Label) => `${label} 已取号`,
  cancelled: ({ label }: Label) => `${label} 已弃号`,
  returned: ({ label }: Label) => `${label} 已重新排队`,
  moved: ({ label, queue }: Label & { readonly queue: string }) => `${label} 已改到 ${queue}`,
  closeNotice: '知道了',

  dayClosedTitle: '今天已经日结',
  dayClosed: '不能再取号。需要继续营业，请经理在管理页重新开放当天。',

  board: '等候情况',
  waitingTotal: ({ count }: Count) => `等候 ${count}`,
  longest: ({ count }: Count) => `最长 ${count} 分`,
  late: ({ count }: Count) => `超时 ${count} 位`,
  notOpen: ({ counters }: { readonly counters: string }) => `未开台：${counters} 号窗`,
  nobodyWaits: '现在没有人等候。',
  counters: '窗口',
  counter: {
    free: '空闲',
    called: '叫号',
    wave: '请招手',
    serving: '办理',
    paused: ({ reason }: { readonly reason: string }) => `暂停（${reason}）`,
    silent: ({ count }: Count) => (count === 0 ? '失联不到 1 分' : `失联 ${count} 分`),
    lost: '已判定失联',
    revoked: '平板已停用',
    look: '去看一眼',
  },
  noOpenCounters: '现在没有窗口开台。',
  waiting: '等候的客户',
  atRisk: ({ waited, target, told }: AtRisk) =>
    `已等 ${waited} 分，目标 ${target}${told ? `，说过${range(told)}` : ''}`,
  moreWaiting: ({ count }: Count) => `还有 ${count} 位`,
  lessWaiting: '只看前面几位',

  lostTitle: ({ counter }: { readonly counter: string }) => `${counter} 号窗失联`,
  lostExplain: ({ count }: Count) =>
    `这个窗口${count === 0 ? '不到 1 分' : `已有 ${count} 分`}没有消息。请先走过去看：如果那里还在叫号，不要判定失联。`,
  lostRevoked: '这个窗口的平板已被停用，不能再叫号。请先走过去看：那里如果还有客户，请他拿号票到别的窗口。',
  lostAfter: '判定失联后，留给它的号由别的窗口接着叫。它再次开台时自动恢复。',
  lostWho: ({ name }: { readonly name: string }) => `看过现场的人：${name}`,
  lostWhoMissing: '要先登录，记录是谁去看的。',
  lostDeclare: '现场没有人叫号',

  find: '查号/补打',
  findTitle: '查号',
  findLabel: '号码',
  findHint: '输入整个号或数字部分，例如 A019 或 19',
  findNone: '没有这个号。请核对号票上的号码和日期。',
  reprint: '补打',
  reprintMark: ({ copy }: { readonly copy: number }) => `重打 第 ${copy} 张`,
  cancel: '弃号',
  cancelWhy: '为什么弃号？',
  bringBack: '重新排队',
  wrongQueue: '分错号',
  wrongQueueTitle: '应该是哪个业务？',
  backToTicket: '返回',
  takenAt: ({ time }: { readonly time: string }) => `${time} 取号`,
  waited: ({ count }: Count) => `已等 ${count} 分`,
  carriedOver: ({ day }: { readonly day: string }) => `${day} 结转`,
  sameLabel: '今天另有一张相同号码的票，请按取号时间核对。',
  status: {
    waiting: '等候中',
    called: '已叫号',
    serving: '办理中',
    missed: '已过号',
    held: '挂起',
    done: '已办结',
    cancelled: '已弃号',
    void: '已作废',
  },
  atCounter: ({ counter }: { readonly counter: string }) => `${counter} 号窗`,

  missedTitle: '过号、暂离',
  missed: ({ count }: Count) => `过号、暂离 ${count}`,
  missedNone: '没有过号或暂离的号。',
  missedHint: ({ behind }: { readonly behind: number }) => `客户回来了：重新排队后排在 ${behind} 位之后。`,
  missedTimes: ({ count }: Count) => `过号 ${count} 次`,

  paperMode: '纸号',
  paperTitle: '纸号登记',
  paperHint: '综合屏停用或停电时，先撕纸号。在这里登记，纸号和系统就对得上。',
  paperKinds: { ticket: '登记纸号', call: '补录叫号' },
  rollQueue: '业务或队列',
  notChosen: '请先选一个。',
  rollNumber: '纸号',
  rollEnter: '登记这张',
  rollTime: '发出时间',
  rollTimeHint: '当时发出的就不用填；补登的写时刻，例如 09:40',
  rollTimeWrong: '请写成 09:40 这样的时刻。',
  rollLast: '刚登记的',
  callNumber: '号码',
  callCounter: '叫到哪个窗口',
  callTime: '叫号时间',
  callOutcome: '结果',
  callEnter: '补录这次',
  callUnknown: '没有这个号，请先登记纸号。',
  signIn: '登录',

  slip: {
    ahead: ({ count }: Count) => `前面 ${count} 位`,
    aheadThen: ({ count }: Count) => `取号时前面 ${count} 位`,
    takenAt: ({ time }: { readonly time: string }) => `取号时间 ${time}`,
    area: ({ area }: { readonly area: string }) => `请在${area || '等候区'}等候，留意屏幕和叫号`,
    missRule: ({
      seconds,
      behind,
      limit,
    }: {
      readonly seconds: number
      readonly behind: number
      readonly limit: number
    }) => `叫号后 ${seconds} 秒没到算过号。过号了请到前台重新排队，排在 ${behind} 位之后；过号 ${limit} 次，号码作废。`,
    offline: '离线号，到窗口出示本票即可办理',
    alone: '离线取号，到窗口出示本票即可办理',
    keep: '请保管好本票，当日有效',
  },
}
