/** @module The duty manager's first page: how the queues stand, and what to look at. */
import { list } from './list.ts'

const inMinutes = (ms: number): string => `${Math.floor(ms / 60_000)} 分 ${Math.floor(ms / 1_000) % 60} 秒`

export const today = {
  place: '经理',
  tabs: {
    today: '今天',

    tablets: '平板',
    staff: '员工',
    hall: '营业厅设置',
    day: '日结',
    log: '记录',
    about: '关于',
  },
  tabList: '经理页面',
  heading: ({ name }: { readonly name: string }) => `经理页面 · ${name}`,
  knocks: ({ name, place, at }: { readonly name: string; readonly place: string; readonly at: string }) =>
    `“${name}”（${place}）在请求加入，请到“${at}”上放行：配对码是在那里出的。`,
  knocksHere: ({ name, place }: { readonly name: string; readonly place: string }) =>
    `“${name}”（${place}）在请求加入，在这台平板上放行。`,
  seeWho: '去放行',
  seen: '知道了',
  noticeKnock: '请求加入',
  noticeDrill: '有演练',
  noticeKey: '换了密钥',
  noticeUpdate: '新版本',
  noticeRefund: '等您同意退款',
  noticeRefundAnswer: '退款有答复',
  notices: ({ count }: { readonly count: number }) => `提醒 ${count}`,
  backToPlace: '回到本机的岗位',
  endedTitle: '经理页面已关闭',
  endedText: '您的经理岗位刚刚被取消，经理页面只有经理能看。有疑问请问其他经理。',

  scenarios: {
    title: '新情景？',
    said: ({ text, when, name }: { readonly text: string; readonly when: string; readonly name: string }) =>
      `${when} ${name}：${text}`,
    hint: '预案库里没有这种事。列为新情景的，留在按类型统计里，修订预案时用。',
    adopt: '列为新情景',
    decline: '不单列',
  },
  queues: '队列',
  waiting: ({ count }: { readonly count: number }) => `${count} 人等候`,
  longest: ({ minutes }: { readonly minutes: number }) => `最长 ${minutes} 分`,
  noCounter: '没有窗口办理',
  openCounters: ({ counters }: { readonly counters: readonly string[] }) => `由 ${list(counters)} 号窗办理`,
  queueClosed: '停止取号',
  nobodyWaits: '现在没有人等候。',
  noQueues: '还没有队列。请到“营业厅设置”页添加。',
  counters: '窗口',
  noCounters: '还没有窗口。请到“营业厅设置”页添加。',
  counterStatus: { open: '已开台', paused: '暂停', closed: '未开台' },
  counterLost: '判定失联',
  counterRevoked: '平板已停用',
  leftThere: ({ label }: { readonly label: string }) => `${label} 没办完`,
  serving: ({ label }: { readonly label: string }) => `正在办 ${label}`,
  calling: ({ label }: { readonly label: string }) => `正在叫 ${label}`,
  atRisk: '快超时或已超时',
  nobodyAtRisk: '没有快超时的客户。',
  waited: ({ minutes, target }: { readonly minutes: number; readonly target: number }) =>
    `已等 ${minutes} 分，目标 ${target} 分`,
  /** Customers who are set aside: where, why, since when, and whose time is over. */
  held: {
    title: '挂起的客户',
    nobody: '没有挂起的客户。',
    since: ({ counter, time }: { readonly counter: string; readonly time: string }) => `${counter} 号窗，${time} 起`,
    left: ({ counter, time }: { readonly counter: string; readonly time: string }) =>
      `${counter} 号窗（已不在叫号），${time} 起`,
    until: ({ time }: { readonly time: string }) => `到 ${time}`,
    putBack: '排回队首',
    putBackOf: ({ label }: { readonly label: string }) => `${label} 排回队首`,
    due: ({ minutes }: { readonly minutes: number }) => (minutes === 0 ? '到时间了' : `超时 ${minutes} 分`),
    remind: ({ count }: { readonly count: number }) =>
      `${count} 位到时间了：请提醒窗口接着办；窗口不在的，由别的窗口恢复，或者排回队首，哪个窗口先空就先叫。`,
  },
  moreTickets: ({ count }: { readonly count: number }) => `还有 ${count} 个`,
  tabWithCount: ({ tab, count }: { readonly tab: string; readonly count: number }) => `${tab}（${count}）`,
  uncounted: ({ count }: { readonly count: number }) => `${count} 条记录不算数。`,
  lookAtThem: '看原因和办法',
  toLookAt: '需要看一眼',
  lateCustomers: ({ count }: { readonly count: number }) => `${count} 位客户等候已超时。`,
  nothingToLookAt: '没有异常。',
  wrongPins: (told: { readonly name: string; readonly tablet: string; readonly at: string; readonly count: number }) =>
    `${told.tablet} 上有人连续输错${told.name}的密码 ${told.count} 次（${told.at}）。不是${told.name}本人就可能有人在试。`,
  wrongPinsSeen: '知道了',
  inVain: ({ counter, label, kept }: { readonly counter: string; readonly label: string; readonly kept: string }) =>
    kept === '' ? `${counter} 号窗白叫了 ${label}` : `${counter} 号窗白叫了 ${label}，已由 ${kept} 号窗办理`,
  copied: ({ tablet }: { readonly tablet: string }) =>
    `“${tablet}”有两台：它的存储被复制过，或者换回过旧的。两台都已改用各自的号段，不会再重号。哪台是真的？请在“平板”页停用这块平板，再把要留下的那台重新添加；已经做过的都留着`,
  sameLabel: ({ label }: { readonly label: string }) => `今天有两个 ${label} 号：一台平板的存储可能被复制过`,
  late: ({ count }: { readonly count: number }) => `${count} 个号在日结之后才传到，已按日结决定处理`,
  strays: ({ count }: { readonly count: number }) => `${count} 条记录找不到对应的号`,
  unvouched: ({ tablet, from, to }: { readonly tablet: string; readonly from: number; readonly to: number }) =>
    `服务器送来 ${tablet} 的第 ${from}–${to} 条记录，一直没有这台平板的签名。请到这台平板上核对；服务器可能被换过或改过。`,
  gathers: '门店服务器的记录不是最新的，正在从各台平板收回',
  gathersWhat:
    '可能有人放回了旧的备份，或者磁盘出过问题。请照常办理：各台平板保存的记录会自动送回。送齐以前服务器不发新的号段，各台平板用自己手里的号，不会重号。',
  gathersAgain:
    '这已经是一小时内的第二次了：可能有两台门店服务器同时在运行，或者有人反复放回备份。请先弄清楚哪一台是真的，再按“不等了”；在您按下以前，服务器不发新的号段。请照常办理：各台平板保存的记录会自动送回，手里的号接着用，不会重号。',
  gathered: '门店服务器丢过记录，已从各台平板收回',
  gatheredWhat: '以后连上的平板，仍会把它保存的记录送回来。',
  broughtBack: ({
    tablet,
    lines,
    papers,
  }: {
    readonly tablet: string
    readonly lines: number
    readonly papers: number
  }) => `${tablet} 送回 ${lines} 条记录、${papers} 份单据`,
  lacking: ({ journal, from, to }: { readonly journal: string; readonly from: number; readonly to: number }) =>
    `${journal} 第 ${from}–${to} 条：有平板知道写过，还没有谁送回。`,
  lackingPapers: ({ papers }: { readonly papers: number }) =>
    `${papers} 份单据（照片、签名、表单）有记录，门店服务器上没有，也没有谁送来。`,
  gathersFor: ({ ms }: { readonly ms: number }) => `已经收了 ${inMinutes(ms)}。`,
  gatheredIn: ({ ms }: { readonly ms: number }) => `用了 ${inMinutes(ms)}，照常发号段了。`,
  waitsFor: ({ tablets }: { readonly tablets: readonly string[] }) => `还没有送齐：${list(tablets)}`,
  waitNoLonger: '不等了',
  waitNoLongerHint: '恢复发号段；没送齐的平板以后连上仍会送回',
  serverNearlyFull: '门店服务器的磁盘快满了：不再收单据（单据仍在平板上）。请技术支持腾出空间。',
  serverFull:
    '门店服务器的磁盘满了：只收经理的操作、停用和应急记录，其他记录留在各平板上，一条不丢。请马上让技术支持腾出空间。',
  serverDamaged:
    '门店服务器的存储损坏过，可能少了已经收到的记录。平板上的都还在，会自动补回：不要清除或重置任何平板，关着的平板都打开一次，并请技术支持换磁盘。',
  floodFromOutside: ({ at }: { readonly at: string }) =>
    `没有配对的设备向门店服务器发得太多（最近一次 ${at}），已限速，不影响各台平板。经常出现时，请技术支持查看营业厅的网络上接了什么设备。`,
  serverFlood: ({ tablet, at }: { readonly tablet: string; readonly at: string }) =>
    `${tablet} 向门店服务器发得太多（最近一次 ${at}），已限速，不影响其他平板。平板不在大家手里的，请停用它。`,
  serverSlow: ({ tablet, at }: { readonly tablet: string; readonly at: string }) =>
    `${tablet} 收发很慢（最近一次 ${at}），连接已断开重来。请看看它的无线信号；平板不在大家手里的，请停用它。`,
  stampAhead: ({ tablet, minutes }: { readonly tablet: string; readonly minutes: number }) =>
    `${tablet} 的时钟快了约 ${minutes < 60 ? `${minutes} 分` : `${Math.round(minutes / 60)} 小时`}，它那时记的事先不算，见“不算数的”`,
  printFailed: ({ label }: { readonly label: string }) => `${label} 没有打印出来`,
  sheetLost: '恢复单没有留下',
  sheetLostWhatToDo:
    '建厅时没有把恢复单留好，以后也补不出来。还没有开始营业的：请技术支持清空门店服务器，重新建厅。已经在用的：请至少设两位经理，各用各的密码，各有一台平板；所有经理都登录不了时，没有别的办法指定新的经理。',
  noticeCopy: '要存一份记录',
  copyDue: {
    loose: ({ count }: { readonly count: number }) =>
      `有记录一小时以上只在这台平板上（${count} 条），而浏览器没有保证不清。请登录后选“门店服务器还没有的”，存成文件，拷到 U 盘。`,
    old: ({ count }: { readonly count: number }) =>
      `有记录一天以上只在这台平板上（${count} 条）。请登录后选“门店服务器还没有的”，存成文件，拷到 U 盘。`,
  },
  storage: {
    notice: { loose: '存储没有保证', full: '存储快满了' },
    loose: '浏览器没有保证保留这台平板存下的记录：空间不够时可能不声不响地清掉，门店服务器还没有的就丢了。',
    unsent: ({ count }: { readonly count: number }) => `现在有 ${count} 条记录只在这台平板上。`,
    ask: '请系统保证保留',
    refused: '系统没有答应。请把不打烊添加到主屏幕，从那里打开，再按一次；在那以前，断网时请每小时存一份记录。',
    full: ({ percent }: { readonly percent: number }) =>
      `这台平板的存储用了 ${percent}%，快放不下新的记录了。门店服务器已有的旧记录会自动清理；请删掉平板上别的应用、照片和下载，腾出空间。`,
    seen: '明天再提醒',
  },
  copySave: '去存一份',
  noticeDay: '有一天没日结',
  dayNotClosedWhat: ({ day }: { readonly day: string }) =>
    `${day} 还没有日结：当天没办完的号不上综合屏，也不会被叫到。请经理在“日结”里决定结转还是作废。`,
  dayNotClosed: ({ day }: { readonly day: string }) => `${day} 还没有日结。`,
  closeItNow: '去日结',
  emergencyOn: '应急营业厅：排队过夜保留。',
}
