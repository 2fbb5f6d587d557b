/** @module The back office: review, late entry, call-backs, reconciliation, special situations. Loaded with its screen. */
import { list } from './list.ts'

import { lateReasons, reviewReasons } from './returns.ts'

export interface Count {
  readonly count: number
}

export const backoffice = {
  place: '后台',
  tabList: '后台工作',
  tabs: { review: '复核', late: '补录', calls: '回访', reconcile: '对账', ledger: '台账' },
  tabCount: ({ label, count }: { readonly label: string } & Count) => (count > 0 ? `${label} ${count}` : label),
  pick: '从列表里选一笔业务。',
  toList: '返回列表',
  loading: '正在打开资料…',

  review: {
    none: '没有等复核的业务。',
    toDestroy: ({ count }: Count) => `有 ${count} 份资料不该保存：当时平板还不知道系统中断，或资料已按要求销毁。`,
    destroy: '销毁这些资料',
    managerDestroys: '请经理来销毁。',
    waiting: ({ minutes }: { readonly minutes: number }) => `已等 ${minutes} 分`,
    from: ({ tablet, name }: { readonly tablet: string; readonly name: string }) => `${name} · ${tablet}`,
    steps: '步骤',
    documents: '已看原件',
    noDocuments: '没有需要的资料。',
    form: '受理单',
    changed: '改动过',
    was: ({ value }: { readonly value: string }) => `原来：${value}`,
    signature: '客户签名',
    spoken: ({ name }: { readonly name: string }) => `口头确认，见证人 ${name}`,
    photos: '照片',
    approve: '通过，办结',
    serial: '系统流水号（没有可不填）',
    return: '退回',
    handOn: '转交',
    why: '原因',
    returnReasons: reviewReasons,
    to: '转给谁',
    handTo: { manager: '经理', tech: '技术支持', 'back-office': '后台同事' },
    handedOn: ({ to }: { readonly to: string }) => `已转交${to}`,
    ownCase: '这是您经办的业务，请换一位同事复核。',
    lend: '只有我一个人？请同事输入密码 复核',
    lentMark: '同机复核',
  },

  late: {
    none: '没有待补录的业务。',
    stillOut: ({ count }: Count) => `系统还没有恢复。已有 ${count} 笔等补录，恢复后按下面的顺序办。`,
    levels: { 'month-end': '月末关键', P1: '急办', P2: '优先', P3: '一般', P4: '其他' },
    stages: {
      'to-enter': '待补录',
      'in-hand': '补录中',
      'to-confirm': '待客户确认',
      entered: '已录入',
      ended: '已了结',
    },
    due: ({ time }: { readonly time: string }) => `应在 ${time} 前`,
    overdue: '已超时',
    care: '优先照顾',
    inHand: ({ name, minutes }: { readonly name: string; readonly minutes: number }) =>
      `${name} 补录中，还有 ${minutes} 分钟`,
    take: '我来补录',
    putBack: '放回',
    rule: '产品和价格不得更改。条件不符，退回联系客户。',
    serial: '系统流水号',
    confirmNeeded: '需要客户二次确认（短信或验证码）',
    enter: '录入完成',
    waitsFor: ({ time }: { readonly time: string }) => `等客户确认，${time} 前有效`,
    settled: '客户已确认，办结',
    return: '退回，联系客户',
    returnReasons: lateReasons,
    drop: '不录了',
    outcomes: { cancelled: '已撤销', refunded: '已退款', complaint: '失败转投诉' },
    dropReasons: {
      'customer-gave-up': '客户放弃',
      'does-not-qualify': '不符条件',
      'risk-check': '风险核查',
      'entered-elsewhere': '已在别处办理',
      'system-refused': '系统拒绝',
    },
    cash: ({ yuan }: { readonly yuan: string }) => `已收现金 ${yuan} 元`,
    receipt: ({ number }: { readonly number: string }) => `回执 ${number}`,
  },

  calls: {
    none: '没有要回访的客户。',
    sentence: '把结果告诉客户。三个不同时段都没人接，也算告知过。',
    due: ({ time }: { readonly time: string }) => `${time} 前告知`,
    overdue: ({ time }: { readonly time: string }) => `已过期（应在 ${time} 前告知）`,
    tried: ({ count }: Count) => `${count} 个时段没人接`,
    again: ({ time }: { readonly time: string }) => `${time} 后再打`,
    others: '还要回访的',
    results: { reached: '已告知', 'no-answer': '没接', refused: '不愿听' },
    outcomes: {
      done: '已办结',
      cancelled: '已撤销',
      refunded: '已退款',
      complaint: '转投诉',
      referred: '改走其他渠道',
    },
  },

  reconcile: {
    none: '还没有发生过业务中断。',
    which: '哪一次中断',
    zero: '对平了：平板 = 服务器 = 运营商。',
    notZero: '还没有对平：',
    open: ({ count }: Count) => `${count} 笔还没有了结`,
    missing: ({ count }: Count) => `${count} 张回执的业务还没有传到：`,
    missingOne: ({ number, tablet }: { readonly number: string; readonly tablet: string }) => `${number} 在 ${tablet}`,
    unknownTablet: '未知平板',
    toCome: '有平板还有记录没上传，数字可能还会变。',
    notAtOperator: ({ count }: Count) => `${count} 笔本厅已录、运营商清单没有`,
    notHere: ({ count }: Count) => `${count} 个流水号运营商有、本厅没有`,
    conflicts: ({ count }: Count) => `${count} 笔重复处理，请逐笔看`,
    list: '运营商清单（每行一个流水号）',
    listHint: '从系统导出后粘贴到这里。只在本机比对，不保存。',
    noList: '还没有粘贴运营商清单。',
    compare: '比对',
    report: '断网日报',
    print: '打印日报',
    began: '开始',
    ended: '恢复',
    lasted: '历时',
    stillRunning: '还没有恢复',
    taken: '受理',
    settledCount: '了结',
    service: '业务',
    outcomes: {
      done: '已办结',
      cancelled: '已撤销',
      refunded: '已退款',
      complaint: '转投诉',
      referred: '改走其他渠道',
      open: '未了结',
    },
    cash: ({ taken, refunded }: { readonly taken: string; readonly refunded: string }) =>
      `收现金 ${taken} 元，退 ${refunded} 元`,
    counts: ({
      time,
      counted,
      expected,
    }: {
      readonly time: string
      readonly counted: string
      readonly expected: string
    }) => `${time} 两人清点：实点 ${counted} 元，应有 ${expected} 元`,
    settledAfter: ({ minutes }: { readonly minutes: number }) => `恢复后 ${minutes} 分钟全部了结`,
    monthEnd: ({ count }: Count) => `月末关键 ${count} 笔`,
    reports: ({ count }: Count) => `上报 ${count} 次`,
    verify: '数字由本厅记录自动汇总，签发前请核实。',
  },

  ledger: {
    none: '台账还是空的。',
    open: '看内容',
    keep: '留作经验',
    drop: '不留',
    kept: '已留作经验',
    dropped: '未留用',
    undecided: '待经理决定',
    shreddings: '销毁的资料',
    referrals: '今天告知的其他渠道',
    noReferrals: '今天没有。',
    times: ({ count }: Count) => `${count} 次`,
  },

  destroyed: {
    none: '没有销毁过资料。',
    act: ({ at, count, name }: { readonly at: string; readonly name: string } & Count) =>
      `${at}，${name}，销毁 ${count} 份`,
    until: ({ at }: { readonly at: string }) => `资料已打不开；${at} 以前都能停下，之后彻底删除。`,
    mayBeGone: '已满一天：服务器和各平板各自运行满一天就彻底删除，停不下了。',
    stop: '停下，恢复资料',
    managerStops: '要停下，请找经理。',
    reached: '这条消息已到所有平板和服务器。',
    hereOnly: '这条消息还在本机，联网后送到服务器和其他平板。',
    unreached: ({ tablets }: { readonly tablets: readonly string[] }) =>
      `还不知道的平板：${list(tablets)}。它们一连上就打不开这些资料，再运行一天后彻底删除。`,
  },
}
