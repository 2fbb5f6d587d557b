/** @module Business that goes on while the operator's system does not answer (1.1.16). Loaded with its sheet. */
interface Minutes {
  readonly minutes: number
}

export const interruption = {
  title: '业务中断处置',
  what: '哪里断了？',
  kinds: {
    'operator-system': '业务系统（BOSS/CRM）',
    network: '外网',
    payment: '支付通道',
    power: '停电',
  },
  declare: '宣布业务中断',
  declareSentence: '全厅的业务立即按离线档办理。已打开的单子都已存在各台平板上，一个字都不会丢。',
  running: ({ kind, minutes }: { readonly kind: string } & Minutes) => `${kind}中断，已 ${minutes} 分钟`,
  by: ({ time, name }: { readonly time: string; readonly name: string }) => `${time} 由${name}宣布`,
  drafts: ({ count }: { readonly count: number }) => `本机有 ${count} 张未完成的单子，都已保存。`,
  restore: '系统恢复了',
  restoreSentence: '恢复后，预受理的业务进入补录看板，逐笔了结。恢复的消息要自己上报。',
  firstReport: '首报（可抄送上级）',
  updateReport: '续报',
  nextUpdate: ({ minutes }: Minutes) => (minutes > 0 ? `${minutes} 分钟后续报` : '该续报了'),
  reported: '已上报',
  copy: '复制文字',
  copied: '已复制。',
  reportText: (facts: {
    readonly hall: string
    readonly kind: string
    readonly from: string
    readonly now: string
    readonly waiting: number
    readonly accepted: number
    readonly appointments: number
    /** How customers take it, as somebody has said; '' while nobody has. */
    readonly mood: string
  }) =>
    `${facts.hall}报告：${facts.from} 起${facts.kind}中断，截至 ${facts.now} 未恢复。现场等候 ${facts.waiting} 人，已预受理 ${facts.accepted} 笔、预约 ${facts.appointments} 笔。${facts.mood ? `客户情绪${facts.mood}。` : ''}正按业务中断处置办理。数字为本机统计，待核实。`,
  moodAsked: '客户情绪（看到的，可以不选）',
  moods: { calm: '平稳', uneasy: '有些着急', upset: '激动' },
  finalReport: '终报',
  backText: (f: {
    readonly hall: string
    readonly kind: string
    readonly from: string
    readonly to: string
    readonly accepted: number
    readonly appointments: number
  }) =>
    `${f.hall}报告：${f.kind}已恢复，${f.from} 至 ${f.to} 中断。期间预受理 ${f.accepted} 笔、预约 ${f.appointments} 笔，正在补录。`,
  script: '对客户这样说',
  scriptLines: [
    '“系统临时中断，我们正在联系恢复。您的业务可以先登记，恢复后马上为您办理。”',
    '“这是回执，上面有编号。业务现在还没有生效，结果会用短信或电话告诉您。”',
    '“不想等也没关系，我可以帮您预约，或告诉您其他办理渠道。”',
  ],
  doorNotice: '门口告示',
  doorTitle: '温馨提示',
  doorLines: ({ kind, time }: { readonly kind: string; readonly time: string }) => [
    `因${kind}临时中断（${time} 起），部分业务暂时不能当场办结。`,
    '可以照常办理：咨询、投诉、故障报修、手机维修收机、配件现货。',
    '可以先受理、恢复后生效：套餐变更、流量包、缴费充值（以现场告知为准）。',
    '可以预约登记：入网、携号转网、过户、改号、补换卡。',
    '您也可以使用手机 APP、网上营业厅或拨打 10086。给您带来不便，请谅解。',
  ],
  print: '打印',
  traps: '别踩这两个坑',
  portTrap: '携转：不要让客户发送 SQXZ。授权码 60 分钟有效，现在申请会过期。',
  monthTrap:
    '月末：今天是月底前最后几天，“次月生效”的变更录不进去，客户会晚一个月。已自动标“月末关键”，恢复后最先补录。',
  tiers: '各项业务现在怎么办',
  cash: '现金',
  cashOff: '本厅规定：中断期间不收现金。',
  cashOn: ({ one, day }: { readonly one: number; readonly day: number }) =>
    `中断期间可收现金：单笔不超过 ${one} 元，每位客户每天不超过 ${day} 元。刷卡、扫码以收单机构确认为准。`,
  cashExpected: ({ yuan }: { readonly yuan: string }) => `应有现金 ${yuan} 元`,
  cashFull: '现金已到上限，请两人清点后送入保险柜。',
  count: '两人清点',
  counted: '实点金额（元）',
  countSecond: '另一位清点人',
  drop: '已送入保险柜',
  countDone: ({ counted, expected }: { readonly counted: string; readonly expected: string }) =>
    `实点 ${counted} 元，应有 ${expected} 元`,
  open: '业务中断处置',
}
